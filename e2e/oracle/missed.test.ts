import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportedScores, startEngine, type EngineUnderTest } from './engine-world.ts'
import { missedMatches } from './missed.ts'

// Companies whose domain is nearly that of an account: some are that account, some are not.
const stems = ['brantov', 'celdark', 'dorvine', 'elkwist', 'fanmore', 'gripton', 'halvern', 'irondel', 'jaspark', 'kelvost', 'lumbard', 'morvent', 'norquil', 'ostrave', 'pendrak', 'quorlim', 'ravskol', 'solgrim', 'tarnock', 'ulverin', 'vexholm', 'wendrop', 'yarmund', 'zephrin']
const asOf = '2026-01-01'
const run = { asOf, policy: 'reliable' } as const

let engine: EngineUnderTest
beforeAll(async () => {
  engine = await startEngine()
  await engine.call('workspace.create', { path: join(engine.folder, 'missed') })
  const put = async (name: string, lines: readonly string[]) => {
    const path = join(engine.folder, name)
    await writeFile(path, `${lines.join('\n')}\n`)
    await engine.call('import.run', { path, format: name.startsWith('accounts') ? 'accounts' : 'events' })
  }
  await put('accounts.csv', ['record_id,name,domain,stage', ...stems.map((stem, index) => `${index + 1},${stem} robotics,${stem}robotics.com,lead`), '99,Known,known.com,lead'])
  await put('events.csv', ['occurred_at,source,email,quantity', ...stems.flatMap((stem, index) => [`2025-11-01T00:00:00Z,docs_view,ann@${stem}robotic.com,${index + 1}`, `2025-11-02T00:00:00Z,docs_view,bob@${stem}robotic.com,1`]), '2025-11-01T00:00:00Z,docs_view,eve@known.com,2'])
}, 120_000)
afterAll(() => engine.close())

test('the hidden funnel without missed matches is what the judged nearest accounts give', async () => {
  const before = await engine.call('analyse.run', run)
  expect(before.hidden).toMatchObject({ hidden: stems.length, corrected: null })
  await engine.call('quality.draw', { kind: 'match', size: 1000 })
  const items = (await engine.call('quality.open', { kind: 'match', reviewer: 'ana' })).filter(({ subject }) => subject !== 'known.com')
  expect(items).toHaveLength(stems.length)
  const kindOf = async (subject: string, object: string | null): Promise<string> => {
    const { candidates } = await engine.call('review.item', { kind: 'match', subject, object: object ?? '' })
    return (candidates.find(({ recordId }) => recordId === object)?.confidence ?? 0) >= 0.5 ? 'likely' : 'unlikely'
  }
  const known = await Promise.all(items.map(async ({ subject, object }) => ({ subject, object, kind: await kindOf(subject, object) })))
  const judged = known.slice(0, 10).map((item, index) => ({ ...item, verdict: index % 3 === 0 ? 'accept' as const : 'reject' as const }))
  await engine.call('review.decide', { reviewer: 'ana', decisions: judged.map(({ subject, object, verdict }) => ({ kind: 'match' as const, subject, object, verdict, queue: 'blind' })) })

  const bands = new Map((await exportedScores(engine, run)).map(({ subject_key: key, band }) => [key, band]))
  const left = known.slice(10).map((item) => ({ ...item, band: bands.get(`company:${item.subject}`) ?? 'None' }))
  const counts = (some: typeof left) => ['likely', 'unlikely'].map((kind) => ({
    missed: judged.filter((item) => item.kind === kind && item.verdict === 'accept').length, not: judged.filter((item) => item.kind === kind && item.verdict === 'reject').length,
    undecided: some.filter((item) => item.kind === kind).length,
  }))
  const { hidden } = await engine.call('analyse.run', run)
  expect(hidden).toMatchObject({ hidden: stems.length - 4, corrected: { labels: 10, candidates: left.length } })
  const all = missedMatches(counts(left))
  expect(hidden.corrected?.missed.value).toBeCloseTo(all.expected, 9)
  expect(hidden.corrected?.hidden.value).toBeCloseTo(hidden.hidden - all.expected, 9)
  expect(hidden.corrected?.share.value).toBeCloseTo((hidden.hidden - all.expected) / (hidden.hidden - all.expected + hidden.inCrm), 9)
  expect(hidden.corrected?.explained.value).toBeCloseTo(all.expected / hidden.hidden, 9)
  // Two thousand draws of whole numbers find the exact quantile or its neighbour.
  expect(Math.abs((hidden.corrected?.missed.low ?? -9) - all.low)).toBeLessThanOrEqual(1)
  expect(Math.abs((hidden.corrected?.missed.high ?? -9) - all.high)).toBeLessThanOrEqual(1)
  for (const band of ['High', 'Medium', 'Low'] as const) {
    const { expected } = missedMatches(counts(left.filter((item) => item.band === band)))
    expect(hidden.corrected?.byBand[band].missed.value).toBeCloseTo(expected, 9)
  }
  const strong = missedMatches(counts(left.filter(({ band }) => band === 'High' || band === 'Medium'))).expected
  const sum = (side: 'hidden' | 'inCrm') => hidden.byBand.High[side] + hidden.byBand.Medium[side]
  expect(hidden.corrected?.multiple.value).toBeCloseTo((sum('hidden') - strong) / sum('inCrm'), 9)
}, 240_000)
