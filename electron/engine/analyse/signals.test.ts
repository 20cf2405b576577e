import { expect, test } from 'vitest'
import { signalComparison, signalRows } from '../../../shared/contract-signals.ts'
import { daysBefore, emptyWorkspace, fill, scoreNow, type Signal } from '../score/fixture.test-support.ts'
import { signalRowsOf } from './signal-rows.ts'
import { compareSignals } from './signals.ts'

/** 20 leads of which 4 are active, 10 customers of which 6 are: leads and two customers by stars, the other customers by product usage. */
async function compared(extra: readonly Signal[] = [], policy: 'reliable' | 'all' = 'reliable') {
  const connection = await emptyWorkspace()
  const stageOf = (id: number) => (id <= 20 ? 'lead' : 'customer')
  const ids = Array.from({ length: 30 }, (_, index) => index + 1)
  const active = [...[1, 2, 3, 4, 21, 22].map((company) => ({ company, source: 'repo_star' })), ...[23, 24, 25, 26].map((company) => ({ company, source: 'product_usage' }))]
  await fill(connection, {
    companies: ids.map((id) => ({ id, name: `c${id}` })),
    accounts: ids.map((id) => ({ record: `A${id}`, stage: stageOf(id), companies: [id] })),
    signals: [...active.map(({ company, source }) => ({ source, person: company, company, at: daysBefore(10) })), ...extra],
  })
  return signalComparison.parse(await compareSignals(connection, await scoreNow(connection, { policy })))
}

test('every count opens as many accounts', async () => {
  const connection = await emptyWorkspace()
  await fill(connection, {
    companies: [1, 2, 3].map((id) => ({ id, name: `c${id}` })),
    accounts: [{ record: 'A1', stage: 'lead', companies: [1] }, { record: 'A2', stage: 'customer', companies: [2] }],
    signals: [
      { company: 1, person: 1, source: 'repo_star', at: daysBefore(3) }, { company: 1, person: 2, source: 'repo_fork', at: daysBefore(2) }, { company: 2, person: 3, source: 'repo_star', at: daysBefore(400) },
      { company: 2, person: 3, source: 'docs_edit', at: daysBefore(4) }, { company: 2, person: 4, source: 'repo_star', at: daysBefore(4), confidence: 0.5 }, { company: 3, person: 5, source: 'repo_star', at: daysBefore(4) },
    ],
  })
  const run = await scoreNow(connection)
  const { sources, families } = await compareSignals(connection, run)
  let opened = 0
  for (const [kind, figures] of [['source', sources], ['family', families]] as const) {
    for (const { name, stages } of figures) {
      for (const { stage, active } of stages) {
        const { found, rows } = signalRows.parse(await signalRowsOf(connection, run, { filter: [], kind, name, stage, limit: 10 }))
        expect([found, rows.length], `${kind} ${name} ${stage}`).toEqual([active, active])
        opened += found
      }
    }
  }
  expect(opened).toBe(5)
  expect((await signalRowsOf(connection, run, { filter: [], kind: 'family', name: 'own_oss', stage: 'lead', limit: 10 })).rows).toEqual([{ key: 'account:A1', name: 'A1', events: 2, people: 2, lastAt: daysBefore(2) }])
  expect((await signalRowsOf(connection, run, { filter: [{ column: 'country', operator: 'in', values: ['DE'] }], kind: 'family', name: 'own_oss', stage: 'lead', limit: 10 })).found).toBe(0)
})

test('every source and family by itself, the strongest rise first, untouched ones last and undefined', async () => {
  const { stages, sources, families } = await compared()
  expect(stages.map(({ stage, accounts }) => [stage, accounts])).toEqual([['lead', 20], ['opportunity', 0], ['customer', 10]])
  const of = (name: string) => sources.find((each) => each.name === name)
  const customers = (name: string) => of(name)?.stages.find(({ stage }) => stage === 'customer')
  expect(customers('repo_star')).toMatchObject({ active: 2, coverage: { value: 0.2 }, lift: { value: 1 }, liftCorrected: false })
  expect(customers('product_usage')).toMatchObject({ active: 4, coverage: { value: 0.4 }, liftCorrected: true })
  expect(sources[0]?.name).toBe('product_usage')
  expect(of('docs_view')).toMatchObject({ trend: { z: null, p: null }, adjustedP: null })
  // Two sources were tested, of equal rank each p counts twice or once.
  expect(of('product_usage')?.adjustedP).toBeCloseTo(2 * (of('product_usage')?.trend.p ?? Number.NaN), 12)
  expect(of('repo_star')?.adjustedP).toBeCloseTo(of('repo_star')?.trend.p ?? Number.NaN, 12)
  expect(families.find(({ name }) => name === 'product')?.stages.at(-1)?.active).toBe(4)
})

test('events too old, too uncertain or of an unknown source make nobody active; two events of one account count once', async () => {
  const extra = (given: Partial<Signal>): Signal => ({ source: 'docs_view', person: 9, company: 30, at: daysBefore(5), ...given })
  const docs = async (signals: Signal[], policy: 'reliable' | 'all' = 'reliable') => (await compared(signals, policy)).sources.find(({ name }) => name === 'docs_view')?.stages.at(-1)?.active
  expect(await docs([extra({ at: daysBefore(400) })])).toBe(0)
  expect(await docs([extra({ confidence: 0.5 })])).toBe(0)
  expect(await docs([extra({ confidence: 0.5 })], 'all')).toBe(1)
  expect(await docs([extra({}), extra({ person: 10 })])).toBe(1)
})

test('a segment narrows accounts and active ones alike', async () => {
  const connection = await emptyWorkspace()
  await fill(connection, {
    companies: [1, 2, 3].map((id) => ({ id, name: `c${id}` })),
    accounts: [1, 2, 3].map((id) => ({ record: `A${id}`, stage: 'lead', companies: [id] })),
    signals: [1, 2].map((company) => ({ source: 'repo_star', person: company, company, at: daysBefore(10) })),
  })
  await connection.run(`UPDATE crm.accounts SET country = 'DE' WHERE record_id IN ('A1', 'A3')`)
  const { stages, sources } = await compareSignals(connection, await scoreNow(connection), [{ column: 'country', operator: 'in', values: ['DE'] }])
  expect(stages[0]?.accounts).toBe(2)
  expect(sources.find(({ name }) => name === 'repo_star')?.stages[0]?.active).toBe(1)
})
