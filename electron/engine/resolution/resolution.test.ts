import { afterEach, beforeEach, expect, test } from 'vitest'
import { resolutionCalls, wordLists, type WordList } from '../../../shared/contract-resolution.ts'
import { rows } from '../db/query.ts'
import { readDataVersion } from '../db/settings.ts'
import { type TestSession, testSession } from '../import/session.test-support.ts'
import { ensureResolved } from '../resolve/ensure-resolved.ts'
import { deliveredEntries } from '../resolve/word-lists.ts'
import { resolutionHandlers } from './handlers.ts'
import { validEntry } from './valid-entry.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const signal = new AbortController().signal
const change = async (asked: Parameters<(typeof resolutionCalls)['resolution.change']['input']['parse']>[0]) => {
  const { 'resolution.change': handler } = resolutionHandlers(session)
  return resolutionCalls['resolution.change'].output.parse(await handler(resolutionCalls['resolution.change'].input.parse(asked), signal))
}
const add = (list: WordList, ...entries: string[]) => change({ lists: [{ list, add: entries }] })
const remove = (list: WordList, ...entries: string[]) => change({ lists: [{ list, remove: entries }] })
const shown = async (list: WordList, search = '', limit = 5) => resolutionCalls['resolution.wordList'].output.parse(await resolutionHandlers(session)['resolution.wordList']({ list, search, limit }, signal))
const version = () => readDataVersion(session.opened.reader)

/** Login → company and method, or why there is none. */
async function who(): Promise<Record<string, string>> {
  await ensureResolved(session.opened, signal)
  const found = await rows<{ login: string; said: string }>(
    session.opened.reader,
    `SELECT p.login, CASE WHEN p.is_bot THEN 'bot' ELSE coalesce(c.company_key || ' ' || a.method, 'nobody') END AS said
     FROM dev.people p LEFT JOIN evidence.attributions a ON a.person_id = p.person_id AND a.current LEFT JOIN evidence.companies c USING (company_id)`,
  )
  return Object.fromEntries(found.map(({ login, said }) => [login, said]))
}

async function world(): Promise<Record<string, string>> {
  await session.imported('accounts.csv', 'record_id,name,domain,stage\n1,Acme,acme.com,lead\n2,Hollowmere,hollowmere.example,lead\n')
  const event = (login: string, email: string) => `2026-01-01,docs_view,${login},${email}\n`
  await session.imported(
    'events.csv',
    `occurred_at,source,login,email\n${event('ana', 'ana@mailhouse.example')}${event('ben', 'ben@eu.mailhouse.example')}${event('cleo', 'digest@acme.com')}${event('dan', 'dan@gmail.com')}` +
      `${event('eve', 'eve@mit.edu')}${event('machine', 'm@acme.com')}`,
  )
  await session.imported(
    'profiles.ndjson',
    [['fay', 'Quillworks Lyceum'], ['gus', 'chilling'], ['hal', 'Freelance'], ['ida', 'Hollowmere'], ['jo', 'Debian']].map(([login, company], id) => JSON.stringify({ id: id + 1, login, type: 'User', company, created_at: '2020-01-01T00:00:00Z' })).join('\n'),
  )
  return who()
}

test('a domain added to a list names no employer any more, nor do hosts below it; taken off again, everything is as before', async () => {
  const before = await world()
  expect(before).toMatchObject({ ana: 'mailhouse.example email_domain', ben: 'mailhouse.example email_domain', dan: 'nobody', eve: 'nobody', hal: 'nobody', ida: 'hollowmere.example company_text' })
  for (const list of ['free-mail', 'disposable', 'noreply', 'platforms', 'education'] as const) {
    await add(list, ' @MailHouse.example ')
    expect(await who()).toEqual({ ...before, ana: 'nobody', ben: 'nobody' })
    await remove(list, 'mailhouse.example')
    expect(await who()).toEqual(before)
  }
  expect((await add('free-mail', 'mailhouse.*')).lists.find(({ list }) => list === 'free-mail')?.added).toEqual(['mailhouse.*'])
  await remove('free-mail', 'eu.mailhouse.example')
  expect(await who()).toMatchObject({ ana: 'nobody', ben: 'mailhouse.example email_domain' })
})

test('a delivered entry taken off names employers; put back, it is as delivered', async () => {
  const before = await world()
  await remove('free-mail', 'gmail.com')
  expect(await who()).toMatchObject({ dan: 'gmail.com email_domain' })
  await add('free-mail', 'gmail.com')
  expect(await who()).toEqual(before)
  await remove('education', 'mit.edu')
  expect(await who()).toMatchObject({ eve: 'mit.edu email_domain' })
  await change({ education: true, lists: [{ list: 'education', add: ['mit.edu'] }] })
  expect(await who()).toMatchObject({ eve: 'mit.edu email_domain' })
  await change({ education: false })
  expect(await who()).toEqual(before)
})

