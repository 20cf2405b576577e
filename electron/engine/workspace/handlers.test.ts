import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Input, Method, Output } from '../../../shared/contract.ts'
import { openWorkspace } from '../db/workspace.ts'
import { createEngine, type Engine } from '../engine.ts'
import { readRecent, rememberRecent } from './recent.ts'

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-'))
  engine = createEngine({ dataDirectory: join(folder, 'data') })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const call = <M extends Method>(method: M, input: Input<M>): Promise<Output<M>> =>
  // The engine answers by the contract; the contract suite proves it.
  engine.call(method, input, new AbortController().signal) as Promise<Output<M>>

test('without a workspace the status is empty and work is refused', async () => {
  expect(await call('workspace.status', {})).toBeNull()
  await expect(call('targets.mark', { kind: 'repo', name: 'a/b', role: 'own' })).rejects.toMatchObject({ code: 'no_workspace' })
})

test('creating a workspace records its targets and remembers it', async () => {
  const status = await call('workspace.create', { path: join(folder, 'acme'), organisation: 'Acme', ownRepos: ['Acme/SDK'], competitorRepos: ['rival/sdk'] })
  expect(status).toMatchObject({ organisation: 'Acme', dataVersion: 0, stale: false, sample: false })
  expect(status.targets.map(({ name, role }) => [name, role])).toEqual(
    expect.arrayContaining([
      ['acme/sdk', 'own'],
      ['rival/sdk', 'competitor'],
    ]),
  )
  expect(status.stages.map((stage) => stage.key)).toEqual(['lead', 'opportunity', 'customer'])
  expect(await call('workspace.recent', {})).toMatchObject([{ path: status.path, organisation: 'Acme' }])
})

test('marking a target changes the data version, and a second mark replaces the first', async () => {
  await call('workspace.create', { path: join(folder, 'acme') })
  await call('targets.mark', { kind: 'repo', name: 'acme/sdk', role: 'own' })
  const status = await call('targets.mark', { kind: 'repo', name: 'ACME/sdk', role: 'competitor' })
  expect(status).toMatchObject({ dataVersion: 2, stale: true, targets: [{ name: 'acme/sdk', role: 'competitor' }] })
})

test('opening another workspace closes the first, whose file is then free', async () => {
  const first = await call('workspace.create', { path: join(folder, 'first') })
  await call('workspace.create', { path: join(folder, 'second') })
  expect((await call('workspace.open', { path: first.path })).path).toBe(first.path)
  expect((await call('workspace.recent', {})).map((entry) => entry.path)).toEqual([first.path, join(folder, 'second.bandstand')])
})

test('opening the open workspace again, under whatever name, opens it once', async () => {
  const status = await call('workspace.create', { path: join(folder, 'acme') })
  await symlink(status.path, join(folder, 'alias.bandstand'))
  for (const path of [status.path, join(folder, 'acme'), join(folder, 'alias')]) {
    expect((await call('workspace.open', { path })).path).toBe(status.path)
  }
  await expect(openWorkspace(status.path)).rejects.toMatchObject({ code: 'workspace_locked' })
})

test('opening a broken file leaves the open workspace open', async () => {
  const status = await call('workspace.create', { path: join(folder, 'acme') })
  await writeFile(join(folder, 'broken.bandstand'), 'nothing of ours')
  await expect(call('workspace.open', { path: join(folder, 'broken.bandstand') })).rejects.toMatchObject({ code: 'not_a_workspace' })
  expect((await call('workspace.status', {}))?.path).toBe(status.path)
})

test('input that the contract does not allow never reaches a handler', async () => {
  await expect(engine.call('workspace.create', { path: 7 }, new AbortController().signal)).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(engine.call('toString', {}, new AbortController().signal)).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(call('workspace.create', { path: join(folder, 'acme'), ownRepos: ['not a repository'] })).rejects.toMatchObject({ code: 'invalid_input' })
})

test('an unreadable recent list counts as empty', async () => {
  await call('workspace.create', { path: join(folder, 'acme') })
  await writeFile(join(folder, 'data', 'recent.json'), '{ cut')
  expect(await call('workspace.recent', {})).toEqual([])
})

test('many processes may remember a workspace at once', async () => {
  await call('workspace.create', { path: join(folder, 'acme') })
  await Promise.all(Array.from({ length: 30 }, () => rememberRecent(join(folder, 'data'), join(folder, 'acme.bandstand'), 'Acme')))
  expect(await readRecent(join(folder, 'data'))).toMatchObject([{ path: join(folder, 'acme.bandstand') }])
  expect(await readdir(join(folder, 'data'))).toEqual(['recent.json'])
})

test('once a call has resolved people their number is told, by itself and once', async () => {
  const told: [string, unknown][] = []
  engine.subscribe((topic, payload) => {
    if (topic !== 'progress') told.push([topic, (payload as { counts: { people: number } } | null)?.counts.people])
  })
  await call('workspace.create', { path: join(folder, 'acme') })
  await writeFile(join(folder, 'events.csv'), 'occurred_at,source,email\n2025-11-01T00:00:00Z,product_usage,ada@brantov.com\n2025-11-02T00:00:00Z,product_usage,bo@brantov.com\n')
  await call('import.run', { path: join(folder, 'events.csv'), format: 'events' })
  expect(told.splice(0)).toEqual([['workspace.changed', 0], ['workspace.changed', 0]])
  await call('workspace.status', {})
  expect(told).toEqual([])
  await call('analyse.run', {})
  await call('analyse.run', {})
  expect(told).toEqual([['workspace.counted', 2]])
  expect((await call('workspace.status', {}))?.counts.people).toBe(2)
})
