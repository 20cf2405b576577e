import { expect, test } from 'vitest'
import { beforeEntry } from '../../../shared/contract-before-entry.ts'
import { makeLifecycle, readLifecycleParameters } from '../lifecycle/ensure-lifecycle.ts'
import { seededRandom } from '../random.ts'
import { asOfDefault, daysBefore, emptyWorkspace, fill, scoreNow, type Signal, type World } from '../score/fixture.test-support.ts'
import { analyseBeforeEntry } from './before-entry.ts'
import { drawer } from './matched-sets.ts'

type Account = NonNullable<World['accounts']>[number]

async function analysed(accounts: readonly Account[], signals: readonly Signal[], seed = '1') {
  const connection = await emptyWorkspace()
  await fill(connection, { companies: accounts.map((_, index) => ({ id: index + 1, name: `c${index + 1}` })), accounts: [...accounts], signals: [...signals] })
  const run = await scoreNow(connection)
  await makeLifecycle(connection, run, { parameters: await readLifecycleParameters(connection), signal: new AbortController().signal })
  const { stages } = beforeEntry.parse(await analyseBeforeEntry(connection, run, { seed, sets: true }))
  return { opportunity: stages[0], customer: stages[1] }
}

const lead = (record: string, id: number): Account => ({ record, stage: 'lead', companies: [id] })
const customer = (record: string, id: number, days: number): Account => ({ record, stage: 'customer', companies: [id], entries: [{ stage: 'lead', at: daysBefore(2000) }, { stage: 'customer', at: daysBefore(days) }] })

test('fewer than 20 cases say nothing; the stage before the customer is the opportunity', async () => {
  const { opportunity, customer: won } = await analysed(Array.from({ length: 25 }, (_, index) => (index < 19 ? customer(`C${index}`, index + 1, 10) : lead(`L${index}`, index + 1))), [])
  expect(opportunity).toMatchObject({ stage: 'opportunity', preceding: { stage: 'lead' }, cases: 0, undated: 19, figures: null })
  expect(won).toMatchObject({ stage: 'customer', preceding: { stage: 'opportunity' }, cases: 19, undated: 0, figures: null })
})

test('whoever had passed the stage already is no case, and no control once it has entered', async () => {
  const entered = (record: string, id: number, days: number, earlier: Account['entries'] = []): Account => ({
    record, stage: 'opportunity', companies: [id], entries: [{ stage: 'lead', at: daysBefore(900) }, { stage: 'opportunity', at: daysBefore(days) }, ...earlier],
  })
  const list = Array.from({ length: 20 }, (_, index) => entered(`O${index}`, index + 1, 100 + index))
  const { opportunity } = await analysed([...list, entered('back', 21, 50, [{ stage: 'customer', at: daysBefore(400) }]), lead('L', 22)], [])
  expect(opportunity).toMatchObject({ cases: 20, figures: { withoutControls: 0 } })
  const sets = opportunity?.figures?.sets ?? []
  // The last to enter has one lead beside it; the first all those that were leads still.
  expect(sets.find(({ record }) => record === 'O0')?.controls.map(({ record }) => record)).toEqual(['L'])
  expect(sets.find(({ record }) => record === 'O19')?.controls).toHaveLength(5)
  expect(sets.flatMap(({ controls }) => controls.map(({ record }) => record))).not.toContain('back')
})

test('the lead is counted from the first Surge; where it came later it is negative', async () => {
  const accounts = Array.from({ length: 20 }, (_, index): Account => ({ record: `O${index}`, stage: 'opportunity', companies: [index + 1], entries: [{ stage: 'lead', at: daysBefore(900) }, { stage: 'opportunity', at: daysBefore(200) }] }))
  const burst = (company: number, days: number): Signal[] => [0, 1, 2, 3].map((hour) => ({ source: 'docs_view', person: company * 10 + (hour % 2), company, at: daysBefore(days - hour / 24) }))
  const { opportunity } = await analysed([...accounts, lead('L', 21)], [...burst(1, 300), ...burst(2, 260), ...burst(3, 100)])
  expect(opportunity?.figures?.leadTime).toMatchObject({ before: 2, after: 1, never: 17 })
  const leads = (opportunity?.figures?.sets ?? []).flatMap(({ leadDays }) => (leadDays === null ? [] : [leadDays])).sort((a, b) => a - b)
  expect(opportunity?.figures?.leadTime.medianDays).toBe(leads[1])
  expect(leads[0]).toBeLessThan(-90)
  expect(leads[2]).toBeGreaterThan(90)
})

