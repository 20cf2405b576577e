import { afterEach, beforeEach, expect, test } from 'vitest'
import { againAndUndo } from '../again-and-undo.test-support.ts'
import { readHeader } from '../claims/claim-columns.ts'
import { claimsOf, extrasOf } from '../claims/claims.test-support.ts'
import { type TestSession, testSession } from '../session.test-support.ts'
import { groupsOf } from './clay.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

test.each([
  ['PDL Company', { provider: 'pdl', rest: 'company', copy: 1 }],
  ['People Data Labs - Job Title', { provider: 'pdl', rest: 'job title', copy: 1 }],
  ['Title (Apollo)', { provider: 'apollo', rest: 'title', copy: 1 }],
  ['Enrich person with Apollo.io', { provider: 'apollo', rest: 'enrich person', copy: 1 }],
  ['Work Email (2)', { provider: null, rest: 'work email', copy: 2 }],
  ['hunter_score', { provider: 'hunter', rest: 'score', copy: 1 }],
  ['Hunters', { provider: null, rest: 'hunters', copy: 1 }],
])('the header %s is read', (header, read) => {
  expect(readHeader(header)).toEqual(read)
})

test('columns fall into groups by provider and by copy; keys belong to none', () => {
  const groups = groupsOf(['bandstand_id', 'Full Name', 'PDL Company', 'PDL Title', 'Apollo Company', 'Work Email', 'Work Email (2)', 'Notes', 'Enrich Person'])
  expect(groups.map(({ provider, fields, whole }) => [provider, Object.fromEntries(fields), whole])).toEqual([
    ['clay', { name: 'Full Name', email: 'Work Email' }, ['Enrich Person']],
    ['clay (2)', { email: 'Work Email (2)' }, []],
    ['apollo', { company: 'Apollo Company' }, []],
    ['pdl', { company: 'PDL Company', title: 'PDL Title' }, []],
  ])
})

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
const table = (...rows: string[][]) => `\uFEFF${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`
const header = ['bandstand_id', 'Full Name', 'PDL Company', 'PDL Job Title', 'PDL Likelihood', 'Apollo Title', 'Apollo Company', 'Work Email', 'Work Email (2)', 'Enrich Person', 'Notes']
const whole = JSON.stringify({ name: 'Jo Bloggs', organization: { name: 'Initech' }, title: 'Advisor', linkedin_url: 'linkedin.com/in/jobloggs', website: 'https://www.initech.com/jobs', confidence: '87%' })
const mixed = table(
  header,
  ['github:583231', 'Jo Bloggs', 'acme corp', 'cto', '6', 'CTO', 'Acme', 'jo@acme.com', 'jo@globex.com', whole, 'called'],
  ['login:octo', 'Octo Cat', '', '', '', '', '', '', '', '✅ Profile found', ''],
  ['email:Al@Acme.com', '', 'acme', '', '', '', '', 'not found', '', '', ''],
  ['', 'Nobody', 'acme', '', '', '', '', '', '', '', ''],
)
const row = (source_row: number, place: number) => ({ source_row, place, current: true })

test('a row is one claim a group that says anything; cells with whole answers are read', async () => {
  const { import: record } = await session.imported('Developers-Default-view-export-1776574386695.csv', mixed)
  expect(record).toMatchObject({ format: 'clay', rows: { total: 4, taken: 2, rejected: 1, duplicates: 0, ignored: 1 } })
  expect(record.warnings).toEqual([
    '1 of 4 records was rejected; the rejects say why, with line numbers.',
    '1 answer of Clay names neither an employer nor a profile (nobody was found, or nothing about them) and was ignored.',
  ])
  expect(await claimsOf(session)).toEqual([
    { ...row(1, 1), provider: 'clay', github_id: 583231, name: 'Jo Bloggs', domain: 'acme.com' },
    { ...row(1, 2), provider: 'clay', github_id: 583231, name: 'Jo Bloggs', title: 'Advisor', company: 'Initech', domain: 'initech.com', profile_url: 'https://www.linkedin.com/in/jobloggs', confidence: 0.87 },
    { ...row(1, 3), provider: 'clay (2)', github_id: 583231, domain: 'globex.com' },
    { ...row(1, 4), provider: 'apollo', github_id: 583231, title: 'CTO', company: 'Acme' },
    { ...row(1, 5), provider: 'pdl', github_id: 583231, title: 'cto', company: 'acme corp', confidence: 0.907 },
    { ...row(3, 1), provider: 'pdl', email: 'al@acme.com', company: 'acme' },
  ])
  expect((await extrasOf(session))[0]).toEqual({ answered_email: 'jo@acme.com', 'Enrich Person': whole, Notes: 'called' })
})

