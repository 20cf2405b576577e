import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportSettings } from '../../../shared/contract-import.ts'
import { plainLines, spelled, spelling } from './json-writings.test-support.ts'
import { type TestSession, testSession } from './session.test-support.ts'
import { joinsOf, outcomeOf, plainly, type Table, writing, written } from './writings.test-support.ts'

let session: TestSession
beforeAll(async () => {
  session = await testSession()
})
afterAll(() => session.dispose())

const noon = '2025-03-01T12:00:00Z'
const sha = (digit: string): string => digit.repeat(40)
const collected = { collected: '2025-06-01' }

const tables: Readonly<Record<string, { table: Table; settings?: ImportSettings }>> = {
  'hubspot-companies': { table: [
    ['Record ID', 'Company name', 'Company Domain Name', 'Lifecycle Stage', 'Create Date', 'Became a Lead Date', 'Associated Contact IDs'],
    ['9876543210', 'Müller; "Söhne"', 'mueller.de', 'Marketing Qualified Lead', '31/12/2024', '2025-01-03', '111;222'], ['9876543211', 'Acme', '', 'Nurture', '01/02/2025', '', ''], ['9876543211', 'Acme', '', 'Nurture', '01/02/2025', '', ''], ['1.2E+11', 'Gone', '', '', '', '', ''],
  ] },
  'salesforce-accounts': { table: [
    ['Account ID', 'Account Name', 'Website', 'Stage', 'Type'], ['0015g00000AbCdE', 'Ácme | Söhne', 'acme.com', 'Closed Won', ''], ['0015g00000AbCde', 'Other', '', 'Prospecting', ''], ['not an id', 'Bad', '', '', ''],
  ] },
  'salesforce-leads': { table: [
    ['Id', 'FirstName', 'LastName', 'Company', 'Email', 'Status', 'IsConverted', 'ConvertedAccountId', 'CreatedDate', 'IsDeleted'],
    ['00Q5g00000AbCdE', 'Zoë', 'B', 'Acme; Inc.', 'zoe@acme.com', 'Working - Contacted', 'true', '0015g00000AbCdE', '2024-05-06T07:08:09.000Z', 'false'], ['00Q5g00000AbCdF', '', 'Gone', '', '', '', 'false', '', '', 'true'], ['x', '', 'Bad', '', '', '', '', '', '', 'false'],
  ] },
  'pipedrive-organizations': { table: [
    ['Organization - ID', 'Organization - Name', 'Organization - Address', 'Organization - Won deals', 'Organization - Open deals'], ['1', 'Größe; Co', 'Köln', '2', '0'], ['2', 'Beta', '', '0', '1'], ['', '', '', '', ''].map((cell, index) => (index === 1 ? cell : cell || 'x')),
  ] },
  accounts: { table: [
    ['record_id', 'name', 'domain', 'stage', 'owner', 'employees', 'created_at', 'customer_at'], ['a1', 'Müller "&" Co', 'mueller.de', 'Customer', 'Zoë', '1,200', '31/12/2024', '2025-01-01'], ['a2', 'Beta', '', 'Nurture', '', 'many', '', ''], ['', '', '', 'Lead', '', '', '', ''],
  ] },
  events: { table: [
    ['occurred_at', 'source', 'login', 'email', 'domain', 'company', 'target', 'quantity'], [noon, 'docs_view', 'octo', '', '', 'Äcme; Inc.', '/a', '2'], ['31/12/2024 10:00', 'product_usage', '', 'Zoe@Acme.com', '', '', '', ''], [noon, 'docs_view', '', '', '', '', '/a', '1'], [noon, 'nothing known', 'octo', '', '', '', '', '1'],
  ] },
  scarf: { table: [
    ['id', 'type', 'package', 'version', 'time', 'origin_connection_type', 'origin_company', 'origin_domain', 'dnt', 'confidence'],
    ['a1', 'binary-download', 'acme/sdk', '1.2', noon, 'business', 'Acme; "Söhne"', 'Acme.com', 'false', '0.9'], ['a1', 'binary-download', 'acme/sdk', '1.2', noon, 'business', 'Acme; "Söhne"', 'Acme.com', 'false', '0.9'], ['a2', 'pixel-fetch', 'acme/sdk', '', noon, 'business', 'Globex', '', 'false', ''],
    ['a3', 'binary-download', 'acme/sdk', '', noon, 'business', 'Gone', 'gone.co', 'true', ''], ['a4', 'binary-download', 'acme/sdk', '', noon, 'isp', 'Telco', 'telco.net', 'false', ''], ['a5', 'binary-download', 'acme/sdk', '', 'noon', 'business', 'Acme', 'acme.com', 'false', ''],
  ] },
  rb2b: { table: [
    ['LinkedInUrl', 'FirstName', 'LastName', 'Title', 'WorkEmail', 'CompanyName', 'Website', 'AllTimePageViews', 'LastSeenAt', 'FirstSeenAt', 'RecentPageCount', 'RecentPageUrls', 'ProfileType'],
    ['https://www.linkedin.com/in/jo', 'Zoë', 'Müller', 'CTO', 'Zoe@Acme.com', 'Acme, Inc.', 'https://www.acme.com/', '9', noon, noon, '3', '["https://docs.own.dev/start","https://own.dev/pricing"]', 'Person'], ['', '', '', '', '', 'Globex', 'globex.co', '', noon, '', '', '', 'Company'], ['', '', '', '', '', 'Late', 'late.co', '', 'later', '', '', '', 'Company'], ['', 'No', 'Body', '', '', '', '', '', noon, '', '', '', 'Person'],
  ] },
  'company-visits': { settings: collected, table: [
    ['Company', 'Website', 'Industry', 'Last visit', 'Page views', 'Landing page'], ['Ácme', 'https://acme.com/de', 'Software', '25/03/2025 14:30', '1,200', '/a|b'], ['Globex', '', '', noon, '', '/pricing'], ['', '', '', noon, '3', ''], ['Acme', 'acme.com', '', 'some day', '3', ''],
  ] },
  'docs-analytics': { settings: collected, table: [
    ['timestamp', 'email', 'login', 'domain', 'url', 'action'], [noon, 'Zoë@Acme.com', '', '', 'https://docs.own.dev/Größe', 'PAGE_VISIT'], [noon, '', '@octo', '', '/a', 'suggest_edit'], ['1736071200', '', '', 'Globex.co', '/a', 'COPY_COMMAND'], ['yesterday', 'jo@acme.com', '', '', '/a', 'view'], [noon, '', '', '', '/a', 'view'],
  ] },
  dependents: { settings: { ...collected, package: '@acme/sdk' }, table: [['owner', 'repo', 'stars', 'forks'], ['Octo', 'app', '12', '3'], ['globex', 'site.js', '0', '0'], ['Octo', 'app', '12', '3'], ['', 'app', '1', '1']] },
  'discord-messages': { settings: { target: '#help' }, table: [
    ['AuthorID', 'Author', 'Date', 'Content', 'Attachments', 'Reactions'], ['8812', 'Zoë#0000', '2024-01-05T16:12:41.4820000+01:00', 'Größe,\nsecond; line', '', ''], ['8813', 'ann', 'noon', 'x', '', ''], ['', 'Deleted User', '2024-01-06T10:00:01.0000000+00:00', 'x', '', ''],
  ] },
  'git-log': { settings: { repo: 'acme/sdk' }, table: [
    ['hash', 'author_name', 'author_email', 'date', 'subject'], [sha('a'), 'Zoë', 'Zoe@Acme.com', '2024-03-01 12:00:00 +0100', 'Say "hello"; twice'], [sha('b'), 'Mona', '7+mona@users.noreply.github.com', 'Sat Mar 2 09:30:00 2024 +0000', 'x'], [sha('a'), 'Zoë', 'Zoe@Acme.com', '2024-03-01 12:00:00 +0100', 'Say "hello"; twice'], [sha('c'), 'Late', 'l@a.co', 'late', 'x'],
  ] },
}