/** Opportunities that become customers at a hazard of their own over three years; whoever is exposed shows an event every 100 days all along, and everybody follows buying with more. */
function planted({ accounts, ratio, exposedShare, seed }: { accounts: number; ratio: number; exposedShare: number; seed: string }) {
  const random = seededRandom(seed)
  const span = 1095
  const list: Account[] = []
  const signals: Signal[] = []
  for (let id = 1; id <= accounts; id += 1) {
    const isExposed = random.chance(exposedShare)
    const waited = -Math.log(1 - random.next()) / ((isExposed ? ratio : 1) * (0.35 / span))
    const entry = waited < span ? [{ stage: 'customer', at: daysBefore(span - waited) }] : []
    list.push({ record: `A${String(id).padStart(5, '0')}`, stage: entry.length > 0 ? 'customer' : 'opportunity', companies: [id], entries: [{ stage: 'opportunity', at: daysBefore(span + 400) }, ...entry] })
    for (let day = span + 300; isExposed && day > 0; day -= 100) signals.push({ source: 'docs_view', person: id, company: id, at: daysBefore(day - random.next() * 50) })
    if (waited < span) for (let after = 1; after < span - waited && after < 90; after += 10) signals.push({ source: 'product_usage', person: id, company: id, at: daysBefore(span - waited - after) })
  }
  return { list, signals }
}

test('activity that only follows buying: the AUC does not tell it from chance', async () => {
  const { list, signals } = planted({ accounts: 700, ratio: 1, exposedShare: 0.4, seed: 'follows' })
  const figures = (await analysed(list, signals)).customer?.figures
  expect(figures?.controls).toBeGreaterThan(500)
  expect(figures?.auc.low).toBeLessThan(0.5)
  expect(figures?.auc.high).toBeGreaterThan(0.5)
  expect(figures?.oddsRatio.low).toBeLessThan(1)
  expect(figures?.oddsRatio.high).toBeGreaterThan(1)
})

test('activity that leads: the odds ratio of controls drawn from those at risk is the ratio of hazards that was planted', async () => {
  const { list, signals } = planted({ accounts: 900, ratio: 3, exposedShare: 0.4, seed: 'leads' })
  const figures = (await analysed(list, signals)).customer?.figures
  expect(figures?.oddsRatio.low).toBeLessThan(3)
  expect(figures?.oddsRatio.high).toBeGreaterThan(3)
  expect(figures?.oddsRatio.low).toBeGreaterThan(1)
  expect(figures?.auc.low).toBeGreaterThan(0.5)
})

test('controls are those of the seed, whatever the order of rows', async () => {
  const { list, signals } = planted({ accounts: 200, ratio: 1, exposedShare: 0.4, seed: 'order' })
  const controls = async (accounts: readonly Account[], seed: string) => Object.fromEntries(((await analysed(accounts, signals, seed)).customer?.figures?.sets ?? []).map(({ record, controls: of }) => [record, of.map((each) => each.record)]))
  const first = await controls(list, '1')
  expect(Object.keys(first).length).toBeGreaterThan(20)
  expect(await controls(list.toReversed().map((each) => ({ ...each })), '1')).toEqual(first)
  expect(await controls(list, '2')).not.toEqual(first)
})

const pool = Array.from({ length: 5000 }, (_, index) => index)

test('where hardly anybody qualifies all who do are found', () => {
  const rare = (place: number) => place === 4321 || place === 17
  expect(drawer(pool)({ seed: 'x', qualifies: rare, wanted: 5 }).places.toSorted((a, b) => a - b)).toEqual([17, 4321])
  expect(drawer(pool)({ seed: 'x', qualifies: rare, wanted: 5, looks: 3 })).toEqual({ places: [], isEverybody: false })
  expect(drawer(pool)({ seed: 'x', qualifies: rare, wanted: 5 }).isEverybody).toBe(true)
  expect(drawer([])({ seed: 'x', qualifies: () => true, wanted: 5 })).toEqual({ places: [], isEverybody: true })
})

test('a drawing depends on nothing but its seed and repeats nobody', () => {
  const draw = drawer(pool)
  const drawn = (of: typeof draw, seed: string) => of({ seed, qualifies: () => true, wanted: 5 }).places
  expect(new Set(drawn(draw, 'x')).size).toBe(5)
  expect(['x', 'y', 'x'].map((seed) => drawn(draw, seed))).toEqual(['x', 'y', 'x'].map((seed) => drawn(drawer(pool), seed)))
})

test('the instant of the run is the last that counts', async () => {
  const { customer: won } = await analysed(Array.from({ length: 30 }, (_, index) => customer(`C${index}`, index + 1, index < 5 ? -3 : 10)), [])
  expect(won?.cases).toBe(25)
  expect(Date.parse(asOfDefault)).toBeGreaterThan(Date.parse(won?.figures?.sets?.[0]?.enteredAt ?? ''))
})

test('a segment narrows cases and controls alike', async () => {
  const accounts = Array.from({ length: 160 }, (_, index): Account => ({ record: `A${index}`, stage: index % 2 === 0 ? 'opportunity' : 'lead', companies: [index + 1], entries: index % 2 === 0 ? [{ stage: 'opportunity', at: daysBefore(50) }] : [] }))
  const connection = await emptyWorkspace()
  await fill(connection, { companies: accounts.map((_, index) => ({ id: index + 1, name: `c${index + 1}` })), accounts, signals: [] })
  await connection.run(`UPDATE crm.accounts SET country = CASE WHEN record_id <= 'A4' THEN 'DE' ELSE 'FR' END`)
  const run = await scoreNow(connection)
  await makeLifecycle(connection, run, { parameters: await readLifecycleParameters(connection), signal: new AbortController().signal })
  const { stages } = await analyseBeforeEntry(connection, run, { seed: '1', sets: true, segment: [{ column: 'country', operator: 'equals', values: ['FR'] }] })
  const sets = stages[0]?.figures?.sets ?? []
  expect(sets.length).toBe(accounts.filter(({ record, stage }) => stage === 'opportunity' && record > 'A4').length)
  expect(sets.flatMap(({ controls }) => controls.map(({ record }) => record)).every((record) => record > 'A4')).toBe(true)
})