test('both readings agree: a ragged row sends the file to the careful one', async () => {
  await session.imported('fast.csv', mixed)
  const fast = await claimsOf(session)
  const { import: record } = await session.imported('careful.csv', `${mixed}ragged\r\n`)
  expect(record.rows).toEqual({ total: 5, taken: 2, rejected: 2, duplicates: 0, ignored: 1 })
  expect((await claimsOf(session)).slice(fast.length)).toEqual(fast)
})

test('a login or a GitHub address is a key as good; without a key it is no Clay table', async () => {
  await session.imported('a.csv', table(['GitHub URL', 'Apollo Company'], ['https://github.com/Octo?tab=repositories', 'Acme']))
  await session.imported('b.csv', table(['Email', 'Apollo Company'], ['Jo@acme.com', 'Acme']))
  expect(await claimsOf(session)).toEqual([
    { ...row(1, 1), provider: 'apollo', login: 'Octo', company: 'Acme' },
    { ...row(1, 1), provider: 'apollo', email: 'jo@acme.com', company: 'Acme' },
  ])
  await expect(session.imported('c.csv', table(['Name', 'Apollo Company'], ['Jo', 'Acme']))).rejects.toMatchObject({ code: 'unknown_format' })
})

const apollo = ['First Name', 'Last Name', 'Title', 'Company Name', 'Email', 'Email Status', 'Seniority', 'Departments', '# Employees', 'Industry', 'Keywords', 'Person Linkedin Url', 'Website', 'Company Linkedin Url', 'City', 'State']
const contact = ['Jo', 'Bloggs', 'CTO', 'Acme', 'Jo@Acme.com', 'Verified', 'C suite', 'Engineering', '120', 'software', 'api', 'http://www.linkedin.com/in/JoBloggs', 'https://www.acme.com', 'http://www.linkedin.com/company/acme', 'Austin', 'Texas']
const joAtAcme = { ...row(1, 1), provider: 'apollo', email: 'jo@acme.com', name: 'Jo Bloggs', title: 'CTO', company: 'Acme', domain: 'acme.com', profile_url: 'https://www.linkedin.com/in/jobloggs', location: 'Austin, Texas' }

test('Apollo’s export of contacts: one claim a row about the address; with columns of others beside it, a Clay table', async () => {
  const { import: record } = await session.imported('apollo-contacts-export.csv', table(apollo, contact, contact, contact.with(4, '')))
  expect(record).toMatchObject({ format: 'apollo-contacts', rows: { total: 3, taken: 1, rejected: 1, duplicates: 1, ignored: 0 } })
  // The last of two equal rows stays.
  expect(await claimsOf(session)).toEqual([{ ...joAtAcme, source_row: 2 }])
  expect(await extrasOf(session)).toEqual([{ 'Email Status': 'Verified', Seniority: 'C suite', Departments: 'Engineering', '# Employees': '120', Industry: 'software', Keywords: 'api', 'Company Linkedin Url': 'http://www.linkedin.com/company/acme' }])
  expect((await session.imported('clay.csv', table([...apollo, 'PDL Company'], [...contact, 'acme corp']))).import).toMatchObject({ format: 'clay', rows: { total: 1, taken: 1 } })
  expect((await claimsOf(session)).slice(1)).toEqual([joAtAcme, { ...row(1, 2), provider: 'pdl', email: 'jo@acme.com', company: 'acme corp' }])
})

const reo = { name: 'Jo Bloggs', email: 'jo@acme.com', title: 'CTO', linkedin: 'linkedin.com/in/jobloggs', github: 'https://github.com/jo-b', first_seen: '2025-01-01', last_seen: '2025-02-01', signal_strength: 'high', activity_score: 92 }
const reoClaim = { ...row(1, 1), provider: 'reo', login: 'jo-b', email: 'jo@acme.com', name: 'Jo Bloggs', title: 'CTO', profile_url: 'https://www.linkedin.com/in/jobloggs' }

test('Reo: JSON and table alike; scores of activity are no confidence', async () => {
  const csv = `${Object.keys(reo).join(',')}\n${Object.values(reo).join(',')}\n`
  for (const [name, text] of [['reo.json', JSON.stringify([reo])], ['reo.csv', csv]] as const) {
    expect((await session.imported(name, text)).import).toMatchObject({ format: 'reo-developers', rows: { total: 1, taken: 1 } })
  }
  expect(await claimsOf(session)).toEqual([reoClaim, reoClaim])
})

test.each([['clay.csv', mixed], ['apollo.csv', table(apollo, contact)], ['reo.json', JSON.stringify(reo)]])('%s: the same file changes nothing and undo leaves no trace', (name, text) => againAndUndo(session, name, text))
