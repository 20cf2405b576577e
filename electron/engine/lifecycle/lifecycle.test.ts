import { expect, test } from 'vitest'
import { rows } from '../db/query.ts'
import { asOfDefault, daysBefore, emptyWorkspace, fill, scoreNow, type Signal, type World } from '../score/fixture.test-support.ts'
import { makeLifecycle, readLifecycleParameters } from './ensure-lifecycle.ts'
import { lifecycleOf, readLifecycle, type LifecycleRow } from './read-lifecycle.ts'
import { timeline } from './timeline.ts'

const acme = { id: 1, name: 'Acme', domain: 'acme.com' }
const signal = new AbortController().signal

/** Account A with these events, and the run that scores it. */
async function scored(signals: readonly Signal[], account: Partial<NonNullable<World['accounts']>[number]> = {}, asOf = asOfDefault) {
  const connection = await emptyWorkspace()
  await fill(connection, { companies: [acme], accounts: [{ record: 'A', companies: [1], ...account }], signals: [...signals] })
  return { connection, run: await scoreNow(connection, { asOf }) }
}

async function course(...world: Parameters<typeof scored>) {
  const { connection, run } = await scored(...world)
  return readLifecycle(connection, run, 0)
}

const event = (daysAgo: number, person: number | null = 1, more: Partial<Signal> = {}): Signal => ({ source: 'docs_view', person, company: 1, at: daysBefore(daysAgo), ...more })
const day = (at: string | null): string | null => at?.slice(0, 10) ?? null

test('one recent event pioneers from the Monday after it; without an event there are not enough', async () => {
  const { stage, missing, entered, since } = await course([event(10)])
  expect({ stage, missing, since: day(since), pioneering: day(entered.Pioneering) }).toEqual({ stage: 'Pioneering', missing: null, since: '2025-12-22', pioneering: '2025-12-22' })
  expect(await course([])).toMatchObject({ stage: null, missing: 'not enough dated events', since: null, outreachWindow: false, events: 0 })
})

test('windows leave out their first instant: 90 days ago is quiet, 180 days ago dormant', async () => {
  expect((await course([event(89.99)])).stage).toBe('Pioneering')
  expect(await course([event(90)])).toMatchObject({ stage: null, missing: 'quiet' })
  expect((await course([event(179.99)])).stage).toBeNull()
  const slept = await course([event(180)])
  expect(slept.stage).toBe('Dormant')
  expect(day(slept.entered.Dormant)).toBe('2026-01-01')
  expect((await course([event(3000)])).stage).toBe('Dormant')
})

test('a surge needs two people within 14 days, four events in 28, and twice the usual', async () => {
  const busy = [event(3), event(4), event(5)]
  expect((await course([...busy, event(6, 2)])).stage).toBe('Surge')
  expect((await course([...busy, event(6)])).stage).toBe('Pioneering')
  expect((await course([event(3), event(4), event(17.99, 2), event(18, 2)])).stage).toBe('Surge')
  expect((await course([event(3), event(4), event(18, 2), event(19, 2)])).stage).toBe('Pioneering')
  expect((await course([...busy.slice(1), event(6, 2)])).stage).toBe('Pioneering')
  // Twice the mean of 28 days: 12 events in the 168 days before make 2 usual, 13 more than that.
  const usual = (count: number) => Array.from({ length: count }, (_, index) => event(60 + index * 10))
  expect((await course([...busy, event(6, 2), ...usual(12)])).recent).toEqual({ people: 2, events: 4, usual: 2 })
  expect((await course([...busy, event(6, 2), ...usual(12)])).stage).toBe('Surge')
  expect((await course([...busy, event(6, 2), ...usual(13)])).stage).toBe('Pioneering')
})

test('visitors without a name are one person', async () => {
  expect((await course([event(3, null), event(4, null), event(5, null), event(6, null)])).stage).toBe('Pioneering')
  expect((await course([event(3, null), event(4, null), event(5, null), event(6, 2)])).stage).toBe('Surge')
})

const evaluating = [event(3), event(10, 2), event(17, 3)]

