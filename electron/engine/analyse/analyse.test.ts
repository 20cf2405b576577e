import { expect, test } from 'vitest'
import { analysis } from '../../../shared/model.ts'
import type { Segment } from '../../../shared/segment.ts'
import { rows } from '../db/query.ts'
import { daysBefore, emptyWorkspace, fill, scoreNow, type Signal, type World } from '../score/fixture.test-support.ts'
import { subjectRowsSql } from '../score/subject-rows.ts'
import { readStages } from '../workspace/stages.ts'
import { analyse, correctedFigures } from './analyse.ts'

interface Group {
  stage: string
  accounts: number
  /** Fresh quantities of the active accounts among them. */
  active: number[]
}

/** Accounts by stage, companies without an account, and a few people without a company. */
function funnel(groups: Group[], hidden: number[] = [], unresolved: Signal[] = []): World {
  const placed = groups.flatMap(({ stage, accounts, active }) => Array.from({ length: accounts }, (_, index) => ({ stage, quantity: active[index] })))
  const all = [...placed, ...hidden.map((quantity) => ({ stage: null, quantity }))].map((each, index) => ({ id: index + 1, ...each }))
  return {
    companies: all.map(({ id }) => ({ id, name: `c${id}` })),
    accounts: all.flatMap(({ id, stage }) => (stage === null ? [] : [{ record: `A${id}`, stage, companies: [id] }])),
    signals: [
      ...all.flatMap(({ id, quantity }) => (quantity === undefined ? [] : [{ source: 'repo_star', person: id, company: id, at: daysBefore(0), quantity }])),
      ...unresolved,
    ],
  }
}

async function analysed(world: World, choice?: Parameters<typeof scoreNow>[1]) {
  const connection = await emptyWorkspace()
  await fill(connection, world)
  const run = await scoreNow(connection, choice)
  return { connection, run, found: analysis.parse(await analyse(connection, run)) }
}

// Ten active subjects with quantities 1 … 10: Q(0.8) lies between 8 and 9, Q(0.5) between 5 and 6.
const example = funnel(
  [
    { stage: 'lead', accounts: 12, active: [1, 6] },
    { stage: 'opportunity', accounts: 6, active: [2, 9] },
    { stage: 'customer', accounts: 4, active: [7, 10] },
    { stage: 'lost', accounts: 3, active: [5] },
    { stage: 'unmapped', accounts: 2, active: [] },
  ],
  [3, 4, 8],
)

test('coverage, lift, bands and intensity by stage', async () => {
  const { found } = await analysed(example)
  const byStage = Object.fromEntries(found.stages.map((stage) => [stage.stage, stage]))
  expect(byStage['lead']).toMatchObject({
    label: 'Lead', accounts: 12, active: 2, lift: { value: 1, low: 1, high: 1 }, liftCorrected: false, bands: { High: 0, Medium: 1, Low: 1 }, intensity: { value: 0.5 },
  })
  expect(byStage['opportunity']).toMatchObject({ accounts: 6, active: 2, coverage: { value: 1 / 3 }, bands: { High: 1, Medium: 0, Low: 1 } })
  expect(byStage['opportunity']?.lift.value).toBeCloseTo(2, 12)
  expect(byStage['customer']).toMatchObject({ accounts: 4, active: 2, coverage: { value: 0.5 }, bandMix: { High: { value: 0.5 }, Medium: { value: 0.5 }, Low: { value: 0 } } })
  // log-scale standard error: √(1/2 − 1/4 + 1/2 − 1/12)
  expect(byStage['customer']?.lift.high).toBeCloseTo(3 * Math.exp(1.959964 * Math.sqrt(2 / 3)), 10)
})

test('trend, bottom of the funnel, excluded accounts', async () => {
  const { found } = await analysed(example)
  // By hand: p = 6/22, Σ i (A_i − N_i p) = 24/11, Σ i² N_i − (Σ i N_i)²/N = 22 − 196/22.
  const p = 6 / 22
  expect(found.trend.z).toBeCloseTo((2 + 4 - (6 + 8) * p) / Math.sqrt(p * (1 - p) * (22 - 196 / 22)), 12)
  expect(found.intensityTrend.z).toBeCloseTo((1 + 4 - (2 + 4) * (4 / 6)) / Math.sqrt((2 / 9) * (10 - 36 / 6)), 12)
  expect(found.highAtBottom).toMatchObject({ value: 0.5, n: 4, stages: ['opportunity', 'customer'] })
  expect(found.excluded).toEqual({ lost: 3, unmapped: 2 })
})

test('the hidden funnel counts every active account, lost ones too', async () => {
  const { hidden } = (await analysed(example)).found
  expect(hidden).toMatchObject({
    hidden: 3,
    inCrm: 7,
    share: { value: 0.3 },
    byBand: { High: { hidden: 0, inCrm: 2 }, Medium: { hidden: 1, inCrm: 2 }, Low: { hidden: 2, inCrm: 3 } },
    multiple: 0.25,
    corrected: null,
  })
})

