import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { erasureEngine, everyRow, filesNaming, smallWorld } from './erasure.test-support.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-erasure-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

// These two files do not tell that the address and the account are one person's.
const people = ['zq01x@firm1.example', 'github:770001']

test.each(['work.bandstand', 'fresh.bandstand', 'replaced'])('killed at %s, the workspace is as before or as after, and erasing again ends it', async (point) => {
  const path = await smallWorld(folder)
  const before = await everyRow(path)
  const child = fork(join(import.meta.dirname, 'erase-and-die.test-support.ts'), [path, people.join(','), point], { execArgv: ['--import', 'tsx'] })
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
  const after = await everyRow(path)
  const names = (rows: Map<string, string[]>) => (rows.get('crm.contacts') ?? []).filter((line) => line.includes('zq01x')).length
  const counts = (rows: Map<string, string[]>) => [rows.get('crm.contacts')?.length, rows.get('dev.events')?.length, rows.get('ops.tombstones')?.length]
  if (point !== 'replaced') expect(counts(after)).toEqual(counts(before))
  else expect([names(after), counts(after)[0]]).toEqual([0, (before.get('crm.contacts')?.length ?? 0) - 1])
  expect(existsSync(join(`${path}.files`, 'unfinished'))).toBe(false)

  const { engine, call } = erasureEngine(folder)
  await call('workspace.open', { path })
  await call('erasure.erase', { people })
  await engine.close()
  expect(await filesNaming([path, `${path}.files`], /zq01x/i)).toEqual([])
  expect((await everyRow(path)).get('crm.contacts')?.length).toBe((before.get('crm.contacts')?.length ?? 0) - 1)
  expect((await readdir(folder)).filter((name) => name.startsWith('acme'))).toEqual(['acme.bandstand', 'acme.bandstand.files'])
}, 120_000)
