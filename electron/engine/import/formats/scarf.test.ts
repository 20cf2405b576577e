import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { againAndUndo } from '../again-and-undo.test-support.ts'
import { type TestSession, testSession } from '../session.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const events = () => rows(session.opened.reader, 'SELECT source_row, source_event_id, source, target, occurred_at, github_id, login, email, domain, company, quantity FROM dev.events ORDER BY import_id, source_row')

const header =
  'id,type,package,version,time,referer,user_agent,variables,origin_id,origin_latitude,origin_longitude,origin_country,origin_city,origin_state,origin_postal,origin_connection_type,origin_company,origin_domain,dnt,confidence,endpoint_id'
interface Fetch {
  id: string
  type?: string
  time?: string
  connection?: string
  company?: string
  domain?: string
  dnt?: string
}
const fetched = ({ id, type = 'binary-download', time = '2025-01-05T10:00:00.000Z', connection = 'business', company = '"Acme, Inc."', domain = 'Acme.com', dnt = 'false' }: Fetch): string =>
  `${id},${type},acme/sdk,1.2.0,${time},,curl/8.1,"{""a"":""b""}",o-1,52.5,13.4,DE,Berlin,BE,10115,${connection},${company},${domain},${dnt},0.9,e-1`
const file = (...fetches: Fetch[]): string => [header, ...fetches.map(fetched), ''].join('\n')

const named = { source: 'package_install', target: 'acme/sdk', occurred_at: '2025-01-05T10:00:00.000Z', github_id: null, login: null, email: null, domain: 'acme.com', company: 'Acme, Inc.', quantity: 1 }
const mixed = file(
  { id: 'a1' },
  { id: 'a2', type: 'manifest-fetch', time: '2025-01-05 11:30:00.250', company: '' },
  { id: 'a3', type: 'pixel-fetch', domain: '' },
  { id: 'a1' },
  { id: 'a4', dnt: 'true' },
  { id: 'a5', connection: 'isp', company: 'Telco', domain: 'telco.net' },
  { id: 'a6', connection: '' },
  { id: 'a7', company: '', domain: '' },
  { id: 'a8', time: 'yesterday' },
  { id: 'a9', type: '' },
)

test('business downloads are installs by a company, pixel views are visits; a repeated id counts once', async () => {
  const { import: record } = await session.imported('scarf.csv', mixed)
  expect(record).toMatchObject({ format: 'scarf', rows: { total: 10, taken: 3, rejected: 2, duplicates: 1, ignored: 4 }, periodFrom: '2025-01-05T10:00:00.000Z', periodTo: '2025-01-05T11:30:00.250Z' })
  expect(await events()).toEqual([
    { ...named, source_row: 1, source_event_id: 'a1' },
    { ...named, source_row: 2, source_event_id: 'a2', occurred_at: '2025-01-05T11:30:00.250Z', company: null },
    { ...named, source_row: 3, source_event_id: 'a3', source: 'web_visit', domain: null },
  ])
  expect(record.warnings).toEqual([
    '2 of 10 records were rejected; the rejects say why, with line numbers.',
    '1 record was ignored: they ask not to be tracked (dnt).',
    '2 records were ignored: their connection is not a business’s. Set connections=all to count every connection.',
    '1 record was ignored: they name no company.',
  ])
  expect(await rows(session.opened.reader, 'SELECT source_row, line_number, column_name FROM ops.rejects ORDER BY 1')).toEqual([
    { source_row: 9, line_number: 10, column_name: 'time' },
    { source_row: 10, line_number: 11, column_name: 'type' },
  ])
})

test('connections=all counts every connection, but never who opted out', async () => {
  const { import: record } = await session.imported('scarf.csv', mixed, { settings: { connections: 'all' } })
  expect(record.rows).toEqual({ total: 10, taken: 5, rejected: 2, duplicates: 1, ignored: 2 })
  expect((await events()).map((event) => (event as { source_event_id: string }).source_event_id)).toEqual(['a1', 'a2', 'a3', 'a5', 'a6'])
  await expect(session.imported('scarf.csv', mixed, { settings: { connections: 'some' } })).rejects.toMatchObject({ code: 'bad_usage' })
})

test('another order of the columns and further ones give the same event', async () => {
  const text = 'pixel,dnt,origin_domain,time,origin_connection_type,mtc_quota_exceeded,package,type,origin_company,id\n,,acme.com,2025-01-05T10:00:00Z,Business,false,acme/sdk,binary-download,"Acme, Inc.",a1\n'
  expect((await session.imported('scarf.csv', text)).import).toMatchObject({ format: 'scarf', rows: { total: 1, taken: 1 }, warnings: [] })
  expect(await events()).toEqual([{ ...named, source_row: 1, source_event_id: 'a1' }])
})

test('the same file changes nothing and undo leaves no trace', () => againAndUndo(session, 'scarf.csv', mixed))