test('every figure is the number of subject rows behind it', async () => {
  const { connection, run, found } = await analysed(example)
  const behind = await rows<{ stage: string; accounts: number; active: number; high: number }>(
    connection,
    `SELECT stage, count(*) AS accounts, count(*) FILTER (active) AS active, count(*) FILTER (band = 'High') AS high
     FROM (${subjectRowsSql(await readStages(connection))}) WHERE in_crm GROUP BY stage`,
    { run_id: run.runId, as_of: run.asOf },
  )
  for (const { stage, accounts, active, bands } of found.stages) {
    expect(behind.find((row) => row.stage === stage)).toEqual({ stage, accounts, active, high: bands.High })
  }
  expect(behind).toHaveLength(5)
})

test('an empty workspace leaves every measure undefined, never 0', async () => {
  const { found } = await analysed({ companies: [], signals: [] })
  const nothing = { value: null, low: null, high: null }
  for (const stage of found.stages) expect(stage).toMatchObject({ accounts: 0, active: 0, coverage: nothing, lift: nothing, liftCorrected: false, intensity: nothing })
  expect(found).toMatchObject({
    thresholds: { high: null, medium: null }, trend: { z: null, p: null }, intensityTrend: { z: null, p: null }, highAtBottom: { ...nothing, n: 0 },
    hidden: { hidden: 0, inCrm: 0, share: nothing, multiple: null }, unresolvedPeople: 0,
  })
  expect(found.sensitivity.map(({ shift, highAtBottom }) => [shift, highAtBottom.value])).toEqual([[-10, null], [-5, null], [0, null], [5, null], [10, null]])
})

test('a baseline without activity leaves its own lift 1 and corrects the others', async () => {
  const { found } = await analysed(funnel([{ stage: 'lead', accounts: 4, active: [] }, { stage: 'customer', accounts: 4, active: [1] }]))
  expect(found.stages[0]).toMatchObject({ lift: { value: 1, low: 1, high: 1 }, liftCorrected: false })
  expect(found.stages[1]).toMatchObject({ lift: { value: null } })
  expect(found.stages[2]?.liftCorrected).toBe(true)
  expect(found.stages[2]?.lift.value).toBeCloseTo(3, 12)
})

test('people without a company are counted while they are active', async () => {
  const lone = (person: number | null, more: Partial<Signal> = {}): Signal => ({ source: 'repo_star', person, company: null, at: daysBefore(1), ...more })
  const world = funnel([], [1], [
    lone(100),
    lone(100, { source: 'docs_view' }),
    lone(101, { at: daysBefore(365) }),
    lone(102, { source: 'unknown' }),
    lone(null),
    lone(103),
    lone(103, { company: 1 }),
    lone(104, { company: 1, confidence: 0.5 }),
    lone(105, { at: daysBefore(-1) }),
  ])
  expect((await analysed(world)).found.unresolvedPeople).toBe(2)
  expect((await analysed(world, { policy: 'all' })).found.unresolvedPeople).toBe(1)
})

test('at an earlier instant accounts, stages and events are those of then', async () => {
  const world: World = {
    companies: [{ id: 1, name: 'a' }, { id: 2, name: 'b' }],
    accounts: [
      { record: 'A', stage: 'customer', companies: [1], entries: [{ stage: 'lead', at: daysBefore(300) }, { stage: 'customer', at: daysBefore(50) }] },
      { record: 'B', stage: 'lead', companies: [2], created: daysBefore(100) },
    ],
    signals: [{ source: 'repo_star', person: 1, company: 2, at: daysBefore(250) }, { source: 'repo_star', person: 2, company: 1, at: daysBefore(10) }],
  }
  const before = (await analysed(world, { asOf: daysBefore(200) })).found
  expect(before.stages.map(({ accounts, active }) => [accounts, active])).toEqual([[1, 0], [0, 0], [0, 0]])
  expect(before.hidden).toMatchObject({ hidden: 1, inCrm: 0 })
  const now = (await analysed(world)).found
  expect(now.stages.map(({ accounts, active }) => [accounts, active])).toEqual([[1, 1], [0, 0], [1, 1]])
  expect(now.hidden).toMatchObject({ hidden: 0, inCrm: 2 })
})

