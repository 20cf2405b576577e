import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { againAndUndo } from '../again-and-undo.test-support.ts'
import { claimsOf, extrasOf, lines } from '../claims/claims.test-support.ts'
import { type TestSession, testSession } from '../session.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const row = (source_row: number, place: number) => ({ source_row, place })

const apolloPerson = {
  id: 'a1', first_name: 'Jo', last_name: 'Bloggs', name: 'Jo Bloggs', linkedin_url: 'http://www.linkedin.com/in/JoBloggs', title: 'Staff Engineer', headline: 'Staff Engineer at Acme',
  email: 'jo@acme.com', email_status: 'verified', extrapolated_email_confidence: 0.9, github_url: 'https://github.com/jo-b', city: 'Berlin', state: null, country: 'Germany',
  employment_history: [
    { organization_name: 'Acme', title: 'Staff Engineer', start_date: '2021-03-01', end_date: null, current: true },
    { organization_name: 'Board Games e.V.', title: 'Treasurer', start_date: '2020', end_date: null, current: true },
    { organization_name: 'Globex', title: 'Engineer', start_date: '2016-01-01', end_date: '2021-02-28', current: false },
  ],
  organization: { name: 'Acme', primary_domain: 'acme.com', website_url: 'http://www.acme.com' },
}
const jo = { provider: 'apollo', name: 'Jo Bloggs', profile_url: 'https://www.linkedin.com/in/jobloggs' }
const joClaims = (source_row: number, place: number, subject: object) => [
  { ...row(source_row, place), ...jo, ...subject, title: 'Staff Engineer', company: 'Acme', domain: 'acme.com', location: 'Berlin, Germany', current: true, started_at: '2021-03-01T00:00:00.000Z' },
  { ...row(source_row, place + 1), ...jo, ...subject, title: 'Treasurer', company: 'Board Games e.V.', current: true, started_at: '2020-01-01T00:00:00.000Z' },
  { ...row(source_row, place + 2), ...jo, ...subject, title: 'Engineer', company: 'Globex', current: false, started_at: '2016-01-01T00:00:00.000Z', ended_at: '2021-02-28T00:00:00.000Z' },
]

test('Apollo: history becomes dated claims; a match that tells nothing and no match at all are ignored', async () => {
  const text = lines({ person: apolloPerson }, { person: null }, { person: { first_name: 'Al', name: 'Al', email_status: null } }, { login: 'octo', person: apolloPerson })
  const { import: record } = await session.imported('match.ndjson', text)
  expect(record).toMatchObject({ format: 'apollo-people', rows: { total: 4, taken: 2, rejected: 0, duplicates: 0, ignored: 2 } })
  expect(record.warnings).toEqual(['2 answers of Apollo people name neither an employer nor a profile (nobody was found, or nothing about them) and were ignored.'])
  expect(await claimsOf(session)).toEqual([...joClaims(1, 1, { login: 'jo-b' }), ...joClaims(4, 1, { login: 'octo' })])
  expect((await extrasOf(session))[0]).toMatchObject({ email_status: 'verified', extrapolated_email_confidence: 0.9, headline: 'Staff Engineer at Acme' })
})

test('Apollo: a bulk answer holds several people, places counted on', async () => {
  const byAddress = { ...apolloPerson, github_url: null }
  const { import: record } = await session.imported('bulk.json', JSON.stringify({ status: 'success', matches: [apolloPerson, null, byAddress], missing_records: 1 }))
  expect(record).toMatchObject({ format: 'apollo-people', rows: { total: 1, taken: 1 }, warnings: [] })
  expect(await claimsOf(session)).toEqual([...joClaims(1, 1, { login: 'jo-b' }), ...joClaims(1, 4, { email: 'jo@acme.com' })])
})

const clearbit = {
  id: 'c1', name: { fullName: 'Jo Bloggs', givenName: 'Jo', familyName: 'Bloggs' }, email: 'Jo@Acme.com', location: 'Berlin, DE', employment: { domain: 'acme.com', name: 'Acme', title: 'CTO', role: 'engineering' },
  github: { handle: 'jo-b', id: 583231, company: '@acme' }, linkedin: { handle: 'in/jobloggs' }, fuzzy: true, emailProvider: false,
}
const clearbitClaim = { provider: 'clearbit', name: 'Jo Bloggs', title: 'CTO', company: 'Acme', domain: 'acme.com', profile_url: 'https://www.linkedin.com/in/jobloggs', location: 'Berlin, DE', current: true }

