import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Workspace } from '../db/workspace.ts'
import { decide, makeWorld, query, resolveWorld, type ImportRows, type MailmapRow } from './world.test-support.ts'

let workspace: Workspace
let remove: () => Promise<void>
beforeAll(async () => {
  ({ workspace, remove } = await makeWorld())
})
afterAll(() => remove())

const commits = (...emails: string[]): ImportRows => ({ events: emails.map((email) => ({ source: 'commit', target: 'acme/sdk', email })) })
const pair = (proper_email: string, commit_email: string, names: Pick<MailmapRow, 'proper_name' | 'commit_name'> = {}): MailmapRow => ({ proper_email, commit_email, ...names })
const people = async (...imports: ImportRows[]) => {
  await resolveWorld(workspace, imports)
  return query<{ key: string; name: string | null; events: number }>(
    workspace, `SELECT p.person_key AS key, p.name, count(s.source) AS events FROM dev.people p LEFT JOIN result.signals s USING (person_id) GROUP BY ALL ORDER BY 1`)
}
const counts = async (...imports: ImportRows[]) => Object.fromEntries((await people(...imports)).map(({ key, events }) => [key, events]))

test('the commit addresses of one person are joined, whichever file comes first', async () => {
  const mailmap: ImportRows = { mailmap: [pair('jo@acme.com', 'jo@home.net', { proper_name: 'Jo Bloggs' }), pair('jo@acme.com', 'jo@old.org', { commit_name: 'jojo' })] }
  const log = commits('jo@home.net', 'jo@old.org', 'ann@acme.com')
  const expected = [{ key: 'email:ann@acme.com', name: null, events: 1 }, { key: 'email:jo@acme.com', name: 'Jo Bloggs', events: 2 }]
  expect(await people(mailmap, log)).toEqual(expected)
  expect(await people(log, mailmap)).toEqual(expected)
  expect(await query(workspace, `SELECT i.key, i.reason, i.evidence, i.import_id, i.source_row FROM dev.identities i JOIN dev.people p USING (person_id) WHERE p.person_key = 'email:jo@acme.com' ORDER BY 1`)).toEqual([
    { key: 'email:jo@acme.com', reason: 'itself', evidence: null, import_id: 2, source_row: 1 },
    { key: 'email:jo@home.net', reason: 'mailmap', evidence: 'jo@acme.com', import_id: 2, source_row: 1 },
    { key: 'email:jo@old.org', reason: 'mailmap', evidence: 'jo@acme.com', import_id: 2, source_row: 2 },
  ])
})

test('a noreply address of GitHub brings its account; an address a profile ties to an account brings it too', async () => {
  expect(await counts({ mailmap: [pair('jo@acme.com', '7+mona@users.noreply.github.com')] }, commits('jo@acme.com', '7+mona@users.noreply.github.com'))).toEqual({ 'github:7': 2 })
  expect(await counts({ mailmap: [pair('jo@acme.com', 'jo@home.net')], profiles: [{ github_id: 5, login: 'jo', email: 'jo@acme.com' }] }, commits('jo@home.net', 'jo@acme.com'))).toEqual({ 'github:5': 2 })
})

test('two numeric ids are never joined, neither directly nor over a third address, and it is said', async () => {
  const profiles = [{ github_id: 1, login: 'one', email: 'one@a.co' }, { github_id: 2, login: 'two', email: 'two@b.co' }]
  expect(await counts({ profiles, mailmap: [pair('one@a.co', 'two@b.co')] }, commits('one@a.co', 'two@b.co'))).toEqual({ 'github:1': 1, 'github:2': 1 })
  expect(await query(workspace, 'SELECT one, other, because FROM dev.refused_merges')).toEqual([{ one: 'github:1', other: 'github:2', because: 'two_ids' }])
  expect(await counts({ profiles, mailmap: [pair('x@c.co', 'one@a.co'), pair('x@c.co', 'two@b.co')] }, commits('x@c.co', 'one@a.co', 'two@b.co'))).toEqual({ 'email:x@c.co': 1, 'github:1': 1, 'github:2': 1 })
})

test('an address of no mailbox stays nobody’s: other repositories have the same', async () => {
  expect(await counts({ mailmap: [pair('jo@acme.com', 'root@localhost')] }, commits('root@localhost', 'jo@acme.com'))).toEqual({ 'email:jo@acme.com': 1 })
})

test('an address several people commit under is nobody’s, and bears no name', async () => {
  const mailmap = [pair('jo@acme.com', 'build@acme.com', { proper_name: 'Jo', commit_name: 'jo' }), pair('ann@acme.com', 'build@acme.com', { proper_name: 'Ann', commit_name: 'ann' })]
  expect(await people({ mailmap }, commits('build@acme.com', 'jo@acme.com'))).toEqual([{ key: 'email:build@acme.com', name: null, events: 1 }, { key: 'email:jo@acme.com', name: 'Jo', events: 1 }])
})

test('the last entry of the newest file counts; a name alone joins nothing', async () => {
  const log = commits('c@x.co', 'a@x.co', 'b@x.co')
  expect(await counts({ mailmap: [pair('a@x.co', 'c@x.co')] }, { mailmap: [pair('z@x.co', 'c@x.co'), pair('b@x.co', 'c@x.co')] }, log)).toEqual({ 'email:a@x.co': 1, 'email:b@x.co': 2 })
  expect(await people({ mailmap: [{ proper_name: 'Cy', commit_email: 'c@x.co' }] }, commits('c@x.co', 'a@x.co'))).toEqual([{ key: 'email:a@x.co', name: null, events: 1 }, { key: 'email:c@x.co', name: 'Cy', events: 1 }])
})

test('whom only a mailmap names is no person; what was told apart stays apart', async () => {
  expect(await counts({ mailmap: [pair('p@acme.com', 'q@acme.com')] }, commits('jo@acme.com'))).toEqual({ 'email:jo@acme.com': 1 })
  await decide(workspace, [['different_people', 'email:jo@acme.com', 'email:jo@home.net']])
  expect(await counts({ mailmap: [pair('jo@acme.com', 'jo@home.net')] }, commits('jo@acme.com', 'jo@home.net'))).toEqual({ 'email:jo@acme.com': 1, 'email:jo@home.net': 1 })
  await decide(workspace, [])
})
