import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { ensureResolved } from '../../resolve/ensure-resolved.ts'
import { againAndUndo } from '../again-and-undo.test-support.ts'
import { type TestSession, testSession } from '../session.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const events = () => rows(session.opened.reader, 'SELECT source_row, source_event_id, source, target, occurred_at, github_id, login, email, domain, company, quantity FROM dev.events ORDER BY import_id, source_row')
const rejects = () => rows(session.opened.reader, 'SELECT line_number, column_name FROM ops.rejects ORDER BY 1')
const ndjson = (...records: unknown[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('')
const usage = { source: 'product_usage', occurred_at: '2025-01-01T00:00:00.000Z', github_id: null, login: null, domain: null, company: null, quantity: 1 }

interface Tool {
  format: string
  label: string
  /** One event of the tool; `who` stands where the tool keeps the id of a user. */
  event: (event: { id: string | null; name: string | null; who?: string; email?: string; time?: unknown }) => Record<string, unknown>
  bookkeeping: string
  nameColumn: string
  timeColumn: string
}

const midnight = '2025-01-01T00:00:00.000Z'
const tools: readonly Tool[] = [
  {
    format: 'posthog', label: 'PostHog', bookkeeping: '$identify', nameColumn: 'event', timeColumn: 'timestamp',
    event: ({ id, name, who = '0190-anon', email, time = midnight }) => ({
      uuid: id, event: name, distinct_id: who, timestamp: time, properties: { distinct_id: who, time: 1735689600, $current_url: 'https://app.own.dev/a', email: 'invited@other.co' },
      person_properties: email === undefined ? {} : { email },
    }),
  },
  {
    format: 'segment', label: 'Segment', bookkeeping: 'identify', nameColumn: 'event', timeColumn: 'timestamp',
    event: ({ id, name, who, email, time = midnight }) => ({
      messageId: id, type: name === 'identify' ? 'identify' : 'track', ...(name === 'identify' ? {} : { event: name }), userId: who ?? null, anonymousId: 'f00d', timestamp: time,
      properties: { email: 'invited@other.co' }, context: { ip: '10.0.0.1', traits: email === undefined ? {} : { email } },
    }),
  },
  {
    format: 'mixpanel', label: 'Mixpanel', bookkeeping: '$create_alias', nameColumn: 'event', timeColumn: 'properties.time',
    event: ({ id, name, who = '$device:f00d', email, time = 1735689600 }) => ({
      event: name, properties: { time, distinct_id: who, $insert_id: id, email: 'invited@other.co', mp_country_code: 'DE', ...(email === undefined ? {} : { $email: email }) },
    }),
  },
  {
    format: 'amplitude', label: 'Amplitude', bookkeeping: '$identify', nameColumn: 'event_type', timeColumn: 'event_time',
    event: ({ id, name, who, email, time = '2025-01-01 00:00:00.000000' }) => ({
      uuid: id, event_type: name, event_time: time, server_upload_time: '2025-01-02 00:00:00.000000', user_id: who ?? null, device_id: 'f00d', amplitude_id: 123456789012,
      event_properties: { email: 'invited@other.co' }, user_properties: email === undefined ? {} : { email }, groups: {}, session_id: -1,
    }),
  },
]

const mixed = ({ event, bookkeeping }: Tool) =>
  ndjson(
    event({ id: 'u-1', name: 'report opened', email: 'Jo@Acme.com' }),
    event({ id: 'u-2', name: 'User Signed Up', who: 'Ann@Globex.co' }),
    event({ id: 'u-3', name: bookkeeping, email: 'jo@acme.com' }),
    event({ id: 'u-4', name: 'report opened', who: 'user_42' }),
    event({ id: 'u-1', name: 'report opened', email: 'Jo@Acme.com' }),
    event({ id: null, name: 'signup_page_viewed', email: 'jo@acme.com' }),
    event({ id: 'u-7', name: null, email: 'jo@acme.com' }),
    event({ id: 'u-8', name: 'report opened', email: 'jo@acme.com', time: 'soon' }),
    event({ id: 'u-9', name: 'accountCreated', email: 'jo@acme.com' }),
  )

test.each(tools)('$format: usage and sign-ups of people with an address; ids alone and bookkeeping are ignored and counted', async (tool) => {
  const { import: record } = await session.imported('events.json', mixed(tool))
  expect(record).toMatchObject({ format: tool.format, rows: { total: 9, taken: 4, rejected: 2, duplicates: 1, ignored: 2 }, periodFrom: midnight, periodTo: midnight })
  expect(await events()).toEqual([
    { ...usage, source_row: 1, source_event_id: 'u-1', target: 'report opened', email: 'jo@acme.com' },
    { ...usage, source_row: 2, source_event_id: 'u-2', source: 'product_signup', target: 'User Signed Up', email: 'ann@globex.co' },
    { ...usage, source_row: 6, source_event_id: null, target: 'signup_page_viewed', email: 'jo@acme.com' },
    { ...usage, source_row: 9, source_event_id: 'u-9', source: 'product_signup', target: 'accountCreated', email: 'jo@acme.com' },
  ])
  expect(record.warnings).toEqual([
    '2 of 9 records were rejected; the rejects say why, with line numbers.',
    `1 bookkeeping event of ${tool.label}, such as identify, was ignored.`,
    `1 event names nobody and was ignored: an id of ${tool.label} without an e-mail address or a company is no one Bandstand could know.`,
  ])
  expect(await rejects()).toEqual([{ line_number: 7, column_name: tool.nameColumn }, { line_number: 8, column_name: tool.timeColumn }])
})

test.each(tools)('$format: a damaged line is rejected and costs nothing else', async (tool) => {
  const lines = mixed(tool).split('\n')
  lines.splice(1, 0, '{"event":"cut')
  const { import: record } = await session.imported('events.json', lines.join('\n'))
  expect(record).toMatchObject({ format: tool.format, rows: { total: 10, taken: 4, rejected: 3, duplicates: 1, ignored: 2 } })
  expect((await rejects())[0]).toEqual({ line_number: 2, column_name: null })
})

test.each(tools)('$format: the same file changes nothing and undo leaves no trace; gzipped it gives the same', async (tool) => {
  await againAndUndo(session, 'events.json', mixed(tool))
  expect((await session.imported('events.json.gz', gzipSync(mixed(tool)))).import).toMatchObject({ format: tool.format, rows: { total: 9, taken: 4, rejected: 2, duplicates: 1, ignored: 2 } })
})

test.each(tools)('$format: what two overlapping exports share counts once, and two events of one second twice', async ({ event }) => {
  const [first, second, third] = ['u-1', 'u-2', 'u-3'].map((id) => event({ id, name: 'report opened', email: 'jo@acme.com' }))
  await session.imported('first.json', ndjson(first, second))
  await session.imported('second.json', ndjson(second, third))
  await ensureResolved(session.opened, new AbortController().signal)
  expect(await rows(session.opened.reader, 'SELECT source, count(*) AS events, count(DISTINCT person_id) AS people, count(DISTINCT company_id) AS companies FROM result.signals GROUP BY source')).toEqual([
    { source: 'product_usage', events: 3, people: 1, companies: 1 },
  ])
})

test('PostHog: properties written as text, an address set with the event, a company without an address', async () => {
  const at = { distinct_id: 'x', timestamp: '2025-01-01 02:00:00.000000+02:00' }
  const text = ndjson(
    { ...at, uuid: '1', event: 'a', properties: '{"$set":{"email":"jo@acme.com"}}', person_properties: null },
    { ...at, uuid: '2', event: 'b', properties: '{}', person_properties: '{"company":"Acme"}' },
  )
  expect((await session.imported('batch.jsonl', text)).import).toMatchObject({ format: 'posthog', rows: { total: 2, taken: 2 }, warnings: [] })
  expect(await events()).toEqual([
    { ...usage, source_row: 1, source_event_id: '1', target: 'a', email: 'jo@acme.com' },
    { ...usage, source_row: 2, source_event_id: '2', target: 'b', email: null, company: 'Acme' },
  ])
})

test('Segment: pages are usage, groups are not; a company may be an object; the time of receipt stands in', async () => {
  const call = (id: string, type: string, more: object) => ({ messageId: id, type, anonymousId: 'f00d', receivedAt: midnight, ...more })
  const text = JSON.stringify([
    call('1', 'page', { name: 'Pricing', context: { traits: { company: { id: 7, name: 'Acme' } } } }),
    call('2', 'group', { groupId: '7', traits: { email: 'billing@acme.com' } }),
    call('4', 'track', { event: 'Group', userId: 'jo@acme.com' }),
    call('3', 'screen', { userId: 'jo@acme.com', context: { traits: { company: 'Acme' } } }),
  ])
  expect((await session.imported('segment.json', text)).import.rows).toEqual({ total: 4, taken: 3, rejected: 0, duplicates: 0, ignored: 1 })
  expect(await events()).toEqual([
    { ...usage, source_row: 1, source_event_id: '1', target: 'page', email: null, company: 'Acme' },
    { ...usage, source_row: 3, source_event_id: '4', target: 'Group', email: 'jo@acme.com' },
    { ...usage, source_row: 4, source_event_id: '3', target: 'screen', email: 'jo@acme.com', company: 'Acme' },
  ])
})