test('Clearbit: alone or beside its company; the account outranks the address; fuzzy stays visible', async () => {
  const noGithub = { ...clearbit, github: { handle: null } }
  const text = lines(clearbit, { person: noGithub, company: { name: 'Acme' } }, { person: null, company: { name: 'Acme' } }, { error: { type: 'unknown_record' } })
  const { import: record } = await session.imported('clearbit.ndjson', text)
  expect(record).toMatchObject({ format: 'clearbit-person', rows: { total: 4, taken: 2, rejected: 0, duplicates: 0, ignored: 2 } })
  expect(await claimsOf(session)).toEqual([
    { ...row(1, 1), ...clearbitClaim, login: 'jo-b', github_id: 583231 },
    { ...row(2, 1), ...clearbitClaim, email: 'jo@acme.com' },
  ])
  expect(await extrasOf(session)).toEqual([clearbit, noGithub])
})

const crustdata = {
  linkedin_profile_url: 'https://www.linkedin.com/in/ACwAAA', linkedin_flagship_url: 'https://www.linkedin.com/in/jobloggs', name: 'Jo Bloggs', email: ['jo@acme.com', 'jo@home.org'], title: 'CTO', headline: 'CTO at Acme',
  skills: ['Go'],
  current_employers: [
    { employer_name: 'Acme', employee_title: 'CTO', start_date: '2021-03-01T00:00:00+00:00', end_date: null },
    { employer_name: 'Initech', employee_title: 'Advisor', start_date: '2022-01-01T00:00:00+00:00' },
  ],
  past_employers: [{ employer_name: 'Globex', employee_title: null, start_date: null, end_date: '2021-02-01T00:00:00+00:00' }],
}
const crustClaims = (source_row: number, subject: object) => {
  const said = { provider: 'crustdata', name: 'Jo Bloggs', profile_url: 'https://www.linkedin.com/in/jobloggs', ...subject }
  return [
    { ...row(source_row, 1), ...said, title: 'CTO', company: 'Acme', current: true, started_at: '2021-03-01T00:00:00.000Z' },
    { ...row(source_row, 2), ...said, title: 'Advisor', company: 'Initech', current: true, started_at: '2022-01-01T00:00:00.000Z' },
    { ...row(source_row, 3), ...said, company: 'Globex', current: false, ended_at: '2021-02-01T00:00:00.000Z' },
  ]
}

test('Crustdata: addresses as text or list, every employer a claim, as JSON or as a table with Python lists', async () => {
  const { import: record } = await session.imported('people.json', JSON.stringify([crustdata, { ...crustdata, email: 'other@acme.com', login: 'octo' }, { ...crustdata, email: null }]))
  expect(record).toMatchObject({ format: 'crustdata-people', rows: { total: 3, taken: 2, rejected: 1, duplicates: 0, ignored: 0 } })
  const python = (value: unknown) => `"${JSON.stringify(value).replaceAll('null', 'None').replaceAll('"', "'")}"`
  const table = `name,email,title,linkedin_flagship_url,current_employers,past_employers\nJo Bloggs,"['jo@acme.com', 'jo@home.org']",CTO,linkedin.com/in/jobloggs,${python(crustdata.current_employers)},${python(crustdata.past_employers)}\n`
  expect((await session.imported('people.csv', table)).import).toMatchObject({ format: 'crustdata-people', rows: { total: 1, taken: 1 }, warnings: [] })
  expect(await claimsOf(session)).toEqual([...crustClaims(1, { email: 'jo@acme.com' }), ...crustClaims(2, { login: 'octo' }), ...crustClaims(1, { email: 'jo@acme.com' })])
})

