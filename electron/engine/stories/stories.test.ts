import { afterAll, beforeAll, expect, test } from 'vitest'
import { calls, type Output } from '../../../shared/contract.ts'
import { rows } from '../db/query.ts'
import { runImport } from '../import/run-import.ts'
import { type TestSession, testSession } from '../import/session.test-support.ts'
import { decide } from '../resolve/decisions.test-support.ts'
import { storyHandlers } from './handlers.ts'
import { importStoryFiles } from './story-world.test-support.ts'

const signal = new AbortController().signal
let session: TestSession
let account: Output<'stories.account'>

const accountOf = async (subject: string, asOf?: string) =>
  calls['stories.account'].output.parse(await storyHandlers(session)['stories.account']({ subject, policy: 'reliable', ...(asOf === undefined ? {} : { asOf }) }, signal))
const personOf = async (person: string) => calls['stories.person'].output.parse(await storyHandlers(session)['stories.person']({ person, policy: 'reliable' }, signal))

beforeAll(async () => {
  session = await testSession()
  await importStoryFiles(session.folder, ({ path, format }) => runImport(session, { path, format, settings: {} }, signal))
  account = await accountOf('A1')
}, 60_000)
afterAll(() => session.dispose())

test('the signals of an account add up to its score, and its people with the visitors without a name do too', () => {
  const { explanation, signals, people } = account
  expect(signals.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(explanation.score, 9)
  const anonymous = explanation.contributions.filter(({ person }) => person === 'anonymous').reduce((sum, { points }) => sum + points, 0)
  expect(people.reduce((sum, { points }) => sum + points, 0) + anonymous).toBeCloseTo(explanation.score, 9)
  expect(signals.map(({ source, events, people: who }) => ({ source, events, who }))).toEqual([
    { source: 'product_usage', events: 20, who: 1 }, { source: 'community_message', events: 30, who: 30 }, { source: 'docs_view', events: 38, who: 31 },
  ])
})

test('every event count is the number of rows of the events dataset behind it', async () => {
  const ada = account.people.find(({ label }) => label === 'ada')
  const counted = await rows<{ events: number }>(
    session.opened.reader,
    `SELECT count(*)::INTEGER AS events FROM result.signals s JOIN dev.people p USING (person_id) WHERE p.person_key = $person`,
    { person: ada?.personKey ?? '' },
  )
  expect(ada?.events).toBe(20)
  expect(counted).toEqual([{ events: 20 }])
})

test('a person of an account has a persona with its rule and what attributes the person', () => {
  expect(account.peopleFound).toBe(62)
  expect(account.people.find(({ label }) => label === 'ada')).toMatchObject({
    name: 'Ada Byron', role: { persona: 'developer', titleSource: 'bio' }, attribution: { method: 'email_domain', counts: true, conflict: true, evidence: 'acme.com' },
  })
})

test('deals have their dated stages, contacts their persona, the record its file', () => {
  expect(account.deals.map(({ recordId, stage, history }) => ({ recordId, stage, history: history.map((entry) => `${entry.at.slice(0, 10)} ${entry.stage}`) }))).toEqual([
    { recordId: 'd2', stage: 'opportunity', history: ['2026-03-02 opportunity'] },
    { recordId: 'd1', stage: 'customer', history: ['2025-05-10 opportunity', '2025-11-01 customer'] },
  ])
  expect(account.contacts.map(({ recordId, role, optedOut }) => [recordId, role?.persona, optedOut])).toEqual([['c1', 'buyer', false], ['c2', 'buyer', true]])
  expect(account.record).toMatchObject({ fileName: 'accounts.csv', sourceRow: 1 })
  expect(account.record?.facts).toContainEqual({ label: 'Employees', value: '1,200' })
  expect(account.stages.map(({ at, stage, seen }) => [at.slice(0, 10), stage, seen])).toEqual([['2025-01-12', 'lead', false], ['2025-06-01', 'opportunity', false]])
})

test('contradictions are told: stages, two accounts of one company, another employer, two databases', () => {
  expect(account.conflicts.map(({ about }) => about)).toEqual(['stage', 'match', 'employer', 'persona'])
  const [stage, match, employer, persona] = account.conflicts.map(({ text }) => text)
  expect(stage).toContain('2 contacts: Opportunity · 2 deals: Customer')
  expect(match).toContain('Acme Inc (A1), Acme Holding (A2)')
  expect(employer).toContain('ada counts here, yet other evidence names Beta Systems')
  expect(persona).toContain('Chief Technology Officer → buyer; software engineer → developer')
})

test('the past is told as it was: no deal, no later stage, no later event', async () => {
  const before = await accountOf('A1', '2025-03-01')
  expect(before.deals).toEqual([])
  expect(before.stages.map(({ stage }) => stage)).toEqual(['lead'])
  expect(before.signals.map(({ source, events }) => [source, events])).toEqual([['docs_view', 2]])
})

test('a company outside the CRM has no record, and says so first', async () => {
  const story = await accountOf('beta.io')
  expect(story).toMatchObject({ record: null, deals: [], contacts: [], stages: [] })
  expect(story.headline).toMatch(/^\S.* is not in the CRM: 1 person is attributed to it, 1 event counted up to/)
})

test('a person: employers in time with evidence, claims, persona by the first title that a rule fits', async () => {
  const story = await personOf('VERA@acme.com')
  expect(story).toMatchObject({ label: 'vera', name: 'Vera Voss', events: 8, role: { persona: 'buyer', titleSource: 'crm' }, contacts: [{ recordId: 'c1', name: 'Vera Voss' }] })
  expect(story.titles.map(({ source, persona }) => [source, persona])).toEqual([['crm', 'buyer'], ['claim', 'developer']])
  expect(story.employers[0]).toMatchObject({ domain: 'acme.com', current: true, past: false })
  expect(story.employers.filter(({ past }) => past).map(({ company, from, to }) => [company, from?.slice(0, 7), to?.slice(0, 7)])).toEqual([['globex', '2016-01', '2021-04']])
  expect(story.claims.map(({ provider, company, current }) => [provider, company, current])).toEqual([['pdl', 'acme inc', true], ['pdl', 'globex', false]])
  expect(story.headline).toContain('is a buyer by the rule')
})

test('what people decided of a person and of its claims is told, taken back or not', async () => {
  const [claim] = (await personOf('vera')).claims
  await decide(session.opened, { kind: 'claim', subject: claim?.claimKey ?? '', verdict: 'accept' })
  await decide(session.opened, { kind: 'attribution', subject: 'github:12', object: 'acme.com', verdict: 'accept' })
  const { decisions } = await personOf('vera')
  expect(decisions.map(({ kind, about, reviewer }) => [kind, about, reviewer])).toEqual([['attribution', 'the employer: acme.com', 'ana'], ['claim', 'the claim of pdl: acme inc', 'ana']])
})

test('nobody and several people are told apart from one', async () => {
  await expect(personOf('nobody at all')).rejects.toMatchObject({ code: 'not_found' })
  await session.imported('namesakes.csv', 'occurred_at,source,login,email\n2026-01-01T00:00:00Z,docs_view,kim1,\n2026-01-01T00:00:00Z,docs_view,kim2,\n', { format: 'events' })
  await session.imported('namesakes.ndjson', `${JSON.stringify({ id: 21, login: 'kim1', name: 'Kim' })}\n${JSON.stringify({ id: 22, login: 'kim2', name: 'Kim' })}\n`, { format: 'github-profiles' })
  await expect(personOf('kim')).rejects.toMatchObject({ code: 'bad_usage' })
  await expect(personOf('kim')).rejects.toThrow('github:21')
})
