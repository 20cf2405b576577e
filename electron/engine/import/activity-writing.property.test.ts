import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plainLines, spelled, spelling } from './json-writings.test-support.ts'
import { type TestSession, testSession } from './session.test-support.ts'
import { joinsOf, outcomeOf, plainly, type Table, writing, written } from './writings.test-support.ts'

let session: TestSession
beforeAll(async () => {
  session = await testSession()
})
afterAll(() => session.dispose())

const noon = '2025-03-01T12:00:00Z'
const whole = JSON.stringify({ name: 'Jo Bloggs', organization: { name: 'Initech' }, title: 'Advisor', linkedin_url: 'linkedin.com/in/jobloggs' })
const tables: Readonly<Record<string, Table>> = {
  'email-engagement': [
    ['timestamp', 'email', 'event', 'campaign', 'id'],
    [noon, 'Zoë@Müller.de', 'Email opened', 'Größe; "A|B"', 'e1'], [noon, 'Zoë@Müller.de', 'Email opened', 'Größe; "A|B"', 'e1'], ['31/12/2024 10:00', 'jo@acme.com', 'Unsubscribed', '', 'e2'],
    [noon, 'jo@acme.com', 'delivered', '', 'e3'], ['later', 'jo@acme.com', 'sent', '', 'e4'], [noon, '', 'sent', '', 'e5'],
  ],
  'pypi-downloads': [
    ['timestamp', 'project', 'country_code', 'details.installer.name', 'num_downloads'],
    ['2024-01-01 10:00:00 UTC', 'acme-sdk', 'DE', 'pip', '1,200'], ['2024-01-01 10:00:00 UTC', 'acme-sdk', 'DE', 'pip', '1,200'], ['2024-01-02', 'acme-sdk', 'US', 'bandersnatch', '7'],
    ['noon', 'acme-sdk', 'US', 'pip', '1'], ['2024-01-02', '', 'US', 'pip', '1'], ['2024-01-02', 'acme-sdk', 'US', 'pip', 'many'],
  ],
  'apollo-contacts': [
    ['First Name', 'Last Name', 'Title', 'Company Name', 'Email', 'Email Status', 'Seniority', 'Departments', '# Employees', 'Industry', 'Keywords', 'Person Linkedin Url', 'Website', 'Company Linkedin Url', 'City', 'State'],
    ['Zoë', 'Müller', 'CTO', 'Acme; Söhne', 'zoe@acme.com', 'Verified', 'C suite', '', '120', 'software', 'a|b', 'http://www.linkedin.com/in/Zoe', 'https://www.acme.com', '', 'Köln', ''],
    ['No', 'Address', 'CTO', 'Acme', '', '', '', '', '', '', '', '', '', '', '', ''], ['Knows', 'Nothing', '', '', 'kn@x.co', '', '', '', '', '', '', '', '', '', '', ''],
  ],
  clay: [
    ['bandstand_id', 'Full Name', 'PDL Company', 'PDL Job Title', 'Apollo Title', 'Apollo Company', 'Enrich Person'],
    ['github:583231', 'Jo Bloggs', 'acme corp', 'cto', 'CTO', 'Äcme', whole], ['login:octo', 'Octo Cat', '', '', '', '', 'found'], ['', 'Nobody', 'acme', '', '', '', ''],
  ],
  'reo-developers': [
    ['name', 'email', 'title', 'linkedin', 'github', 'first_seen', 'last_seen', 'signal_strength', 'activity_score'],
    ['Zoë', 'zoe@acme.com', 'CTO', 'linkedin.com/in/zoe', 'https://github.com/zoe-b', '2025-01-01', '2025-02-01', 'high', '92'], ['Nobody', '', '', '', '', '', '', '', ''],
  ],
}

test.each(Object.entries(tables))('%s: any order of columns, further columns, delimiter, line end and encoding give the same tables', { timeout: 120_000 }, async (format, table) => {
  const plain = await outcomeOf(session, { name: 'plain.csv', content: written(table, plainly) })
  expect(await joinsOf(session, { name: 'plain.csv', content: written(table, plainly) })).toEqual([])
  expect(plain).toMatchObject({ format, rows: { total: table.length - 1 } })
  expect(plain.rows.taken).toBeGreaterThan(0)
  await fc.assert(
    fc.asyncProperty(writing, async (how) => {
      expect(await outcomeOf(session, { name: 'export.csv', content: written(table, how) }, how)).toEqual(plain)
    }),
    { numRuns: 8 },
  )
})