test('Proxycurl: dates of three parts, of which only the year is sure', async () => {
  const profile = {
    public_identifier: 'JoBloggs', full_name: 'Jo Bloggs', occupation: 'CTO at Acme', city: 'Berlin', country_full_name: 'Germany',
    experiences: [
      { company: 'Acme', title: 'CTO', starts_at: { year: 2021, month: 3, day: 1 }, ends_at: null },
      { company: 'Globex', title: 'Engineer', location: 'Bonn', starts_at: { year: 2016, month: null, day: null }, ends_at: { year: 2021, month: 2, day: null } },
    ],
  }
  const { import: record } = await session.imported('old.ndjson', lines({ login: 'octo', response: profile }, { response: { ...profile, full_name: null } }))
  expect(record).toMatchObject({ format: 'proxycurl', rows: { total: 2, taken: 1, rejected: 1, duplicates: 0, ignored: 0 } })
  const said = { provider: 'proxycurl', login: 'octo', name: 'Jo Bloggs', profile_url: 'https://www.linkedin.com/in/jobloggs' }
  expect(await claimsOf(session)).toEqual([
    { ...row(1, 1), ...said, title: 'CTO', company: 'Acme', location: 'Berlin, Germany', current: true, started_at: '2021-03-01T00:00:00.000Z' },
    { ...row(1, 2), ...said, title: 'Engineer', company: 'Globex', location: 'Bonn', current: false, started_at: '2016-01-01T00:00:00.000Z', ended_at: '2021-02-28T00:00:00.000Z' },
  ])
})

const found = { data: { first_name: 'Jo', last_name: 'Bloggs', email: 'Jo@Acme.com', score: 92, domain: 'acme.com', company: 'Acme', position: 'CTO', linkedin_url: null, sources: [{ uri: 'http://x' }], verification: { status: 'valid' } }, meta: { params: { domain: 'acme.com' } } }
const verified = (status: string, email: string, more: object = {}) => ({ data: { status, result: 'deliverable', score: 97, email, regexp: true, gibberish: false, disposable: false, webmail: false, mx_records: true, smtp_check: true, accept_all: false, sources: [], ...more }, meta: { params: { email } } })

test('Hunter: a found address is a claim with its score; a verified one says only whose mail its domain takes', async () => {
  const nothing = { data: { first_name: 'Al', last_name: null, email: null, score: null, domain: 'acme.com', position: null }, meta: {} }
  const text = lines(found, nothing, verified('valid', 'al@globex.com'), verified('invalid', 'bo@globex.com'), verified('accept_all', 'cy@globex.com'), verified('valid', 'di@gmail.com', { webmail: true }), { ...found, login: 'octo' })
  const { import: record } = await session.imported('hunter.ndjson', text)
  expect(record).toMatchObject({ format: 'hunter', rows: { total: 7, taken: 3, rejected: 0, duplicates: 0, ignored: 4 } })
  const claim = { provider: 'hunter', name: 'Jo Bloggs', title: 'CTO', company: 'Acme', domain: 'acme.com', confidence: 0.92, current: true }
  expect(await claimsOf(session)).toEqual([
    { ...row(1, 1), ...claim, email: 'jo@acme.com' },
    { ...row(3, 1), provider: 'hunter-verifier', email: 'al@globex.com', domain: 'globex.com', current: true },
    { ...row(7, 1), ...claim, login: 'octo' },
  ])
})

test.each([
  ['match.ndjson', lines({ person: apolloPerson }, { person: null }, { person: apolloPerson })],
  ['clearbit.json', JSON.stringify([clearbit])],
  ['crustdata.json', JSON.stringify(crustdata, null, 1)],
  ['hunter.json', JSON.stringify(found)],
])('%s: the same file changes nothing and undo leaves no trace', (name, text) => againAndUndo(session, name, text))

test('two records that fill equal rows are one, however many rows; one that adds a job is another', async () => {
  const more = { ...apolloPerson, employment_history: [...apolloPerson.employment_history, { organization_name: 'Initech', title: null, start_date: null, end_date: null, current: false }] }
  const { import: record } = await session.imported('match.ndjson', lines({ person: apolloPerson }, { person: more }, { person: apolloPerson }))
  expect(record.rows).toEqual({ total: 3, taken: 2, rejected: 0, duplicates: 1, ignored: 0 })
  expect(await rows(session.opened.reader, 'SELECT source_row, count(*) AS claims FROM evidence.claims GROUP BY ALL ORDER BY 1')).toEqual([{ source_row: 2, claims: 4 }, { source_row: 3, claims: 3 }])
})
