import { afterAll, beforeAll, expect, test } from 'vitest'
import { candidates } from '../formats.ts'
import { textSample } from '../sample.ts'
import { type TestSession, testSession } from '../session.test-support.ts'
import { sniff } from '../sniff.ts'

let session: TestSession
beforeAll(async () => {
  session = await testSession()
})
afterAll(() => session.dispose())

const at = '2025-01-01T00:00:00Z'
const files: readonly (readonly [format: string, what: string, text: string])[] = [
  ['scarf', 'downloads', 'id,type,package,time,origin_connection_type,origin_company,origin_domain,dnt\na,binary-download,acme/sdk,2025-01-01T00:00:00Z,business,Acme,acme.com,false\n'],
  ['rb2b', 'visitors', 'LinkedInUrl,WorkEmail,CompanyName,Website,Industry,City,LastSeenAt,RecentPageCount,RecentPageUrls,ProfileType\n,jo@a.co,Acme,acme.com,Software,Austin,2025-01-01,1,,Person\n'],
  ['posthog', 'events', JSON.stringify({ uuid: '1', event: 'a', distinct_id: 'x', timestamp: at, properties: { distinct_id: 'x', time: 1735689600 } })],
  ['segment', 'calls', JSON.stringify({ messageId: '1', type: 'track', event: 'a', userId: 'x', timestamp: at, properties: { time: 1735689600 } })],
  ['mixpanel', 'events', JSON.stringify({ event: 'a', properties: { time: 1735689600, distinct_id: 'x', $insert_id: '1' } })],
  ['amplitude', 'events', JSON.stringify({ uuid: '1', event_type: 'a', event_time: '2025-01-01 00:00:00', user_id: 'x', device_id: 'y', amplitude_id: 1 })],
  ['docs-analytics', 'activity', 'timestamp,email,url,action\n2025-01-01,jo@a.co,/a,view\n'],
  ['docs-analytics', 'activity as lines', JSON.stringify({ timestamp: at, domain: 'acme.com', url: '/a', action: 'view' })],
  ['company-visits', 'visits', 'domain,visited_at,page views\nacme.com,2025-01-01,3\n'],
  ['company-visits', 'visits with what is known of the company', 'Company name,Website,Industry,Employees,Country,Last visit,Pageviews\nAcme,acme.com,Software,50,DE,2025-01-01,3\n'],
  ['events', 'rows that name their signal', 'timestamp,event,email,url,action\n2025-01-01,docs_view,jo@a.co,/a,view\n'],
  ['events', 'rows that leave the signal to a setting', 'timestamp,email,url\n2025-01-01,jo@a.co,/a\n'],
  ['events', 'company visits that name their signal', 'occurred_at,event,domain,last_visit,page views\n2025-01-01,web_visit,acme.com,2025-01-01,3\n'],
  ['accounts', 'accounts with what a website saw of them', 'record_id,name,domain,stage,last_visit,page views\n1,Acme,acme.com,lead,2025-01-01,3\n'],
  ['hubspot-companies', 'companies with their visits', '"Record ID","Company name","Company Domain Name","Lifecycle Stage","Last visit","Pageviews"\n"1","Acme","acme.com","Lead","2025-01-01","3"\n'],
]

test.each(files)('%s: %s, and surely nothing else', async (format, _, text) => {
  const [first, second] = candidates(textSample(await sniff(await session.file('sample', text))))
  expect(first?.importer.id).toBe(format)
  expect(first?.confidence).toBeGreaterThanOrEqual(0.5)
  expect(first?.confidence).toBeGreaterThan(second?.confidence ?? 0)
})