const apolloPerson = { first_name: 'Jo', name: 'Jo Bloggs', github_url: 'https://github.com/jo-b', email: 'jo@acme.com', city: 'Köln', employment_history: [{ organization_name: 'Acme 漢', title: 'CTO', start_date: '2021-03-01', end_date: null, current: true }], organization: { name: 'Acme 漢', primary_domain: 'acme.com' } }
const pdl = { status: 200, likelihood: 8, data: { full_name: 'alex', linkedin_url: 'linkedin.com/in/alex', github_url: 'github.com/alexd', job_title: 'cto', job_company_name: 'acme', job_company_website: 'acme.com', job_start_date: '2019-05' } }
const crustdata = { linkedin_profile_url: 'https://www.linkedin.com/in/jo', name: 'Jo', email: ['jo@acme.com'], title: 'CTO', current_employers: [{ employer_name: 'Acme', employee_title: 'CTO', start_date: '2021-03-01T00:00:00+00:00', end_date: null }], past_employers: [] }
const hunterFound = { data: { first_name: 'Jo', last_name: 'Bloggs', email: 'Jo@Acme.com', score: 92, domain: 'acme.com', company: 'Acme 漢', position: 'CTO', linkedin_url: null, sources: [{ uri: 'http://x' }] }, meta: { params: { domain: 'acme.com' } } }
const hunterVerified = (status: string) => ({ data: { status, score: 97, email: 'al@globex.com', gibberish: false, disposable: false, webmail: false, mx_records: true, smtp_check: true }, meta: { params: { email: 'al@globex.com' } } })
const proxycurl = {
  public_identifier: 'JoBloggs', full_name: 'Jo Bloggs', occupation: 'CTO at Acme', city: 'Köln', country_full_name: 'Germany', extra: { github_profile_id: 'octo' }, personal_emails: ['jo@home.net'],
  experiences: [{ company: 'Acme 漢', title: 'CTO', starts_at: { day: 1, month: 3, year: 2021 }, ends_at: null }, { company: 'Globex', title: 'Engineer', location: 'Bonn', starts_at: { day: null, month: null, year: 2016 }, ends_at: { day: 28, month: 2, year: 2021 } }],
}
const objects: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  'npm-downloads': [
    { downloads: [{ day: '2024-01-01', downloads: 3 }, { day: '2024-01-02', downloads: 0 }], start: '2024-01-01', end: '2024-01-02', package: '@acme/sdk' }, { downloads: 70, start: '2024-01-01', end: '2024-01-07', package: 'left-pad' },
    { downloads: [{ day: 'soon', downloads: 1 }], start: '2024-01-01', end: '2024-01-02', package: 'b' }, { error: 'package nosuch not found' },
  ],
  'pypi-downloads': [
    { data: [{ category: 'without_mirrors', date: '2024-01-01', downloads: 5 }, { category: 'with_mirrors', date: '2024-01-01', downloads: 9 }], package: 'acme-sdk', type: 'overall_downloads' },
    { data: { last_day: 1 }, package: 'acme-sdk', type: 'recent_downloads' }, { data: [{ category: 'x', date: 'soon', downloads: 5 }], package: 'b', type: 'overall_downloads' },
  ],
  'email-engagement': ['OPEN', 'SENT', 'DELIVERED', 'CLICK'].map((type, index) => ({ appId: 1, created: 1_740_830_400_000 + index, emailCampaignId: 77, id: `${type}1`, recipient: type === 'CLICK' ? '' : 'Jo@Acme.com', type, portalId: 2 })),
  'apollo-people': [{ person: apolloPerson }, { person: null }, { person: apolloPerson }, { person: { ...apolloPerson, github_url: null, email: null } }],
  'pdl-person': [pdl, { status: 404, error: { type: 'not_found' } }, { ...pdl, data: { ...pdl.data, github_url: null, linkedin_url: null } }],
  'crustdata-people': [crustdata, { ...crustdata, email: null }, { ...crustdata, email: 'al@acme.com', current_employers: [], title: null }],
  hunter: [hunterFound, hunterVerified('valid'), hunterVerified('invalid'), { ...hunterFound, data: { ...hunterFound.data, email: null } }],
  proxycurl: [proxycurl, { ...proxycurl, public_identifier: 'al', extra: null, personal_emails: [] }, { code: 404, description: 'Person profile does not exist' }],
  'clearbit-person': [
    { id: 'c1', name: { fullName: 'Jo' }, email: 'jo@acme.com', location: 'Köln', employment: { domain: 'acme.com', name: 'Acme', title: 'CTO' }, github: { handle: 'jo-b', id: 7 }, linkedin: { handle: 'in/jo' }, fuzzy: true },
    { id: 'c2', name: { fullName: 'Al' }, email: null, employment: { name: 'Acme' }, github: { handle: null }, linkedin: { handle: null }, fuzzy: false }, { error: { type: 'unknown_record' } },
  ],
}

test.each(Object.entries(objects))('%s: any order of keys, further keys, arrays or lines, encoding and packing give the same tables', { timeout: 120_000 }, async (format, records) => {
  const { rejects: expected, ...plain } = await outcomeOf(session, { name: 'plain.ndjson', content: spelled(records, plainLines) })
  expect(await joinsOf(session, { name: 'plain.ndjson', content: spelled(records, plainLines) })).toEqual([])
  expect(plain).toMatchObject({ format, rows: { total: records.length } })
  expect(plain.rows.taken).toBeGreaterThan(0)
  const reasons = (rejects: typeof expected) => rejects.map((reject) => ({ ...(reject as Record<string, unknown>), line_number: null }))
  await fc.assert(
    fc.asyncProperty(spelling, async (how) => {
      const { rejects, ...found } = await outcomeOf(session, { name: 'answers.json', content: spelled(records, how) }, how)
      expect(found).toEqual(plain)
      expect(reasons(rejects)).toEqual(reasons(expected))
    }),
    { numRuns: 8 },
  )
})
