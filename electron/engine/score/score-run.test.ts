import { expect, test } from 'vitest'
import { rows } from '../db/query.ts'
import { compile } from '../sql/steps.ts'
import { oneSubjectSteps, scoreValues } from './contribution-steps.ts'
import { asOfDefault, daysBefore, emptyWorkspace, fill, scoreNow, scoresOf, type Signal, type World } from './fixture.test-support.ts'
import { scoreSteps } from './score-steps.ts'
import { scoreInputs } from './subject-steps.ts'

const acme = { id: 1, name: 'Acme', domain: 'acme.com' }
const account = { record: 'A', companies: [1] }

async function scored(world: World, choice?: Parameters<typeof scoreNow>[1]) {
  const connection = await emptyWorkspace()
  await fill(connection, world)
  const run = await scoreNow(connection, choice)
  return { connection, run, scores: await scoresOf(connection, run) }
}

const oneAccount = async (signals: Signal[], choice?: Parameters<typeof scoreNow>[1]) => {
  const { scores } = await scored({ companies: [acme], accounts: [account], signals }, choice)
  const row = scores.get('account:A')
  if (!row) throw new Error('the account was not scored')
  return row
}

const event = (source: string, daysAgo: number, more: Partial<Signal> = {}): Signal => ({ source, person: 1, company: 1, at: daysBefore(daysAgo), ...more })

test('the worked example of the method', async () => {
  const row = await oneAccount([event('repo_star', 120), event('product_usage', 0), event('repo_fork', 180, { person: 2 })])
  expect(row.score).toBeCloseTo(15.536241, 6)
  expect(row).toMatchObject({ active: true, families: ['own_oss', 'product'], people: 2, people30: 1, people90: 1, events: 3, lastAt: asOfDefault })
})

test('one fresh event adds exactly its weight', async () => {
  expect((await oneAccount([event('repo_pull_request', 0)])).score).toBe(8)
  expect((await oneAccount([event('package_install', 0)])).score).toBe(0.2)
})

test('repeated activity of one person saturates, a further developer adds in full', async () => {
  expect((await oneAccount([event('repo_star', 0), event('repo_star', 0), event('repo_star', 0)])).score).toBeCloseTo(4, 12)
  expect((await oneAccount([event('repo_star', 0), event('repo_star', 0, { person: 2 }), event('repo_star', 0, { person: 3 })])).score).toBeCloseTo(6, 12)
  expect((await oneAccount([event('repo_star', 0, { quantity: 3 })])).score).toBeCloseTo(4, 12)
})

test('time counts in fractional days', async () => {
  const row = await oneAccount([event('docs_view', 30.25)])
  expect(row.score).toBeCloseTo(Math.log2(1 + 2 ** (-30.25 / 60)), 12)
})

test('an event at the as-of instant counts, one a millisecond later does not', async () => {
  expect((await oneAccount([event('repo_star', 0)])).events).toBe(1)
  expect((await oneAccount([event('repo_star', -1 / 86_400_000)])).events).toBe(0)
})

test('windows leave out their first instant', async () => {
  const moment = 1 / 86_400_000
  const at = async (days: number) => oneAccount([event('repo_star', days), event('docs_view', 0)])
  expect((await at(180)).families).toEqual(['docs'])
  expect((await at(180 - moment)).families).toEqual(['docs', 'own_oss'])
  const only = async (days: number) => oneAccount([event('repo_star', days)])
  expect((await only(365)).active).toBe(false)
  expect((await only(365 - moment)).active).toBe(true)
  expect(await only(30)).toMatchObject({ people30: 0, people90: 1 })
  expect(await only(90)).toMatchObject({ people30: 0, people90: 0, people: 1 })
})

test('without a family in the last 180 days the bonus is none, not negative', async () => {
  const row = await oneAccount([event('repo_star', 200), event('docs_view', 200)])
  expect(row.families).toEqual([])
  expect(row.score).toBeCloseTo(2 * Math.log2(1 + 2 ** (-200 / 120)) + Math.log2(1 + 2 ** (-200 / 60)), 12)
})

