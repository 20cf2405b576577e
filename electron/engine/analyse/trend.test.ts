import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Input, Method, Output } from '../../../shared/contract.ts'
import type { Progress } from '../../../shared/contract-workspace.ts'
import { trend } from '../../../shared/contract-trend.ts'
import type { Segment } from '../../../shared/segment.ts'
import { createEngine, type Engine } from '../engine.ts'
import { periodEnds } from './period-ends.ts'

test('ends of months and quarters up to the as-of instant, which is never named twice', () => {
  const days = (...given: Parameters<typeof periodEnds>) => periodEnds(...given).map((each) => each.slice(0, 10))
  expect(days('2026-03-15T12:00:00.000Z', 'month', 4)).toEqual(['2026-01-01', '2026-02-01', '2026-03-01', '2026-03-15'])
  expect(days('2026-03-01T00:00:00.000Z', 'month', 3)).toEqual(['2026-01-01', '2026-02-01', '2026-03-01'])
  expect(days('2026-05-31T00:00:00.000Z', 'quarter', 3)).toEqual(['2026-01-01', '2026-04-01', '2026-05-31'])
  expect(days('2026-01-01T00:00:00.000Z', 'quarter', 3)).toEqual(['2025-07-01', '2025-10-01', '2026-01-01'])
})

let folder: string
let engine: Engine
const heard: Progress[] = []
const call = <M extends Method>(method: M, input: Input<M>, signal = new AbortController().signal) => engine.call(method, input, signal) as Promise<Output<M>>
const read = async (input: Input<'analyse.trend'>) => trend.parse(await call('analyse.trend', input))
const germany: Segment = [{ column: 'country', operator: 'in', values: ['DE'], orBlank: true }]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-trend-'))
  engine = createEngine({ dataDirectory: join(folder, 'data') })
  engine.subscribe((topic, payload) => {
    if (topic === 'progress') heard.push(payload as Progress) // of this topic
  })
  const accounts = Array.from({ length: 24 }, (_, index) => `${index},a${index},a${index}.com,${['lead', 'opportunity', 'customer'][index % 3] ?? ''},${['DE', 'FR', ''][index % 3] ?? ''},2025-0${1 + (index % 9)}-11`)
  const events = Array.from({ length: 60 }, (_, index) => `2025-${String(1 + (index % 12)).padStart(2, '0')}-20T00:00:00Z,docs_edit,${index % 4 === 0 ? 'h' : 'a'}${(index * 7) % 24}.com`)
  await writeFile(join(folder, 'accounts.csv'), ['record_id,name,domain,stage,country,created_at', ...accounts, ''].join('\n'))
  await writeFile(join(folder, 'events.csv'), ['occurred_at,source,domain', ...events, ''].join('\n'))
  await call('workspace.create', { path: join(folder, 'acme') })
  await call('import.run', { path: join(folder, 'accounts.csv'), format: 'accounts' })
  await call('import.run', { path: join(folder, 'events.csv'), format: 'events' })
}, 120_000)
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

test('every point is exactly what analyse says as of that date, also for a segment', async () => {
  for (const filter of [[], germany]) {
    const { points } = await read({ asOf: '2025-12-15', periods: 6, filter })
    expect(points.map(({ asOf }) => asOf.slice(0, 10))).toEqual(['2025-08-01', '2025-09-01', '2025-10-01', '2025-11-01', '2025-12-01', '2025-12-15'])
    expect(new Set(points.map(({ hidden }) => hidden.inCrm)).size).toBeGreaterThan(1)
    for (const point of points) {
      const { stages, hidden } = await call('analyse.run', { asOf: point.asOf, filter })
      expect(point.stages).toEqual(stages.map(({ stage, label, accounts, active, coverage, lift, liftCorrected }) => ({ stage, label, accounts, active, coverage, lift, liftCorrected })))
      expect(point.hidden).toEqual({ hidden: hidden.hidden, inCrm: hidden.inCrm, share: hidden.share })
    }
  }
})

test('what happens later changes nothing of the earlier points', async () => {
  const before = await read({ asOf: '2025-10-01', periods: 3 })
  await writeFile(join(folder, 'later.csv'), 'occurred_at,source,domain\n2025-10-02T00:00:00Z,docs_edit,a1.com\n2025-10-03T00:00:00Z,docs_edit,a2.com\n')
  await call('import.run', { path: join(folder, 'later.csv'), format: 'events' })
  expect(await read({ asOf: '2025-10-01', periods: 3 })).toEqual(before)
})

test('stored runs are used again', async () => {
  await read({ asOf: '2025-12-01', every: 'quarter', periods: 4 })
  const { runId } = await call('score.run', { asOf: '2024-01-01' })
  await read({ asOf: '2025-12-01', every: 'quarter', periods: 4 })
  await read({ asOf: '2025-12-01', every: 'quarter', periods: 4, filter: germany })
  expect((await call('score.run', { asOf: '2024-01-02' })).runId).toBe(runId + 1)
})

test('it says how far it is and can be cancelled', async () => {
  heard.length = 0
  await read({ asOf: '2025-06-10', periods: 3, jobId: 'mine' })
  expect(heard.filter(({ jobId }) => jobId === 'mine').map(({ done, total, state }) => [done, total, state])).toEqual([[0, 3, 'running'], [1, 3, 'running'], [2, 3, 'running'], [3, 3, 'done']])
  const stop = new AbortController()
  const unsubscribe = engine.subscribe((topic, payload) => {
    if (topic === 'progress' && (payload as Progress).jobId === 'stopped' && (payload as Progress).done === 1) stop.abort() // of this topic
  })
  await expect(call('analyse.trend', { asOf: '2025-05-10', periods: 12, jobId: 'stopped' }, stop.signal)).rejects.toThrow()
  unsubscribe()
  expect(heard.at(-1)).toMatchObject({ jobId: 'stopped', state: 'cancelled' })
})
