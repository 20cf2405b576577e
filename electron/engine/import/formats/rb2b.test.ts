import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { againAndUndo } from '../again-and-undo.test-support.ts'
import { type TestSession, testSession } from '../session.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const events = () => rows(session.opened.reader, 'SELECT source_row, source_event_id, source, target, occurred_at, login, email, domain, company, quantity FROM dev.events ORDER BY import_id, source_row')

const header =
  'LinkedInUrl,FirstName,LastName,Title,WorkEmail,CompanyName,Website,Industry,EstimatedEmployeeCount,EstimateRevenue,City,State,Zipcode,TwitterUrl,FacebookUrl,AllTimePageViews,LastSeenAt,FirstSeenAt,NewProfile,MostRecentReferrer,RecentPageCount,RecentPageUrls,Tags,FilterMatches,ProfileType'
interface Visit {
  email?: string
  company?: string
  website?: string
  seen?: string
  pages?: string
  urls?: string
  kind?: string
}
const visit = ({ email = 'Jo@Acme.com', company = '"Acme, Inc."', website = 'https://www.acme.com/', seen = '2025-03-01T12:00:00Z', pages = '3', urls = '"[""https://docs.own.dev/start"",""https://own.dev/pricing""]"', kind = 'Person' }: Visit): string =>
  `https://www.linkedin.com/in/jo,Jo,Bloggs,CTO,${email},${company},${website},Software,11-50,$1M,Austin,TX,73301,,,9,${seen},2025-02-01T00:00:00Z,true,google.com,${pages},${urls},,,${kind}`
const file = (...visits: Visit[]): string => [header, ...visits.map(visit), ''].join('\r\n')

const person = { source_event_id: null, source: 'web_visit', target: 'docs.own.dev', occurred_at: '2025-03-01T12:00:00.000Z', login: null, email: 'jo@acme.com', domain: 'www.acme.com', company: 'Acme, Inc.', quantity: 3 }
const mixed = file(
  {},
  { kind: 'Company', pages: '', urls: '' },
  { email: 'n/a', website: '', pages: '0', urls: 'https://own.dev/a' },
  { seen: '', pages: 'many' },
  { email: '', company: '', website: '' },
  { seen: 'last week' },
  { kind: 'Company', company: '', website: '' },
)

test('every row is one visit when last seen; a company profile names no person', async () => {
  const { import: record } = await session.imported('rb2b.csv', mixed, { settings: { collected: '2025-03-02' } })
  expect(record).toMatchObject({ format: 'rb2b', rows: { total: 7, taken: 4, rejected: 3, duplicates: 0, ignored: 0 } })
  expect(await events()).toEqual([
    { ...person, source_row: 1 },
    { ...person, source_row: 2, email: null, target: null, quantity: 1 },
    { ...person, source_row: 3, email: null, domain: null, target: 'own.dev', quantity: 1 },
    { ...person, source_row: 4, occurred_at: null, quantity: 1 },
  ])
  expect(record.warnings.slice(1)).toEqual([
    '1 visit has an unreadable number of pages and counts as one page.',
    '1 of 4 events have no time; they count as of 2025-03-02, the day the file was collected, and never for the lifecycle.',
  ])
  expect(await rows(session.opened.reader, 'SELECT line_number, column_name, reason FROM ops.rejects ORDER BY 1')).toEqual([
    { line_number: 6, column_name: 'WorkEmail', reason: 'The row names no work e-mail address and no company.' },
    { line_number: 7, column_name: 'LastSeenAt', reason: 'The time of the visit cannot be read.' },
    { line_number: 8, column_name: 'WorkEmail', reason: 'The row names no work e-mail address and no company.' },
  ])
})

test('slashed times are read in the order the file shows, or asked for', async () => {
  await session.imported('visits.csv', file({ seen: '03/25/2025 14:30' }, { seen: '03/04/2025 14:30' }))
  expect((await events()).map((event) => (event as { occurred_at: string }).occurred_at)).toEqual(['2025-03-25T14:30:00.000Z', '2025-03-04T14:30:00.000Z'])
  await expect(session.imported('unclear.csv', file({ seen: '03/04/2025 14:30' }))).rejects.toMatchObject({ code: 'needs_setting', detail: { key: 'dates' } })
})

test('the same file changes nothing and undo leaves no trace', () => againAndUndo(session, 'rb2b.csv', mixed))