/** Leads by letter; some of them entered the stage after they had been leads, so that there are cases with many and with few at risk. */
const lettered = (letters: string, each: number): Account[] =>
  letters.split(',').flatMap((letter, kind) => Array.from({ length: each }, (_, index) => {
    const id = kind * each + index
    const entries = index % 4 === 0 ? [{ stage: 'opportunity', at: daysBefore(1 + (id % 300)) }] : []
    return { record: `${letter}${index}`, stage: entries.length > 0 ? 'opportunity' : 'lead', companies: [id + 1], entries: [{ stage: 'lead', at: daysBefore(900) }, ...entries] }
  }))

async function letteredWorld(letters: string, each: number) {
  const random = seededRandom(letters)
  const accounts = lettered(letters, each)
  const connection = await emptyWorkspace()
  const signals = accounts.flatMap((_, index): Signal[] => Array.from({ length: random.integer(0, 3) }, () => ({ source: 'docs_view', person: index + 1, company: index + 1, at: daysBefore(random.integer(1, 400)) })))
  await fill(connection, { companies: accounts.map((_, index) => ({ id: index + 1, name: `c${index + 1}` })), accounts, signals })
  await connection.run('UPDATE crm.accounts SET country = record_id[1]')
  const run = await scoreNow(connection)
  await makeLifecycle(connection, run, { parameters: await readLifecycleParameters(connection), signal: new AbortController().signal })
  const asked = async (values: string[], seed = '1') =>
    (await analyseBeforeEntry(connection, run, { seed, sets: true, segment: values.length === 0 ? [] : [{ column: 'country', operator: 'in', values }] })).stages[0]
  return { accounts, asked }
}

test('what is kept of other segments changes no figure of this one', async () => {
  const used = await letteredWorld('A,B,C,D,E,F,G,H', 90)
  for (const values of [[], ['A', 'B', 'C', 'D'], ['H']]) await used.asked(values)
  const fresh = await letteredWorld('A,B,C,D,E,F,G,H', 90)
  for (const values of [['C'], ['A', 'B'], []]) expect(await used.asked(values)).toEqual(await fresh.asked(values))
})

test('controls of a segment are drawn from it, five where it has five, and stay where it grows', async () => {
  const { accounts, asked } = await letteredWorld('A,B,C,D,E,F,G,H', 90)
  const [one, four] = [await asked(['A']), await asked(['A', 'B', 'C', 'D'])]
  for (const [letters, found] of [['A', one], ['ABCD', four]] as const) {
    expect(found?.figures?.sets).toHaveLength(accounts.filter(({ record, stage }) => stage === 'opportunity' && letters.includes(record.charAt(0))).length)
    for (const { controls } of found?.figures?.sets ?? []) {
      expect(new Set(controls.map(({ record }) => record)).size).toBe(5)
      expect(controls.every(({ record }) => letters.includes(record.charAt(0)))).toBe(true)
    }
  }
  // In four of eight, the controls that the whole would have given as well are among those drawn for the four.
  const all = new Map((await asked([]))?.figures?.sets?.map(({ record, controls }) => [record, controls.map((control) => control.record)]))
  for (const { record, controls } of four?.figures?.sets ?? []) {
    const within = (all.get(record) ?? []).filter((control) => 'ABCD'.includes(control.charAt(0)))
    expect(controls.map((control) => control.record).slice(0, within.length)).toEqual(within)
  }
})

test('whoever can be a control of a small segment is as likely as any other', async () => {
  // In one of sixteen segments hardly one of the twenty drawn ahead is in it, so that most are drawn from it by themselves.
  const { asked } = await letteredWorld('A,B,C,D,E,F,G,H,I,J,K,L,M,N,O,P', 80)
  const times = new Map<string, number>()
  let drawn = 0
  for (let seed = 0; seed < 60; seed += 1) {
    for (const { controls } of (await asked(['P'], `${seed}`))?.figures?.sets ?? []) {
      // Leads that never entered are at risk beside every case.
      for (const { record } of controls) if (Number(record.slice(1)) % 4 !== 0) {
        times.set(record, (times.get(record) ?? 0) + 1)
        drawn += 1
      }
    }
  }
  expect(times.size).toBe(60)
  const expected = drawn / times.size
  const chiSquare = [...times.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  // 59 degrees of freedom: 0.05 % and 99.95 %; five of a set exclude each other, which makes it a little smaller.
  expect(chiSquare).toBeGreaterThan(28)
  expect(chiSquare).toBeLessThan(100)
})
