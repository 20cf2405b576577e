import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { explanation } from '../../../shared/model.ts'
import { rows } from '../db/query.ts'
import { daysBefore, emptyWorkspace, fill, scoreNow, type Signal, type World } from '../score/fixture.test-support.ts'
import { explain } from './explain.ts'

const world: World = {
  companies: [
    { id: 0, name: 'Acme', domain: 'acme.com' },
    { id: 1, name: 'Acme Labs', domain: 'labs.io' },
    { id: 2, name: 'Beta', domain: 'beta.dev' },
    { id: 3, name: 'Twin' },
  ],
  accounts: [
    { record: '100', name: 'ACME Inc', domain: 'acme.com', stage: 'customer', companies: [0, 1] },
    { record: '200', name: 'Twin', stage: 'lead', companies: [] },
    { record: '300', name: 'Later Ltd', domain: 'later.com', created: daysBefore(-5), companies: [] },
  ],
  people: [{ id: 0, login: 'octo' }, { id: 1, name: 'Ada L.' }, { id: 2, email: 'x@beta.dev' }],
  signals: [
    { source: 'product_usage', person: 0, company: 0, at: daysBefore(0) },
    { source: 'repo_star', person: 1, company: 1, at: daysBefore(120) },
    { source: 'web_visit', person: null, company: 0, at: daysBefore(0) },
    { source: 'docs_view', person: 2, company: 2, at: daysBefore(200) },
  ],
}

async function explained(given: World = world) {
  const connection = await emptyWorkspace()
  await fill(connection, given)
  const run = await scoreNow(connection)
  return { connection, run, ask: async (subject: string) => explanation.parse(await explain(connection, run, subject)) }
}

test('contributions are listed by points, say who, and add up', async () => {
  const { ask } = await explained()
  const found = await ask('100')
  expect(found.subject).toEqual({
    id: 'account:100', kind: 'account', name: 'ACME Inc', domain: 'acme.com', accountRecordId: '100', stage: 'customer', companies: ['acme.com', 'labs.io'],
  })
  expect(found.families).toEqual(['own_oss', 'product', 'web'])
  expect(found.contributions).toEqual([
    { person: 'login:octo', personLabel: 'octo', source: 'product_usage', family: 'product', n: 1, points: 13, events: 1, lastAt: daysBefore(0) },
    { person: 'login:1', personLabel: 'Ada L.', source: 'repo_star', family: 'own_oss', n: 0.5, points: 2 * Math.log2(1.5) * 1.3, events: 1, lastAt: daysBefore(120) },
    { person: 'anonymous', personLabel: 'anonymous visitors of acme.com', source: 'web_visit', family: 'web', n: 1, points: 1.3, events: 1, lastAt: daysBefore(0) },
  ])
  expect(found.contributions.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(found.score, 12)
})

test.each(['account:100', '100', 'acme.com', 'https://www.ACME.com/about', 'labs.io', 'acme inc', ' Acme Labs '])('"%s" names the account', async (asked) => {
  expect((await (await explained()).ask(asked)).subject.accountRecordId).toBe('100')
})

test('a company without an account has no stage; an e-mail labels its person', async () => {
  const found = await (await explained()).ask('beta')
  expect(found.subject).toMatchObject({ kind: 'company', stage: null, accountRecordId: null, companies: ['beta.dev'] })
  expect(found.contributions[0]?.personLabel).toBe('x@beta.dev')
  expect(found.families).toEqual([])
})

test('a name that fits several is refused with the candidates', async () => {
  const { ask } = await explained()
  await expect(ask('twin')).rejects.toThrow(/could be several:[\s\S]*account:200[\s\S]*company:twin/)
  await expect(ask('twin')).rejects.toMatchObject({ code: 'bad_usage' })
})

test('what does not exist, or not yet, is said so', async () => {
  const { ask } = await explained()
  await expect(ask('nobody.example')).rejects.toThrow('No account or company is called "nobody.example" as of 2026-01-01')
  await expect(ask('later.com')).rejects.toThrow('The account Later Ltd was created on 2026-01-06')
  await expect(ask('later.com')).rejects.toMatchObject({ code: 'not_found' })
})

test('the contributions of every subject add up to its score, under both policies', async () => {
  const ids = [0, 1, 2, 3]
  const signal: fc.Arbitrary<Signal> = fc.record({
    source: fc.constantFrom('repo_star', 'repo_commit', 'docs_view', 'product_usage', 'package_install'),
    person: fc.option(fc.integer({ min: 0, max: 3 })),
    company: fc.constantFrom(...ids),
    at: fc.integer({ min: 0, max: 500 * 86_400_000 }).map((age) => daysBefore(age / 86_400_000)),
    quantity: fc.double({ min: 0, max: 1000, noNaN: true }),
    confidence: fc.constantFrom(0.5, 0.9),
  })
  const connection = await emptyWorkspace()
  await fc.assert(
    fc.asyncProperty(fc.array(signal, { maxLength: 40 }), fc.array(fc.subarray(ids), { maxLength: 3 }), fc.constantFrom('reliable', 'all'), async (signals, held, policy) => {
      await fill(connection, {
        companies: ids.map((id) => ({ id, name: `c${id}` })),
        accounts: held.map((companies, index) => ({ record: `A${index}`, name: `account ${index}`, companies })),
        people: ids.map((id) => ({ id, login: `p${id}` })),
        signals,
      })
      const run = await scoreNow(connection, { policy })
      for (const { key } of await rows<{ key: string }>(connection, 'SELECT subject_key AS key FROM result.subjects')) {
        const { score, contributions } = await explain(connection, run, key)
        expect(contributions.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 9)
      }
    }),
    { numRuns: 15 },
  )
})
