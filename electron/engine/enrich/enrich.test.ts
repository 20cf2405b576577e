import { afterAll, beforeAll, expect, test } from 'vitest'
import { enrichSettings } from '../../../shared/contract-enrich.ts'
import { rows } from '../db/query.ts'
import { describedFake, type JobsWorld, jobsWorld, peopleNumbered } from '../jobs/jobs.test-support.ts'
import { companyOf, isKnown } from './fake-answers.test-support.ts'
import { type FakeProvider, startFake } from './fake-process.test-support.ts'
import type { Person } from './person.ts'

let fake: FakeProvider
let world: JobsWorld
beforeAll(async () => {
  fake = await startFake()
  world = await jobsWorld(fake.origin)
})
afterAll(async () => {
  await world.close()
  await fake.stop()
})

interface ClaimRow {
  provider: string
  login: string
  company: string | null
  domain: string | null
  confidence: number | null
}

async function enrich(people: readonly Person[], providers: string[], mode: 'waterfall' | 'all'): Promise<{ claims: ClaimRow[]; sent: number; cost: number }> {
  await fake.reset({})
  const settings = enrichSettings.parse({
    providers, mode, described: [describedFake(fake.origin)], endpoints: Object.fromEntries(['github', 'pdl', 'apollo', 'hunter'].map((name) => [name, fake.origin])),
  })
  const { jobId } = await world.start(people, { settings })
  const { state, requests, cost } = await world.finished(jobId)
  expect(state).toBe('done')
  const claims = await rows<ClaimRow>(world.workspace.reader, 'SELECT provider, login, company, domain, confidence FROM evidence.claims WHERE job_id = $job AND current ORDER BY login, provider', { job: jobId })
  return { claims, sent: requests.sent, cost }
}

const known = (people: readonly Person[]) => people.flatMap(({ login }) => (login !== null && isKnown(login) ? [login] : []))

test.each([
  ['pdl', (who: string) => ({ company: companyOf(who).toLowerCase(), domain: `${companyOf(who).toLowerCase()}.com`, confidence: 0.8 }), 0.28],
  ['github', (who: string) => ({ company: `@${companyOf(who)}`, domain: null, confidence: 1 }), 0],
  ['fake', (who: string) => ({ company: companyOf(who), domain: `${companyOf(who).toLowerCase()}.com`, confidence: 0.7 }), 0.1],
] as const)('%s: what it answers becomes claims; nobody found is no claim and costs nothing', async (provider, expected, price) => {
  const people = peopleNumbered(20, `${provider}person`)
  const { claims, sent, cost } = await enrich(people, [provider], 'all')
  expect(claims).toEqual(known(people).map((login) => ({ provider, login, ...expected(login) })))
  expect(sent).toBe(20)
  expect(cost).toBeCloseTo(known(people).length * price, 6)
})

test.each([['apollo', null, 'api/v1/people/match'], ['hunter', 0.91, '/v2/email-finder?full_name=']] as const)('%s is asked by name and company', async (provider, confidence, path) => {
  const people = peopleNumbered(20, `${provider}person`).map((person) => ({ ...person, name: person.login, company: 'Somewhere' }))
  const { claims } = await enrich(people, [provider], 'all')
  expect(claims).toEqual(known(people).map((login) => ({ provider, login, company: companyOf(login), domain: `${companyOf(login).toLowerCase()}.com`, confidence })))
  expect((await fake.statistics()).requests[0]).toContain(path)
})

test('a provider that knows too little of a person is not asked', async () => {
  const { sent } = await enrich(peopleNumbered(5, 'bare').map((person) => ({ ...person, name: null })), ['apollo', 'hunter'], 'all')
  expect(sent).toBe(0)
})

test('a waterfall stops at the first that names an employer, and goes on where nobody was found', async () => {
  const people = peopleNumbered(30, 'fall')
  const { claims, sent } = await enrich(people, ['pdl', 'fake'], 'waterfall')
  const found = known(people).length
  expect(claims.map(({ provider }) => provider)).toEqual(Array.from({ length: found }, () => 'pdl'))
  expect(sent).toBe(found + 2 * (30 - found))
})

test('asked all, every answer is kept, and what was answered before is not asked again', async () => {
  const people = peopleNumbered(30, 'fall')
  const { claims, sent } = await enrich(people, ['pdl', 'fake'], 'all')
  expect(claims).toHaveLength(2 * known(people).length)
  // Everyone’s first answer, and the second of those whom the first provider did not know.
  expect(sent).toBe(known(people).length)
})
