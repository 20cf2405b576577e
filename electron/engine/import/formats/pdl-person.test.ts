import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { againAndUndo } from '../again-and-undo.test-support.ts'
import { claimsOf, extrasOf, lines } from '../claims/claims.test-support.ts'
import { type TestSession, testSession } from '../session.test-support.ts'
import { undoImport } from '../undo-import.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const experience = [
  { company: { name: 'acme corp', website: 'acme.com' }, title: { name: 'cto' }, start_date: '2019-05', end_date: null, is_primary: true },
  { company: { name: 'globex', website: 'www.globex.com' }, title: { name: "site reliability o'engineer" }, start_date: '2015', end_date: '2019-02', is_primary: false },
  { company: { name: 'initech' }, title: null, start_date: null, end_date: '2014', is_primary: false },
  { company: null, title: null, start_date: '2001', end_date: '2002', is_primary: false },
]
const person = {
  id: 'p1', full_name: 'alex demo', linkedin_url: 'linkedin.com/in/alexdemo', github_url: 'github.com/alexd', work_email: 'alex@acme.com', job_title: 'cto', job_company_name: 'acme corp',
  job_company_website: 'acme.com', job_start_date: '2019-05', location_name: 'berlin, germany', experience, education: [{ school: 'x' }],
}
const answer = { status: 200, likelihood: 8, data: person }
const common = { provider: 'pdl', login: 'alexd', name: 'alex demo', profile_url: 'https://www.linkedin.com/in/alexdemo', confidence: 0.984 }
const claims = (source_row: number, subject: Record<string, unknown> = {}) => [
  { ...common, ...subject, source_row, place: 1, title: 'cto', company: 'acme corp', domain: 'acme.com', location: 'berlin, germany', current: true, started_at: '2019-05-01T00:00:00.000Z' },
  { ...common, ...subject, source_row, place: 2, title: "site reliability o'engineer", company: 'globex', domain: 'globex.com', current: false, started_at: '2015-01-01T00:00:00.000Z', ended_at: '2019-02-28T00:00:00.000Z' },
  { ...common, ...subject, source_row, place: 3, company: 'initech', current: false, ended_at: '2014-12-31T00:00:00.000Z' },
]
/** What every claim of an answer has but for the subject. */
const without = (subject: string, list: Record<string, unknown>[]) => list.map((claim) => Object.fromEntries(Object.entries(claim).filter(([key]) => key !== subject)))

const golden = '{"status":200,"likelihood":8,"data":{"full_name":"alex demo","linkedin_url":"linkedin.com/in/alexdemo","job_company_name":"acme corp","job_company_website":"acme.com"}}'
const notFound = { status: 404, error: { type: 'not_found', message: 'No records were found matching your request' } }

test('one answer is the current job and every earlier one, in lower case as given', async () => {
  const { import: record } = await session.imported('answer.json', JSON.stringify(answer, null, 2))
  expect(record).toMatchObject({ format: 'pdl-person', rows: { total: 1, taken: 1, rejected: 0, duplicates: 0, ignored: 0 }, warnings: [] })
  expect(await claimsOf(session)).toEqual(claims(1))
  expect(await extrasOf(session)).toEqual([Object.fromEntries(Object.entries(person).filter(([key]) => key !== 'experience' && key !== 'education'))])
})

test('an answer that names no account and no address is rejected with the remedy', async () => {
  const { import: record } = await session.imported('golden.json', `${golden}\n`)
  expect(record.rows).toEqual({ total: 1, taken: 0, rejected: 1, duplicates: 0, ignored: 0 })
  expect(await rows(session.opened.reader, 'SELECT line_number, column_name, reason FROM ops.rejects')).toEqual([
    {
      line_number: 1,
      column_name: 'login',
      reason: 'The answer does not say whom it is about: no GitHub account and no e-mail address. Keep a column login, github_id, email or bandstand_id of what was asked beside each answer, and import the file again.',
    },
  ])
})

