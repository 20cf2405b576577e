import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { zipOf } from '../archive/zip.test-support.ts'
import { contents, type TestSession, testSession } from '../session.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const events = () => rows(session.opened.reader, 'SELECT source, source_event_id AS id, occurred_at AS at, handle, actor_name AS name, email, target FROM dev.events ORDER BY source_row')
const secret = 'my password is hunter2'

/** No table may hold what people wrote. */
async function keepsNoText(): Promise<void> {
  const { tables } = (await contents(session)) as { tables: object }
  expect(JSON.stringify(tables)).not.toContain('hunter2')
}

test('DiscordChatExporter CSV', async () => {
  const { import: record } = await session.imported(
    'Acme - help [1].csv',
    `AuthorID,Author,Date,Content,Attachments,Reactions\n"8812","jo#0000","2024-01-05T16:12:41.4820000+01:00","${secret},\nsecond line","",""\n"8813","ann","2024-01-06T10:00:00.0000000+00:00","=1+1","",""\n"8813","ann","noon","${secret}","",""\n"","Deleted User","2024-01-06T10:00:01.0000000+00:00","","",""\n`,
    { settings: { target: '#help' } },
  )
  expect(record).toMatchObject({ format: 'discord-messages', rows: { total: 4, taken: 2, rejected: 1, duplicates: 0, ignored: 1 } })
  expect(await events()).toEqual([
    { source: 'community_message', id: '8812@2024-01-05T16:12:41.4820000+01:00', at: '2024-01-05T15:12:41.482Z', handle: 'discord:8812', name: 'jo', email: null, target: '#help' },
    { source: 'community_message', id: '8813@2024-01-06T10:00:00.0000000+00:00', at: '2024-01-06T10:00:00.000Z', handle: 'discord:8813', name: 'ann', email: null, target: '#help' },
  ])
  expect(await rows(session.opened.reader, 'SELECT line_number, raw, reason FROM ops.rejects')).toEqual([{ line_number: 5, raw: null, reason: 'The message has no readable time.' }])
  await keepsNoText()
})

const message = (id: string, further: object = {}) => ({ id, type: 'Default', timestamp: '2024-01-05T16:12:41.482+00:00', content: secret, author: { id: '8812', name: 'jo', nickname: 'Jo of Acme', isBot: false, roles: [] }, reactions: [], mentions: [], ...further })
const discord = (messages: unknown[]) => ({ guild: { id: '1', name: 'Acme' }, channel: { id: '2', name: 'help', category: 'Support', topic: 'say "messages": [ hello' }, dateRange: { after: null, before: null }, exportedAt: '2024-02-01T00:00:00+00:00', messages, messageCount: messages.length })

test.each([['on one line', 0], ['over many lines', 2]] as const)('DiscordChatExporter JSON %s: bots, joins and pins are ignored', async (_, indent) => {
  const list = [message('1'), message('2', { type: 'GuildMemberJoin' }), message('3', { author: { id: '9', name: 'robot', isBot: true } }), message('4', { type: 'Reply', author: { id: '8813', name: 'ann', nickname: null, isBot: false } }), message('1')]
  const { import: record } = await session.imported('help.json', JSON.stringify(discord(list), null, indent))
  expect(record).toMatchObject({ format: 'discord-messages', rows: { total: 5, taken: 2, rejected: 0, duplicates: 1, ignored: 2 } })
  expect(await events()).toEqual([
    { source: 'community_message', id: '1', at: '2024-01-05T16:12:41.482Z', handle: 'discord:8812', name: 'Jo of Acme', email: null, target: 'Acme #help' },
    { source: 'community_message', id: '4', at: '2024-01-05T16:12:41.482Z', handle: 'discord:8813', name: 'ann', email: null, target: 'Acme #help' },
  ])
  await keepsNoText()
})

test('a Discord export that is cut off is refused', async () => {
  const text = JSON.stringify(discord([message('1'), message('2')]))
  await expect(session.imported('cut.json', text.slice(0, -30))).rejects.toMatchObject({ code: 'unreadable_file', message: expect.stringContaining('cut off') as string })
  await expect(session.imported('cut.json', text.slice(0, text.indexOf('"2"')))).rejects.toMatchObject({ code: 'unreadable_file' })
})

