import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Workspace } from '../db/workspace.ts'
import { readStatus } from '../workspace/status.ts'
import { decide, makeWorld, query, resolveWorld, type EventRow, type ImportRows } from './world.test-support.ts'

let workspace: Workspace
let remove: () => Promise<void>
beforeAll(async () => {
  ({ workspace, remove } = await makeWorld())
})
afterAll(() => remove())

const people = async (...imports: ImportRows[]) => {
  await resolveWorld(workspace, imports)
  return query<{ person_key: string; login: string | null; is_bot: boolean; events: number }>(
    workspace,
    `SELECT p.person_key, p.login, p.is_bot, count(s.source) AS events FROM dev.people p LEFT JOIN result.signals s USING (person_id) GROUP BY ALL ORDER BY person_key`,
  )
}
const keys = async (...imports: ImportRows[]) => (await people(...imports)).map((person) => person.person_key)

test('a renamed login with an equal id stays one person, called as its newest profile says', async () => {
  expect(
    await people(
      { profiles: [{ github_id: 7, login: 'old-name' }] },
      { profiles: [{ github_id: 7, login: 'new-name' }] },
      { events: [{ github_id: 7, login: 'old-name' }, { login: 'Old-Name' }, { login: 'new-name' }] },
    ),
  ).toEqual([{ person_key: 'github:7', login: 'new-name', is_bot: false, events: 3 }])
})

test('two numeric ids are never merged; a login used by both belongs to the later one', async () => {
  expect(
    await people({
      events: [
        { github_id: 1, login: 'octo', occurred_at: '2020-01-01' },
        { github_id: 9, login: 'octo', occurred_at: '2024-01-01' },
        { login: 'octo', occurred_at: '2024-06-01' },
      ],
    }),
  ).toMatchObject([{ person_key: 'github:1', events: 1 }, { person_key: 'github:9', events: 2 }])
})

test('an address shared by two ids merges nobody and identifies nobody', async () => {
  expect(
    await keys({ events: [{ github_id: 1, email: 'team@acme.com' }, { github_id: 2, email: 'team@acme.com' }, { email: 'team@acme.com' }] }),
  ).toEqual(['email:team@acme.com', 'github:1', 'github:2'])
})

test('login and address lead to the id that rows tie them to, whatever their case', async () => {
  expect(
    await people({ events: [{ github_id: 5, login: 'Octo', email: 'Jo@Acme.com' }, { login: 'octo' }, { email: 'jo@acme.com' }] }),
  ).toMatchObject([{ person_key: 'github:5', events: 3 }])
  expect(await keys({ events: [{ login: 'octo' }, { email: 'jo@acme.com' }] })).toEqual(['email:jo@acme.com', 'login:octo'])
})

test('a GitHub noreply address is its login and id', async () => {
  expect(
    await keys({ events: [{ email: '583231+octo@users.noreply.github.com' }, { login: 'octo' }, { email: 'ana@users.noreply.github.com' }] }),
  ).toEqual(['github:583231', 'login:ana'])
})

test('addresses of no mailbox identify nobody', async () => {
  expect(await keys({ events: [{ email: 'noreply@acme.com' }, { email: 'root@localhost' }, { email: 'no address' }] })).toEqual([])
})

test('bots are people without signals', async () => {
  expect(
    await people({
      profiles: [{ github_id: 3, login: 'helper', type: 'Bot' }],
      events: [{ github_id: 3, login: 'helper' }, { login: 'acme[bot]' }, { login: 'Dependabot' }, { login: 'abbot' }],
    }),
  ).toEqual([
    { person_key: 'github:3', login: 'helper', is_bot: true, events: 0 },
    { person_key: 'login:abbot', login: 'abbot', is_bot: false, events: 1 },
    { person_key: 'login:acme[bot]', login: 'acme[bot]', is_bot: true, events: 0 },
    { person_key: 'login:dependabot', login: 'Dependabot', is_bot: true, events: 0 },
  ])
  expect((await readStatus(workspace)).counts).toMatchObject({ people: 4, bots: 3 })
})

test('an organisation is no person', async () => {
  expect(await keys({ profiles: [{ github_id: 8, login: 'acme', type: 'Organization' }], events: [{ github_id: 8, login: 'acme' }, { login: 'acme' }] })).toEqual([])
})

test('addresses are kept with their kind', async () => {
  await resolveWorld(workspace, [{ profiles: [{ github_id: 1, login: 'a', email: 'a@mail.acme.co.uk' }, { github_id: 2, login: 'b', email: 'b@gmail.com' }] }])
  expect(await query(workspace, 'SELECT email, domain, kind FROM dev.emails ORDER BY email')).toEqual([
    { email: 'a@mail.acme.co.uk', domain: 'acme.co.uk', kind: 'corporate' },
    { email: 'b@gmail.com', domain: 'gmail.com', kind: 'free' },
  ])
})

test('a community account is the person whose address or login rows state beside it', async () => {
  expect(
    await people({ events: [{ github_id: 5, login: 'octo', email: 'jo@acme.com' }, { handle: 'slack:U1', email: 'jo@acme.com' }, { handle: 'slack:U1' }, { handle: 'slack:U2' }] }),
  ).toMatchObject([{ person_key: 'github:5', events: 3 }, { person_key: 'handle:slack:U2', events: 1 }])
  expect(await keys({ events: [{ handle: 'slack:U1', email: 'jo@acme.com' }, { handle: 'slack:U1', email: 'jo@home.net' }] })).toEqual(['email:jo@acme.com'])
})