test('an evaluation needs three people or two deep sources, in three of eight weeks', async () => {
  expect((await course(evaluating)).stage).toBe('Evaluation')
  expect((await course([event(3), event(4, 2), event(17, 3)])).stage).not.toBe('Evaluation')
  expect((await course([event(3), event(10, 2), event(17, 2)])).stage).not.toBe('Evaluation')
  expect((await course([event(3, 1, { source: 'product_usage' }), event(10, 1, { source: 'docs_edit' }), event(17)])).stage).toBe('Evaluation')
  expect((await course([event(3, 1, { source: 'product_usage' }), event(10, 1, { source: 'product_usage' }), event(17)])).stage).not.toBe('Evaluation')
  expect((await course([event(3), event(10, 2), event(56, 3)])).stage).not.toBe('Evaluation')
})

test('an open opportunity makes an evaluation a decision, while it is open', async () => {
  const opened = { stage: 'opportunity', entries: [{ stage: 'opportunity', at: daysBefore(5) }] }
  const deciding = await course(evaluating, opened)
  expect(deciding).toMatchObject({ stage: 'Decisioning', openOpportunity: true, outreachWindow: false })
  expect(day(deciding.entered.Decisioning)).toBe('2025-12-29')
  const won = { stage: 'customer', entries: [{ stage: 'opportunity', at: daysBefore(9) }, { stage: 'customer', at: daysBefore(2) }] }
  expect(await course(evaluating, won)).toMatchObject({ stage: 'Evaluation', openOpportunity: false, entered: { Decisioning: '2025-12-29T00:00:00.000Z' } })
  expect((await course(evaluating, { stage: 'customer' })).openOpportunity).toBe(false)
  expect((await course(evaluating, { ...opened, created: daysBefore(1) })).entered.Decisioning).toBe(asOfDefault)
})

const surging = [event(13), event(14), event(15), event(16, 2)]

test('the outreach window lasts 28 days from the first surge and ends with an opportunity', async () => {
  const surged = await course(surging)
  expect(surged).toMatchObject({ stage: 'Surge', outreachWindow: true, entered: { Surge: '2025-12-22T00:00:00.000Z' } })
  expect((await course(surging, { stage: 'opportunity' })).outreachWindow).toBe(false)
  expect((await course(surging, {}, '2026-01-18T23:59:59.000Z')).outreachWindow).toBe(true)
  expect((await course(surging, {}, '2026-01-19T00:00:00.000Z')).outreachWindow).toBe(false)
  // A second surge is none that was first entered.
  const again = await course([...surging, ...surging.map((each) => ({ ...each, at: new Date(Date.parse(each.at) - 400 * 86_400_000).toISOString() }))])
  expect(again).toMatchObject({ stage: 'Surge', outreachWindow: false })
})

test('nothing after the instant counts, and neither does what has no date', async () => {
  const { connection, run } = await scored([...surging, event(-1, 3), event(-2, 4)])
  await connection.run('UPDATE result.signals SET dated = false WHERE person_id = 2')
  expect(await readLifecycle(connection, run, 0)).toMatchObject({ stage: 'Pioneering', events: 3 })
})

test('what is stored for all is what one is told', async () => {
  const { connection, run } = await scored([...surging, ...evaluating.map((each) => ({ ...each, at: new Date(Date.parse(each.at) - 100 * 86_400_000).toISOString() }))], { stage: 'opportunity' })
  const told = await readLifecycle(connection, run, 0)
  await makeLifecycle(connection, run, { parameters: await readLifecycleParameters(connection), signal })
  const [stored] = await rows<LifecycleRow>(connection, 'SELECT * FROM result.lifecycle WHERE run_id = $run_id', { run_id: run.runId })
  expect(lifecycleOf(stored)).toEqual(told)
  expect(told.entered).toMatchObject({ Pioneering: '2025-09-08T00:00:00.000Z', Surge: '2025-12-22T00:00:00.000Z' })
})

test('the timeline holds every Monday from the first event on, and the instant itself', async () => {
  const { connection, run } = await scored(surging)
  const { weeks } = await timeline(connection, run, 0)
  expect(weeks.map(({ at, ...week }) => [at.slice(0, 10), ...Object.values(week)])).toEqual([
    ['2025-12-22', 'Surge', 4, 2],
    ['2025-12-29', 'Surge', 0, 0],
    ['2026-01-01', 'Surge', 0, 0],
  ])
})