test('a segment counts its accounts and, unless told otherwise, those nobody knows of; scores and cut-offs stay those of all', async () => {
  const { connection, run: before, found: whole } = await analysed(example)
  // A run belongs to one state of the CRM, so the changed one needs a run of its own.
  const run = { ...before, runId: before.runId + 1 }
  await connection.run(`
    INSERT INTO result.scores SELECT * REPLACE (run_id + 1 AS run_id) FROM result.scores;
    UPDATE crm.accounts SET industry = CASE WHEN stage IN ('lead', 'customer') THEN 'Software' WHEN stage = 'lost' THEN NULL ELSE 'Retail' END,
      employees = CASE WHEN stage = 'customer' THEN 500 WHEN stage = 'lead' THEN 20 END, extra = CASE WHEN stage = 'lead' THEN '{"Web Technologies": "React; Kafka"}' END`)
  const counted = async (segment: Segment) => analysis.parse(await analyse(connection, run, { segment }))
  const software = { column: 'industry' as const, operator: 'equals' as const, values: ['software'] }

  const known = await counted([software])
  expect(known.thresholds).toEqual(whole.thresholds)
  expect(known.stages.map(({ accounts, active }) => [accounts, active])).toEqual([[12, 2], [0, 0], [4, 2]])
  expect(known.stages[2]?.bands).toEqual(whole.stages[2]?.bands)
  expect(known).toMatchObject({ hidden: { hidden: 0, inCrm: 4 }, excluded: { lost: 0, unmapped: 0 }, segment: { subjects: 16, unknown: [{ column: 'industry', subjects: 0 }] } })

  const orUnknown = await counted([{ ...software, orBlank: true }])
  // Lost accounts have no industry, and nobody knows one of a company without an account.
  expect(orUnknown).toMatchObject({ hidden: { hidden: 3, inCrm: 5 }, excluded: { lost: 3, unmapped: 0 }, segment: { subjects: 22, unknown: [{ column: 'industry', subjects: 6 }] } })

  expect((await counted([{ column: 'employees', operator: 'atLeast', values: [100] }, software])).stages.map(({ accounts }) => accounts)).toEqual([0, 0, 4])
  expect((await counted([{ column: 'technologies', operator: 'contains', values: ['kafka'] }])).stages.map(({ accounts }) => accounts)).toEqual([12, 0, 0])
  expect(whole.segment).toBeNull()
})

test('runs stay apart however many are read at once, and what is kept of them equals what is read anew', async () => {
  const { connection, run, found } = await analysed(example)
  await connection.run('INSERT INTO result.scores SELECT s.* REPLACE (run_id + n AS run_id, CASE WHEN n % 2 = 1 THEN false ELSE active END AS active, CASE WHEN n % 2 = 1 THEN $$None$$ ELSE band END AS band) FROM result.scores s, range(1, 9) t(n)')
  const runs = Array.from({ length: 9 }, (_, n) => ({ ...run, runId: run.runId + n }))
  for (let round = 0; round < 2; round += 1) {
    const all = await Promise.all(runs.map((each) => analyse(connection, each)))
    for (const [n, each] of all.entries()) {
      if (n % 2 === 0) expect({ ...each, runId: run.runId }).toEqual(found)
      else expect(each.stages.every(({ active }) => active === 0)).toBe(true)
    }
  }
  const kept = await connection.runAndReadAll("SELECT count(*)::INTEGER FROM duckdb_tables() WHERE table_name LIKE 'kept_subject_rows_%'")
  expect(kept.getRows()).toEqual([[2]])
})

test('section 7 by itself is what stands among all figures, also within a segment, and is left out where nobody asks for it', async () => {
  const { connection } = await analysed(example)
  await connection.run(`
    UPDATE crm.accounts SET industry = 'Software' WHERE stage IN ('lead', 'customer');
    INSERT INTO evidence.blind_items SELECT 1, i, 'attribution', 'p' || i, 'c' || i, 'email_domain', '1', TIMESTAMP '2026-01-01' FROM range(8) t(i);
    INSERT INTO evidence.decisions (decision_id, data_version, kind, scope, subject, object, verdict, reviewer, decided_at, queue)
      SELECT item_no, 0, kind, 'one', subject, object, CASE WHEN item_no < 2 THEN 'reject' ELSE 'accept' END, 'ana', TIMESTAMP '2026-01-02', 'blind' FROM evidence.blind_items`)
  const run = await scoreNow(connection, { dataVersion: 2 })
  for (const segment of [[], [{ column: 'industry' as const, operator: 'in' as const, values: ['Software'] }]]) {
    const { corrected, ...figures } = await analyse(connection, run, { segment })
    expect(corrected?.stages.map(({ coverage: { value } }, index) => value === null || value <= (figures.stages[index]?.coverage.value ?? 0))).toEqual([true, true, true])
    expect(corrected).toMatchObject({ labels: 8, draws: 2000 })
    expect(await correctedFigures(connection, run, { segment, signal: new AbortController().signal })).toEqual(corrected)
    expect(await analyse(connection, run, { segment, corrected: false })).toEqual({ ...figures, corrected: null })
  }
  await expect(correctedFigures(connection, run, { segment: [], signal: AbortSignal.abort() })).rejects.toThrow()
})