test('a community account that two ids share is neither’s', async () => {
  expect(await keys({ events: [{ github_id: 1, handle: 'slack:U1' }, { github_id: 2, handle: 'slack:U1' }, { handle: 'slack:U1' }] })).toEqual(['github:1', 'github:2', 'handle:slack:U1'])
  expect(await query(workspace, 'SELECT one, other, because FROM dev.refused_merges ORDER BY one')).toEqual([
    { one: 'github:1', other: 'handle:slack:U1', because: 'two_ids' },
    { one: 'github:2', other: 'handle:slack:U1', because: 'two_ids' },
  ])
})

test('every identity is kept with what joined it', async () => {
  await decide(workspace, [['same_person', 'github:5', 'email:jo@home.net']])
  await resolveWorld(workspace, [
    { profiles: [{ github_id: 5, login: 'Octo', email: 'jo@acme.com' }] },
    { events: [{ github_id: 5, login: 'octo-old' }, { email: 'jo@home.net' }, { handle: 'slack:U1', email: 'jo@acme.com' }] },
  ])
  expect(await query(workspace, 'SELECT kind, value, reason, evidence, import_id, source_row FROM dev.identities ORDER BY kind, value')).toEqual([
    { kind: 'email', value: 'jo@acme.com', reason: 'profile', evidence: null, import_id: 1, source_row: 1 },
    { kind: 'email', value: 'jo@home.net', reason: 'decision', evidence: 'ana', import_id: null, source_row: null },
    { kind: 'github_id', value: '5', reason: 'itself', evidence: null, import_id: 1, source_row: 1 },
    { kind: 'handle', value: 'slack:U1', reason: 'handle', evidence: 'slack:U1', import_id: null, source_row: null },
    { kind: 'login', value: 'Octo', reason: 'profile', evidence: null, import_id: 1, source_row: 1 },
    { kind: 'login', value: 'octo-old', reason: 'event', evidence: null, import_id: null, source_row: null },
  ])
  await decide(workspace, [])
})

const rowsOfTwo: ImportRows = { events: [{ github_id: 5, login: 'octo', email: 'jo@acme.com' }, { email: 'jo@acme.com' }, { login: 'octo' }, { email: 'ana@acme.com' }] }

test('“not the same person” undoes what rows joined, and merging then splitting gives back the same people', async () => {
  const before = await people(rowsOfTwo)
  expect(before).toMatchObject([{ person_key: 'email:ana@acme.com', events: 1 }, { person_key: 'github:5', events: 3 }])
  await decide(workspace, [['different_people', 'github:5', 'email:jo@acme.com']])
  expect(await people(rowsOfTwo)).toMatchObject([{ person_key: 'email:ana@acme.com' }, { person_key: 'email:jo@acme.com', events: 1 }, { person_key: 'github:5', events: 2 }])
  await decide(workspace, [['same_person', 'github:5', 'email:ana@acme.com']])
  expect(await people(rowsOfTwo)).toMatchObject([{ person_key: 'github:5', events: 4 }])
  await decide(workspace, [['same_person', 'github:5', 'email:ana@acme.com'], ['different_people', 'github:5', 'email:ana@acme.com']])
  expect(await people(rowsOfTwo)).toEqual(before)
  await decide(workspace, [])
})

test('a decision about a login follows it to its id', async () => {
  await decide(workspace, [['same_person', 'login:octo', 'email:jo@home.net']])
  expect(await keys({ events: [{ login: 'octo' }, { email: 'jo@home.net' }] })).toEqual(['login:octo'])
  expect(await keys({ events: [{ login: 'octo' }, { login: 'octo', github_id: 5 }, { email: 'jo@home.net' }] })).toEqual(['github:5'])
  await decide(workspace, [['same_person', 'github:5', 'github:6']])
  expect(await keys({ events: [{ github_id: 5 }, { github_id: 6 }] })).toEqual(['github:5', 'github:6'])
  await decide(workspace, [])
})

const identity = fc.constantFrom<EventRow>({ github_id: 1, login: 'ana' }, { github_id: 2, login: 'ben' }, { login: 'ana' }, { login: 'cleo' }, { email: 'ana@acme.com' }, { email: 'jo@home.net' }, { login: 'cleo', email: 'jo@home.net' })

test('whoever is merged and then split again is whoever they were', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(identity, { minLength: 2, maxLength: 8 }), fc.nat(), fc.nat(), async (events, first, second) => {
      await decide(workspace, [])
      const before = await people({ events })
      const [one, other] = [before[first % before.length], before[second % before.length]].map((person) => person?.person_key)
      fc.pre(one !== undefined && other !== undefined && one !== other && !(one.startsWith('github:') && other.startsWith('github:')))
      await decide(workspace, [['same_person', one, other]])
      expect((await people({ events })).length).toBe(before.length - 1)
      await decide(workspace, [['same_person', one, other], ['different_people', one, other]])
      expect(await people({ events })).toEqual(before)
    }),
    { numRuns: 12 },
  )
  await decide(workspace, [])
})