const asked: [string, Record<string, unknown>, Record<string, unknown>][] = [
  ['a login beside it', { ...answer, login: 'octo' }, { login: 'octo' }],
  ['a numeric id beside it', { ...answer, github_id: 583231 }, { github_id: 583231 }],
  ['the address asked for', { ...answer, params: { email: 'Jo@Acme.com' } }, { email: 'jo@acme.com' }],
  ['the profile asked for', { ...answer, params: { profile: ['https://github.com/Octo'] } }, { login: 'Octo' }],
  ['the metadata of a bulk request', { ...answer, metadata: { bandstand_id: 'github:583231' } }, { github_id: 583231 }],
  ['the answer kept under a name', { login: 'octo', response: answer }, { login: 'octo' }],
  ['the address beside the answer kept under a name', { email: 'jo@acme.com', response: answer }, { email: 'jo@acme.com' }],
]
test.each(asked)('whom a claim is about is what was asked: %s', async (_, record, subject) => {
  await session.imported('asked.json', JSON.stringify([record]))
  expect(await claimsOf(session)).toEqual(without('login', claims(1)).map((claim) => ({ ...claim, ...subject })))
})

test('a list of answers: no match is ignored, a repeated answer a duplicate, a broken line rejected alone', async () => {
  const other = { ...answer, likelihood: 2, data: { ...person, github_url: null, experience: null } }
  const text = `${lines(answer, notFound, other, answer, { ...answer, data: null })}{"status":200,"data"\n`
  const { import: record } = await session.imported('answers.ndjson', text)
  expect(record.rows).toEqual({ total: 6, taken: 2, rejected: 1, duplicates: 1, ignored: 2 })
  expect(record.warnings).toEqual([
    '1 of 6 records was rejected; the rejects say why, with line numbers.',
    '2 answers of People Data Labs name neither an employer nor a profile (nobody was found, or nothing about them) and were ignored.',
  ])
  // The last of two equal answers stays.
  expect(await claimsOf(session)).toEqual([...without('login', claims(3).slice(0, 1)).map((claim) => ({ ...claim, email: 'alex@acme.com', confidence: 0.2 })), ...claims(4)])
})

test('a search answers with many people at once; those nobody can place are left out and counted', async () => {
  const { import: record } = await session.imported('search.json', JSON.stringify({ status: 200, total: 2, data: [person, { ...person, github_url: null, work_email: true, experience: [] }] }))
  expect(record.rows).toEqual({ total: 1, taken: 1, rejected: 0, duplicates: 0, ignored: 0 })
  expect(record.warnings).toEqual(['1 record holds answers about people without a GitHub account and an e-mail address beside others; those answers were left out.'])
  expect(await claimsOf(session)).toEqual(without('confidence', claims(1)))
})

test('a flat table says the same, lists written as Python writes them included', async () => {
  const python = `[{'company': {'name': 'acme corp', 'website': 'acme.com'}, 'title': {'name': 'cto'}, 'start_date': '2019-05', 'end_date': None, 'is_primary': True}, {'company': {'name': 'globex', 'website': 'www.globex.com'}, 'title': {'name': "site reliability o'engineer"}, 'start_date': '2015', 'end_date': '2019-02', 'is_primary': False}, {'company': {'name': 'initech'}, 'title': None, 'start_date': None, 'end_date': '2014', 'is_primary': False}]`
  const cells = ['alex demo', 'linkedin.com/in/alexdemo', 'github.com/alexd', 'cto', 'acme corp', 'acme.com', '2019-05', 'berlin, germany', '8']
  const table = (list: string) => `full_name,linkedin_url,github_url,job_title,job_company_name,job_company_website,job_start_date,location_name,likelihood,experience\n${[...cells, list].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`
  for (const list of [python, JSON.stringify(experience)]) {
    const { import: record } = await session.imported('flat.csv', table(list))
    expect(record).toMatchObject({ format: 'pdl-person', rows: { total: 1, taken: 1 }, warnings: [] })
    expect(await claimsOf(session)).toEqual(claims(1))
    await undoImport(session, record.importId, new AbortController().signal)
  }
  const { import: broken } = await session.imported('flat.csv', table('[{oops'))
  expect(broken.warnings).toEqual(['1 cell of “experience” is no readable list and was left out.'])
  expect(await claimsOf(session)).toEqual(claims(1).slice(0, 1))
})

test('the same file changes nothing and undo leaves no trace', () => againAndUndo(session, 'answers.ndjson', lines(answer, notFound)))
