import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { againAndUndo } from '../again-and-undo.test-support.ts'
import { lines } from '../claims/claims.test-support.ts'
import { type TestSession, testSession } from '../session.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const stored = () => rows(session.opened.reader, 'SELECT source_row, source_event_id AS id, occurred_at AS "at", email, kind, campaign FROM crm.engagements ORDER BY import_id, source_row, occurred_at, kind')
const at = '2025-03-01T12:00:00.000Z'
const generic = [
  'timestamp,email,event,campaign', '2025-03-01T12:00:00Z,Jo@Acme.com,sent,Launch', '2025-03-01T12:00:00Z,jo@acme.com,Email opened,Launch', '2025-03-01T12:00:00Z,jo@acme.com,Clicked link,',
  '2025-03-01T12:00:00Z,jo@acme.com,Unsubscribed,Launch', '2025-03-01T12:00:00Z,jo@acme.com,delivered,Launch', 'noon,jo@acme.com,sent,Launch', '2025-03-01T12:00:00Z,,sent,Launch', '2025-03-01T12:00:00Z,jo@acme.com,,Launch', '',
].join('\n')
const jo = { id: null, at, email: 'jo@acme.com', campaign: 'Launch' }

test('a table with time, address, event and campaign: four kinds, the others are ignored', async () => {
  const { import: record } = await session.imported('mails.csv', generic)
  expect(record).toMatchObject({ format: 'email-engagement', rows: { total: 8, taken: 4, rejected: 3, duplicates: 0, ignored: 1 }, periodFrom: at, periodTo: at })
  expect(record.warnings[1]).toBe('1 event is neither sent, opened, clicked nor unsubscribed (deliveries, bounces, replies and the like) and was ignored.')
  expect(await stored()).toEqual([
    { ...jo, source_row: 1, kind: 'sent' }, { ...jo, source_row: 2, kind: 'opened' }, { ...jo, source_row: 3, kind: 'clicked', campaign: null }, { ...jo, source_row: 4, kind: 'unsubscribed' },
  ])
  expect(await rows(session.opened.reader, 'SELECT line_number, column_name FROM ops.rejects ORDER BY 1')).toEqual([{ line_number: 7, column_name: 'timestamp' }, { line_number: 8, column_name: 'email' }, { line_number: 9, column_name: 'event' }])
})

test('a tool that knows no “sent” says which word means it', async () => {
  await session.imported('mails.csv', generic, { settings: { sent: 'Delivered' } })
  expect((await stored()).map((row) => (row as { kind: string }).kind)).toEqual(['sent', 'opened', 'clicked', 'unsubscribed', 'sent'])
})

const hubspot = (type: string, id: string, more: object = {}) => ({ appId: 1, created: Date.parse(at), emailCampaignId: 77, id, recipient: 'Jo@Acme.com', type, portalId: 2, ...more })

test('HubSpot: pages of e-mail events; a change of status to unsubscribed is one', async () => {
  const page = { hasMore: true, offset: 'x', events: [hubspot('OPEN', 'o1'), hubspot('SENT', 's1'), hubspot('DELIVERED', 'd1'), hubspot('STATUSCHANGE', 'u1', { portalSubscriptionStatus: 'UNSUBSCRIBED' }), hubspot('CLICK', 'c1', { created: null })] }
  const { import: record } = await session.imported('events.json', JSON.stringify([page, { ...page, events: [hubspot('OPEN', 'o1')] }]))
  expect(record).toMatchObject({ format: 'email-engagement', rows: { total: 2, taken: 2, rejected: 0, duplicates: 0, ignored: 0 } })
  expect(record.warnings).toEqual([
    '1 record holds further events that are neither sent, opened, clicked nor unsubscribed; those were left out.',
    '1 record holds events without a readable time or address; those were left out.',
  ])
  const row = { at, email: 'jo@acme.com', campaign: '77' }
  expect(await stored()).toEqual([
    { ...row, source_row: 1, id: 'o1', kind: 'opened' }, { ...row, source_row: 1, id: 's1', kind: 'sent' }, { ...row, source_row: 1, id: 'u1', kind: 'unsubscribed' }, { ...row, source_row: 2, id: 'o1', kind: 'opened' },
  ])
  expect(await rows(session.opened.reader, 'SELECT source_event_id AS id, count(*) AS n FROM crm.current_engagements GROUP BY ALL ORDER BY ALL')).toEqual([{ id: 'o1', n: 1 }, { id: 's1', n: 1 }, { id: 'u1', n: 1 }])
})

test('Mailchimp: every address with its activity', async () => {
  const activity = [{ action: 'open', timestamp: '2025-03-01T12:00:00+00:00', ip: '1' }, { action: 'click', timestamp: '2025-03-01T13:00:00+01:00', url: 'https://x' }, { action: 'bounce', timestamp: '2025-03-01T12:00:00+00:00' }]
  const { import: record } = await session.imported('activity.json', JSON.stringify({ emails: [{ campaign_id: 'c9', list_id: 'l', email_address: 'Jo@acme.com', activity }], campaign_id: 'c9', total_items: 1 }))
  expect(record).toMatchObject({ format: 'email-engagement', rows: { total: 1, taken: 1 } })
  expect(await stored()).toEqual([{ ...jo, source_row: 1, campaign: 'c9', kind: 'clicked' }, { ...jo, source_row: 1, campaign: 'c9', kind: 'opened' }])
})

test('two exports that overlap count an engagement once, one export two equal ones twice', async () => {
  const twice = 'timestamp,email,event\n2025-03-01T12:00:00Z,jo@acme.com,open\n2025-03-01T12:00:00Z,jo@acme.com,open\n'
  await session.imported('march.csv', twice)
  await session.imported('march-and-april.csv', `${twice}2025-04-01T12:00:00Z,jo@acme.com,open\n`)
  expect(await rows(session.opened.reader, 'SELECT CAST(occurred_at AS DATE)::VARCHAR AS day, count(*) AS n FROM crm.current_engagements GROUP BY ALL ORDER BY ALL')).toEqual([{ day: '2025-03-01', n: 2 }, { day: '2025-04-01', n: 1 }])
})

test('product events with an address are no e-mail engagement', async () => {
  expect((await session.imported('events.csv', 'timestamp,email,event\n2025-03-01T12:00:00Z,jo@acme.com,docs_view\n')).import.format).toBe('events')
})

test.each([['mails.csv', generic], ['events.ndjson', lines(hubspot('OPEN', 'o1'), hubspot('SENT', 's1'))]])('%s: the same file changes nothing and undo leaves no trace', (name, text) => againAndUndo(session, name, text))
