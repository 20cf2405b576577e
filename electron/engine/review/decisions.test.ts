import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { calls, type Input, type Method, type Output } from '../../../shared/contract.ts'
import { createEngine, type Engine } from '../engine.ts'

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-review-'))
  engine = createEngine({ dataDirectory: join(folder, 'data') })
  await call('workspace.create', { path: join(folder, 'acme') })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

async function call<M extends Method>(method: M, input: Input<M>): Promise<Output<M>> {
  const output: unknown = await engine.call(method, input, new AbortController().signal)
  return z.parse(calls[method].output, output) as Output<M>
}

const match = { kind: 'match', subject: 'acme.com', object: '17', queue: 'uncertain' } as const

test('a decision is kept with its reviewer, queue and time, and the data version moves', async () => {
  const { decisionIds, dataVersion } = await call('review.decide', { decisions: [{ ...match, verdict: 'accept', note: 'seen on the imprint' }], reviewer: 'ana' })
  expect({ decisionIds, dataVersion }).toEqual({ decisionIds: [1], dataVersion: 1 })
  expect(await call('review.decisions', {})).toMatchObject([
    { decisionId: 1, kind: 'match', scope: 'one', subject: 'acme.com', object: '17', verdict: 'accept', reviewer: 'ana', queue: 'uncertain', note: 'seen on the imprint', reverted: false },
  ])
})

test('a change of mind is a further row', async () => {
  await call('review.decide', { decisions: [{ ...match, verdict: 'accept' }], reviewer: 'ana' })
  await call('review.decide', { decisions: [{ ...match, verdict: 'reject' }], reviewer: 'ben' })
  expect((await call('review.decisions', { subject: 'acme.com' })).map(({ verdict, reviewer }) => [verdict, reviewer])).toEqual([['reject', 'ben'], ['accept', 'ana']])
})

test('undo takes back the reviewer’s newest standing decision, to any depth, and deletes nothing', async () => {
  for (const verdict of ['accept', 'reject'] as const) await call('review.decide', { decisions: [{ ...match, verdict }], reviewer: 'ana' })
  await call('review.decide', { decisions: [{ ...match, verdict: 'none', object: null }], reviewer: 'ben' })
  expect((await call('review.undo', { reviewer: 'ana' })).undone).toMatchObject({ verdict: 'reject', reverted: true })
  expect((await call('review.undo', { reviewer: 'ana' })).undone).toMatchObject({ verdict: 'accept' })
  await expect(call('review.undo', { reviewer: 'ana' })).rejects.toMatchObject({ code: 'not_found' })
  expect((await call('review.decisions', {})).map(({ decisionId, verdict, reverts, reverted }) => [decisionId, verdict, reverts, reverted])).toEqual([
    [5, null, 1, false], [4, null, 2, false], [3, 'none', null, false], [2, 'reject', null, true], [1, 'accept', null, true],
  ])
  await expect(call('review.undo', { decisionId: 2 })).rejects.toMatchObject({ code: 'not_found' })
})

test('decisions and their undoing outlive the program', async () => {
  await call('review.decide', { decisions: [{ ...match, verdict: 'accept' }], reviewer: 'ana' })
  await call('review.decide', { decisions: [{ ...match, subject: 'acme.io', verdict: 'reject' }], reviewer: 'ana' })
  await call('review.undo', { reviewer: 'ana' })
  await call('workspace.close', {})
  await call('workspace.open', { path: join(folder, 'acme') })
  expect((await call('review.undo', { reviewer: 'ana' })).undone.subject).toBe('acme.com')
})