test.each(Object.entries(tables))('%s: any order of columns, further columns, delimiter, line end and encoding give the same tables', { timeout: 120_000 }, async (format, { table, settings = {} }) => {
  const plain = await outcomeOf(session, { name: 'plain.csv', content: written(table, plainly) }, { settings })
  expect(await joinsOf(session, { name: 'plain.csv', content: written(table, plainly) }, settings)).toEqual([])
  expect(plain).toMatchObject({ format, rows: { total: table.length - 1 } })
  expect(plain.rows.taken).toBeGreaterThan(0)
  await fc.assert(
    fc.asyncProperty(writing, async (how) => {
      expect(await outcomeOf(session, { name: 'export.csv', content: written(table, how) }, { ...how, settings })).toEqual(plain)
    }),
    { numRuns: 4 },
  )
})

const user = { login: 'octo', id: 583_231, avatar_url: 'y', type: 'User' }
const commit = (digit: string, author: unknown, email: string | null) => ({
  sha: sha(digit), url: `https://api.github.com/repos/Acme/SDK/commits/${sha(digit)}`, commit: { author: { name: 'Zoë', email, date: '2024-03-01T12:00:00Z' }, committer: { name: 'GitHub', email: 'noreply@github.com', date: '2024-03-02T08:00:00Z' }, message: 'Größe' }, author, parents: [],
})
const hit = { name: 'package.json', path: 'web/größe.json', sha: sha('a'), html_url: 'x', repository: { id: 9, full_name: 'Octo/App', owner: user, fork: false }, score: 1 }
const archived = (id: string, type: string, payload: unknown, created_at: unknown = '2025-01-01T00:00:00Z') => ({ id, type, actor: user, repo: { id: 9, name: 'acme/sdk' }, payload, public: true, created_at })
const bill = (name: string) => ({ SPDXID: 'SPDXRef-DOCUMENT', spdxVersion: 'SPDX-2.3', creationInfo: { created: '2024-03-01T12:00:00Z' }, name, packages: [{ name: 'x', SPDXID: 'a', versionInfo: '1', externalRefs: [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: 'pkg:npm/%40acme/sdk@2.0.1' }] }] })