const users = [
  { id: 'U1', name: 'jo', real_name: 'Jo Doe', is_bot: false, profile: { real_name: 'Jo Doe', display_name: 'jo', email: 'Jo@Acme.com' } },
  { id: 'U2', name: 'ann', profile: { display_name: 'ann' } }, { id: 'B9', name: 'robot', is_bot: true, profile: {} },
]
const slack = (root = '') =>
  zipOf([
    { name: `${root}users.json`, content: JSON.stringify(users) }, { name: `${root}channels.json`, content: JSON.stringify([{ id: 'C1', name: 'general' }, { id: 'C2', name: 'help' }]) }, { name: `${root}integration_logs.json`, content: '[]' },
    { name: `${root}general/2024-01-02.json`, content: JSON.stringify([{ type: 'message', user: 'U2', text: secret, ts: '1704153600.000200', thread_ts: '1704067200.000100' }], null, 4) },
    { name: `${root}general/2024-01-01.json`, content: JSON.stringify([{ type: 'message', user: 'U1', text: secret, ts: '1704067200.000100' }, { type: 'message', subtype: 'channel_join', user: 'U2', text: 'joined', ts: '1704067201.000100' }, { type: 'message', subtype: 'bot_message', bot_id: 'B1', text: 'beep', ts: '1704067202.000100' }]) },
    { name: `${root}help/2024-01-01.json`, content: JSON.stringify([{ type: 'message', user: 'B9', text: 'beep', ts: '1704067203.000100' }, { type: 'message', user: 'U9', text: secret, ts: 'soon', user_profile: { real_name: 'Guest' } }]) },
    { name: `${root}D123/2024-01-01.json`, content: JSON.stringify([{ type: 'message', user: 'U1', text: secret, ts: '1704067204.000100' }]) },
  ])

test.each(['', 'Acme Slack export/'])('a Slack export (in “%s”) is one import of its public channels, people with their profiles', async (root) => {
  const { import: record, others } = await session.imported('slack.zip', slack(root))
  expect(others).toBeUndefined()
  expect(record).toMatchObject({ format: 'slack-export', fileName: 'slack.zip › 2 channels', rows: { total: 6, taken: 2, rejected: 1, duplicates: 0, ignored: 3 } })
  expect(record.warnings[0]).toBe('1 file of slack.zip was left out: D123 (not among the public channels).')
  expect(await events()).toEqual([
    { source: 'community_message', id: 'U1@1704067200.000100', at: '2024-01-01T00:00:00.000Z', handle: 'slack:U1', name: 'Jo Doe', email: 'jo@acme.com', target: '#general' },
    { source: 'community_message', id: 'U2@1704153600.000200', at: '2024-01-02T00:00:00.000Z', handle: 'slack:U2', name: 'ann', email: null, target: '#general' },
  ])
  await keepsNoText()
  expect((await session.imported('again.zip', slack(root))).alreadyImported).toBe(true)
})

test('one day of a Slack channel is read alone', async () => {
  const { import: record } = await session.imported('2024-01-01.json', JSON.stringify([{ type: 'message', user: 'U1', text: secret, ts: '1704067200.000100', user_profile: { real_name: 'Jo Doe' } }]))
  expect(record).toMatchObject({ format: 'slack-export', rows: { taken: 1 } })
  expect(await events()).toMatchObject([{ handle: 'slack:U1', name: 'Jo Doe', target: null }])
  await keepsNoText()
})

const owner = (id: number, site = 'stackoverflow.com') => ({ account_id: id * 10, user_id: id, user_type: 'registered', display_name: 'Jo &amp; Ann &#39;O&lt;3', link: `https://${site}/users/${id}/jo` })

test('Stack Exchange: epoch seconds, HTML-escaped names, deleted authors, sister sites', async () => {
  const page = {
    items: [
      { owner: owner(22), creation_date: 1_704_067_200, question_id: 5, link: 'https://stackoverflow.com/questions/5/q', title: secret, tags: ['sdk'] }, { owner: owner(23, 'serverfault.com'), creation_date: 1_704_067_260, answer_id: 6, question_id: 5 },
      { owner: { user_type: 'does_not_exist', display_name: 'user99' }, creation_date: 1_704_067_300, question_id: 7 },
    ],
    has_more: false, quota_max: 300, quota_remaining: 299,
  }
  const { import: record } = await session.imported('questions.json', JSON.stringify(page))
  expect(record).toMatchObject({ format: 'stack-exchange', rows: { total: 3, taken: 2, ignored: 1 } })
  expect(await events()).toEqual([
    { source: 'community_message', id: 'question:5@stackoverflow.com', at: '2024-01-01T00:00:00.000Z', handle: 'stackexchange:22', name: "Jo & Ann 'O<3", email: null, target: 'stackoverflow.com' },
    { source: 'community_message', id: 'answer:6@serverfault.com', at: '2024-01-01T00:01:00.000Z', handle: 'stackexchange:serverfault.com:23', name: "Jo & Ann 'O<3", email: null, target: 'serverfault.com' },
  ])
  await keepsNoText()
})