test('what one call records is one stroke: one undo takes all of it back, and nobody else’s', async () => {
  await call('review.decide', { decisions: [{ ...match, verdict: 'accept' }], reviewer: 'ben' })
  const stroke = await call('review.decide', { decisions: [{ ...match, verdict: 'accept' }, { ...match, subject: 'acme.io', verdict: 'reject' }], reviewer: 'ana' })
  expect(stroke).toMatchObject({ decisionIds: [2, 3], batch: 2 })
  await expect(call('review.undo', { decisionId: 3, reviewer: 'ben' })).rejects.toMatchObject({ code: 'bad_usage' })
  expect(await call('review.undo', { reviewer: 'ana' })).toMatchObject({ batch: 2, count: 2, decisionId: 4, undone: { decisionId: 2 } })
  expect((await call('review.decisions', {})).map(({ decisionId, batch, reverts }) => [decisionId, batch, reverts])).toEqual([[5, 4, 3], [4, 4, 2], [3, 2, null], [2, 2, null], [1, 1, null]])
  await expect(call('review.undo', { reviewer: 'ana' })).rejects.toMatchObject({ code: 'not_found' })
})

test('what was decided since a data version is told, the last word on each item', async () => {
  const { dataVersion } = await call('review.decide', { decisions: [{ ...match, verdict: 'accept' }], reviewer: 'ana' })
  await call('review.decide', { decisions: [{ ...match, verdict: 'unsure' }, { ...match, subject: 'acme.io', verdict: 'reject' }], reviewer: 'ben' })
  await call('review.decide', { decisions: [{ ...match, subject: 'acme.io', verdict: 'accept' }], reviewer: 'ana' })
  expect(await call('review.since', { dataVersion })).toMatchObject({
    decided: 1, unsure: 1, reviewers: [{ reviewer: 'ana', items: 1 }, { reviewer: 'ben', items: 1 }],
    items: [{ itemKey: '["match","acme.io","17"]', verdict: 'accept', reviewer: 'ana' }, { itemKey: '["match","acme.com","17"]', verdict: 'unsure', reviewer: 'ben' }],
  })
})

test('a workspace that holds fewer decisions than it should is not opened', async () => {
  await call('review.decide', { decisions: [{ ...match, verdict: 'accept' }], reviewer: 'ana' })
  await call('workspace.close', {})
  const path = join(folder, 'acme.bandstand.files', 'manifest.json')
  const manifest = JSON.parse(await readFile(path, 'utf8')) as { rows: { decisions: number } }
  expect(manifest.rows.decisions).toBe(1)
  await writeFile(path, JSON.stringify({ ...manifest, rows: { ...manifest.rows, decisions: 2 } }))
  await expect(call('workspace.open', { path: join(folder, 'acme') })).rejects.toMatchObject({ code: 'workspace_damaged' })
})

test('texts are decided without regard to case and outer spaces, pairs of people without regard to their order', async () => {
  await call('review.decide', {
    decisions: [
      { kind: 'attribution', scope: 'text', subject: ' ACME Labs ', object: 'acme.com', verdict: 'accept', queue: 'uncertain' },
      { kind: 'different_people', subject: 'login:b', object: 'login:a', verdict: 'accept', queue: 'people' },
    ],
  })
  expect((await call('review.decisions', {})).map(({ subject, object }) => [subject, object])).toEqual([['login:a', 'login:b'], ['acme labs', 'acme.com']])
})

test('a decision that says nothing clear is refused, and with it the rest of its call', async () => {
  const refused = (decision: Partial<Input<'review.decide'>['decisions'][number]>) =>
    expect(call('review.decide', { decisions: [{ ...match, verdict: 'accept' }, { ...match, verdict: 'accept', ...decision }] })).rejects.toMatchObject({ code: 'bad_usage' })
  await refused({ verdict: 'choose' })
  await refused({ target: '18' })
  await refused({ object: null })
  await refused({ scope: 'text' })
  await refused({ kind: 'same_person', object: 'acme.com' })
  await refused({ kind: 'same_person', verdict: 'none' })
  await refused({ kind: 'same_person', object: 'login:a', verdict: 'unsure' })
  await refused({ kind: 'claim', verdict: 'none' })
  await refused({ alike: true })
  expect(await call('review.decisions', {})).toEqual([])
})