const objects: Readonly<Record<string, { records: readonly Record<string, unknown>[]; settings?: ImportSettings }>> = {
  'github-stargazers': { settings: { ...collected, repo: 'acme/sdk' }, records: [{ starred_at: noon, user }, { starred_at: noon, user }, { starred_at: '2025-03-02T12:00:00Z', user: { ...user, login: 'renamed' } }, { starred_at: noon, user: { type: 'User' } }] },
  'github-forks': { settings: { repo: 'acme/sdk' }, records: [{ id: 1, name: 'sdk', full_name: 'octo/sdk', fork: true, owner: user, forks_count: 0, created_at: noon, pushed_at: noon }, { id: 2, full_name: 'globex/sdk', fork: true, owner: { login: 'globex', id: 7, type: 'Organization' }, created_at: noon }, { id: 3, full_name: 'x/sdk', fork: true, owner: { login: null, id: null, type: 'User' }, created_at: noon }] },
  'github-contributors': { settings: { ...collected, repo: 'acme/sdk' }, records: [{ ...user, contributions: 120 }, { email: 'Zoë@Globex.co', name: 'Zoë', type: 'Anonymous', contributions: 3 }, { type: 'Anonymous', contributions: 1 }] },
  'github-commits': { records: [commit('a', user, 'Octo@Acme.com'), commit('b', null, 'zoë@globex.co'), commit('c', {}, '7+mona@users.noreply.github.com'), commit('a', user, 'Octo@Acme.com'), commit('d', null, null)] },
  'github-profiles': { records: [{ ...user, name: 'Zoë', company: '@acme, ex-Foo', blog: '', location: 'Köln', email: null, bio: null, followers: 3, public_repos: 2, created_at: noon }, { ...user, id: 2, login: 'al', company: 'freelance', followers: 0 }] },
  'github-code-search': { settings: { ...collected, package: '@acme/sdk' }, records: [hit, { ...hit, path: 'b' }, hit, { ...hit, repository: null }] },
  'github-sbom': { settings: { ...collected, package: '@acme/sdk' }, records: [{ sbom: bill('com.github.Octo/App') }, { sbom: { ...bill('com.github.globex/b'), packages: [] } }, { sbom: bill('nowhere') }] },
  'gh-archive': { records: [
    archived('1', 'WatchEvent', { action: 'started' }), archived('2', 'PushEvent', { push_id: 3, ref: 'refs/heads/größe', head: 'c0', before: 'b0', repository_id: 9 }), archived('1', 'WatchEvent', { action: 'started' }), archived('3', 'GollumEvent', {}), archived('4', 'WatchEvent', JSON.stringify({ action: 'started' })), archived('5', 'ForkEvent', { forkee: { id: 1 } }, 'later'),
  ] },
  posthog: { records: [{ uuid: '1', event: 'Größe', distinct_id: 'x', timestamp: noon, properties: { a: 1 }, person_properties: { email: 'Zoe@Acme.com' } }, { uuid: '1', event: 'Größe', distinct_id: 'x', timestamp: noon, properties: { a: 1 }, person_properties: { email: 'Zoe@Acme.com' } }, { uuid: '2', event: '$identify', distinct_id: 'x', timestamp: noon, properties: {}, person_properties: {} }, { uuid: '3', event: 'a', distinct_id: 'jo@acme.com', timestamp: 'noon', properties: {}, person_properties: {} }] },
  segment: { records: [{ messageId: '1', type: 'track', event: 'Größe', userId: 'Zoe@Acme.com', anonymousId: 'f', timestamp: noon, properties: {}, context: {} }, { messageId: '2', type: 'identify', userId: 'u', anonymousId: 'f', timestamp: noon, context: {} }, { messageId: '3', type: 'track', event: 'a', userId: 'jo@acme.com', anonymousId: 'f', timestamp: 'noon', properties: {}, context: {} }] },
  mixpanel: { records: [{ event: 'Größe', properties: { time: 1_735_689_600, distinct_id: 'x', $insert_id: '1', $email: 'Zoe@Acme.com' } }, { event: 'Größe', properties: { time: 1_735_689_600, distinct_id: 'x', $insert_id: '1', $email: 'Zoe@Acme.com' } }, { event: 'a', properties: { time: 1_735_689_600, distinct_id: 'x', $insert_id: '2' } }, { event: 'a', properties: { time: 'soon', distinct_id: 'jo@acme.com', $insert_id: '3' } }] },
  amplitude: { records: [{ uuid: '1', event_type: 'Größe', event_time: '2025-01-01 00:00:00.000000', user_id: 'Zoe@Acme.com', device_id: 'f', amplitude_id: 1, user_properties: {} }, { uuid: '2', event_type: 'a', event_time: '2025-01-01 00:00:00.000000', user_id: null, device_id: 'f', amplitude_id: 1, user_properties: {} }, { uuid: '3', event_type: 'a', event_time: 'soon', user_id: 'jo@acme.com', device_id: 'f', amplitude_id: 1, user_properties: {} }] },
  'slack-export': { records: [{ type: 'message', user: 'U1', text: 'Größe', ts: '1704470400.000100', user_profile: { real_name: 'Zoë', display_name: 'zoe' } }, { type: 'message', subtype: 'channel_join', user: 'U2', text: 'x', ts: '1704470401.000100' }, { type: 'message', user: 'U3', text: 'x', ts: 'soon' }] },
  'stack-exchange': { records: [{ question_id: 1, owner: { user_id: 5, user_type: 'registered', display_name: 'Zo&#235; &amp; Co', link: 'https://stackoverflow.com/users/5/zoe' }, creation_date: 1_704_470_400, tags: ['größe'], title: 'x', link: 'https://stackoverflow.com/questions/1/x' }, { question_id: 2, owner: { user_type: 'does_not_exist', display_name: 'user9' }, creation_date: 1_704_470_400, tags: [], title: 'x', link: 'https://stackoverflow.com/questions/2/x' }] },
  'reo-developers': { records: [{ name: 'Zoë', email: 'zoe@acme.com', title: 'CTO', linkedin: 'linkedin.com/in/zoe', github: 'https://github.com/zoe-b', first_seen: '2025-01-01', last_seen: '2025-02-01', signal_strength: 'high', activity_score: 92 }, { name: 'Nobody', email: null, title: null, linkedin: null, github: null, first_seen: null, last_seen: null, signal_strength: null, activity_score: null }] },
}

test.each(Object.entries(objects))('%s: any order of keys, further keys, arrays or lines, encoding and packing give the same tables', { timeout: 120_000 }, async (format, { records, settings = {} }) => {
  const { rejects: expected, ...plain } = await outcomeOf(session, { name: 'plain.ndjson', content: spelled(records, plainLines) }, { settings })
  expect(await joinsOf(session, { name: 'plain.ndjson', content: spelled(records, plainLines) }, settings)).toEqual([])
  expect(plain).toMatchObject({ format, rows: { total: records.length } })
  expect(plain.rows.taken).toBeGreaterThan(0)
  const reasons = (rejects: typeof expected) => rejects.map((reject) => ({ ...(reject as Record<string, unknown>), line_number: null }))
  await fc.assert(
    fc.asyncProperty(spelling, async (how) => {
      const { rejects, ...found } = await outcomeOf(session, { name: 'answers.json', content: spelled(records, how) }, { ...how, settings })
      expect(found).toEqual(plain)
      expect(reasons(rejects)).toEqual(reasons(expected))
    }),
    { numRuns: 4 },
  )
})