test('visitors without a name are one person per company and source', async () => {
  const anonymous = { person: null }
  const row = await oneAccount([event('web_visit', 0, anonymous), event('web_visit', 0, anonymous), event('docs_view', 0, anonymous), event('web_visit', 0)])
  expect(row).toMatchObject({ people: 2, people30: 2, events: 4 })
  expect(row.score).toBeCloseTo((Math.log2(3) + 1 + 1) * 1.15, 12)
})

test('the companies of one account are pooled before the formula, visitors stay apart by company', async () => {
  const { scores } = await scored({
    companies: [acme, { id: 2, name: 'Acme Labs' }],
    accounts: [{ record: 'A', companies: [1, 2] }],
    signals: [event('repo_star', 0), event('repo_star', 0, { company: 2 }), event('web_visit', 0, { person: null }), event('web_visit', 0, { person: null, company: 2 })],
  })
  expect(scores.get('account:A')).toMatchObject({ people: 3, events: 4 })
  expect(scores.get('account:A')?.score).toBeCloseTo((2 * Math.log2(3) + 2) * 1.15, 12)
})

test('a company that matches several accounts counts for each of them', async () => {
  const { scores } = await scored({
    companies: [acme, { id: 2, name: 'Beta' }],
    accounts: [account, { record: 'B', companies: [1, 2] }],
    signals: [event('repo_star', 0), event('repo_star', 0, { company: 2, person: 2 })],
  })
  expect(scores.get('account:A')).toMatchObject({ score: 2, people: 1 })
  expect(scores.get('account:B')).toMatchObject({ score: 4, people: 2 })
})

test('every subject has a row, the inactive ones too', async () => {
  const { scores } = await scored({ companies: [acme, { id: 2, name: 'Beta' }], accounts: [account, { record: 'B', companies: [] }], signals: [event('repo_star', 0)] })
  expect([...scores.keys()].sort()).toEqual(['account:A', 'account:B', 'company:beta'])
  expect(scores.get('account:B')).toEqual({
    key: 'account:B', score: 0, band: 'None', active: false, families: [], people30: 0, people90: 0, people: 0, events: 0, lastAt: null,
  })
})

test('policy reliable asks for the least confidence, policy all for any company', async () => {
  const signals = [event('repo_star', 0, { confidence: 0.85 }), event('repo_fork', 0, { confidence: 0.5 }), event('repo_issue', 0, { company: null })]
  expect((await oneAccount(signals)).score).toBeCloseTo(2, 12)
  expect((await oneAccount(signals, { policy: 'all' })).score).toBeCloseTo(6, 12)
  expect((await oneAccount(signals, { model: { reliable_min: 0.86 } })).score).toBe(0)
})

test('a source the model does not name changes nothing', async () => {
  expect(await oneAccount([event('star', 0), event('newsletter', 0)])).toMatchObject({ score: 0, active: false, events: 0, people: 0 })
})

test('the companies of an account created later are hidden companies until then', async () => {
  const world: World = {
    companies: [acme, { id: 2, name: 'Beta', domain: 'beta.io' }, { id: 3, name: 'Gamma' }],
    accounts: [
      { record: 'A', companies: [1] },
      { record: 'L', companies: [1, 2, 3], created: daysBefore(-1) },
    ],
    signals: [event('repo_star', 0), event('repo_fork', 0, { company: 2 }), event('repo_issue', 0, { company: 3 })],
  }
  const { scores } = await scored(world)
  expect([...scores.keys()].sort()).toEqual(['-3', '-4', 'account:A'])
  expect([scores.get('account:A')?.score, scores.get('-3')?.score, scores.get('-4')?.score]).toEqual([2, 4, 6])
  const later = await scored(world, { asOf: daysBefore(-1) })
  expect([...later.scores.keys()].sort()).toEqual(['account:A', 'account:L'])
})

test('every step is valid SQL', async () => {
  const connection = await emptyWorkspace()
  await fill(connection, { companies: [acme], accounts: [account], signals: [] })
  const { model } = await scoreNow(connection)
  const values = { ...scoreValues({ asOf: asOfDefault, policy: 'all', model }), subject_id: 0 }
  for (const steps of [scoreSteps, oneSubjectSteps]) {
    for (const { name } of steps) await rows(connection, `EXPLAIN ${compile(scoreInputs, steps, name)}`, values)
  }
})