test.each([
  ['mailboxes', 'digest', { cleo: 'nobody' }],
  ['bots', '@Machine', { machine: 'bot' }],
  ['education-words', 'lyceum', { fay: 'name:quillworkslyceum school_text' }],
  ['not-a-company', 'Chilling', { gus: 'nobody' }],
  ['not-a-company', 'HOLLOWMERE', { ida: 'nobody' }],
  ['communities', 'hollowmere', { ida: 'hollowmere.example community_text' }],
] as const)('%s: “%s” counts once it is added, and not once it is removed', async (list, entry, effect) => {
  const before = await world()
  await add(list, entry)
  expect(await who()).toEqual({ ...before, ...effect })
  await remove(list, entry)
  expect(await who()).toEqual(before)
})

test.each([
  ['not-a-company', 'freelance', { hal: 'name:freelance company_text_unknown' }],
  ['communities', 'DEBIAN', { jo: 'name:debian company_text_unknown' }],
] as const)('%s: “%s” is a company once it is taken off', async (list, entry, effect) => {
  const before = await world()
  await remove(list, entry)
  expect(await who()).toEqual({ ...before, ...effect })
  await add(list, entry)
  expect(await who()).toEqual(before)
})

test.each([
  ['free-mail', '  ', 'An entry is empty.'],
  ['free-mail', 'mail house.com', '“mail house.com” cannot be an entry. “Mail providers” takes domains'],
  ['free-mail', 'localhost', '“localhost” cannot be an entry.'],
  ['disposable', 'co.uk', '“co.uk” cannot be an entry.'],
  ['disposable', 'mail.*', '“mail.*” cannot be an entry.'],
  ['education', '*', '“*” cannot be an entry.'],
  ['noreply', `${'a'.repeat(300)}.com`, 'is too long (304 characters; at most 253).'],
  ['mailboxes', 'a@b.com', '“a@b.com” cannot be an entry.'],
  ['bots', 'two words', '“two words” cannot be an entry.'],
  ['communities', '???', '“???” cannot be an entry.'],
] as const)('%s refuses “%s”, and nothing of the change is made', async (list, entry, message) => {
  await expect(change({ education: true, lists: [{ list: 'bots', add: ['fine'] }, { list, add: [entry] }] })).rejects.toThrow(message)
  expect([await version(), (await resolutionHandlers(session)['resolution.settings']({}, signal)).education, (await shown('bots', 'fine')).found]).toEqual([0, false, 0])
})

test('what is not on a list cannot be taken off it, and nothing can be added and removed at once', async () => {
  await expect(remove('free-mail', 'acme.com')).rejects.toThrow('“acme.com” is not on the list “Mail providers”.')
  await expect(remove('bots', 'nobody-ci')).rejects.toThrow('“nobody-ci” is not on the list “Bots”.')
  await expect(change({ lists: [{ list: 'bots', add: ['one-ci'], remove: ['One-CI'] }] })).rejects.toThrow('Decide for one.')
  expect(await version()).toBe(0)
})

test('a change that changes nothing makes no result stale', async () => {
  await add('free-mail', 'mailhouse.example', 'gmail.com')
  await add('free-mail', 'mailhouse.example')
  await change({ education: false, rollUpSubsidiaries: false })
  expect(await version()).toBe(1)
  expect(await change({ rollUpSubsidiaries: true })).toMatchObject({ education: false, rollUpSubsidiaries: true })
  expect(await version()).toBe(2)
})

test('a list shows what was changed first, then what was delivered', async () => {
  await add('bots', 'zeta-ci', 'alpha-ci')
  await remove('bots', 'zephyrbot')
  const { entries, found, total } = await shown('bots')
  expect(entries.slice(0, 4)).toEqual([{ entry: 'alpha-ci', state: 'added' }, { entry: 'zeta-ci', state: 'added' }, { entry: 'zephyrbot', state: 'removed' }, { entry: 'actions-user', state: 'default' }])
  expect([entries.length, found, total]).toEqual([5, deliveredEntries('bots').length + 2, deliveredEntries('bots').length + 2])
  expect((await shown('bots', 'ZEPHYR')).entries.map(({ entry }) => entry)).toEqual(['zephyrbot', 'zephyr-github-bot'])
})

test('every delivered entry stands once, and is one that could be added', () => {
  for (const list of wordLists) expect(deliveredEntries(list).length).toBe(new Set(deliveredEntries(list)).size)
  for (const list of wordLists) for (const entry of deliveredEntries(list)) expect([list, validEntry(list, entry)]).toEqual([list, entry])
})
