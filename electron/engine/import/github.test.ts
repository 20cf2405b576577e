import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows, run } from '../db/query.ts'
import { previewImport } from './preview.ts'
import { type TestSession, testSession } from './session.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const events = () => rows(session.opened.reader, 'SELECT source_row, source_event_id, source, target, occurred_at, github_id, login, actor_type, quantity FROM dev.events ORDER BY source_row')

const star = (login: string, id: number, at = '2024-03-01T12:00:00Z') => ({ starred_at: at, user: { login, id, type: 'User', avatar_url: 'x' } })
const ndjson = (...records: unknown[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('')

test('stargazers as an array over many lines, NDJSON and concatenated pages give the same events', async () => {
  const stars = [star('octo', 583231), star('mona', 2)]
  const pages = JSON.stringify([stars[0]]) + JSON.stringify([stars[1]])
  const settings = { repo: 'https://github.com/Acme/SDK' }
  for (const [name, text] of [['a.json', JSON.stringify(stars, null, 2)], ['b.ndjson', ndjson(...stars)], ['c.json', pages]] as const) {
    const { import: record } = await session.imported(name, text, { settings })
    expect(record).toMatchObject({ format: 'github-stargazers', settings: { repo: 'acme/sdk' }, rows: { total: 2, taken: 2 }, periodFrom: '2024-03-01T12:00:00.000Z' })
    expect(record.warnings.join()).toContain('acme/sdk is not marked')
  }
  const found = await events()
  expect(found).toHaveLength(6)
  expect(found.filter((event) => (event as { source_row: number }).source_row === 1)).toEqual(
    Array(3).fill({ source_row: 1, source_event_id: null, source: 'star', target: 'acme/sdk', occurred_at: '2024-03-01T12:00:00.000Z', github_id: 583231, login: 'octo', actor_type: 'User', quantity: 1 }),
  )
})

test('bare stargazers are undated and say so; GraphQL edges are dated; a marked repository does not warn', async () => {
  await run(session.opened.writer, `INSERT INTO dev.targets VALUES ('repo', 'Acme/SDK', 'own')`)
  const bare = [{ login: 'octo', id: 1, node_id: 'x', avatar_url: 'y', type: 'User', site_admin: false }]
  const { import: record } = await session.imported('stars.json', JSON.stringify(bare), { settings: { repo: 'acme/sdk', collected: '2024-01-02' } })
  expect(record.warnings).toEqual(['1 of 1 events have no time; they count as of 2024-01-02, the day the file was collected, and never for the lifecycle.'])
  await session.imported('edges.json', JSON.stringify([{ starredAt: '2024-05-01T00:00:00Z', node: { login: 'mona', databaseId: 7 } }]), { settings: { repo: 'acme/sdk', collected: '2024-01-02' } })
  expect(await events()).toMatchObject([{ login: 'octo', occurred_at: null }, { login: 'mona', github_id: 7, occurred_at: '2024-05-01T00:00:00.000Z' }])
})

test('a star file without its repository asks for it before anything is copied', async () => {
  await expect(session.imported('stars.json', JSON.stringify([star('octo', 1)]))).rejects.toMatchObject({ code: 'needs_setting', detail: { key: 'repo', file: 'stars.json' } })
  const path = await session.file('stars.json', JSON.stringify([star('octo', 1)]))
  expect(await previewImport(session.opened, { path, settings: {} }, new AbortController().signal)).toMatchObject({
    format: 'github-stargazers', needs: [{ key: 'repo' }], rows: [['2024-03-01T12:00:00Z', 'octo', '1', 'User']], sameAsImport: null,
  })
})

test('stars collected after June 2026 and lists at GitHub’s cap carry a warning', async () => {
  const many = ndjson(...Array.from({ length: 40_000 }, (_, index) => star(`user${index}`, index + 1)))
  const { import: record } = await session.imported('stars.ndjson', many, { settings: { repo: 'acme/sdk', collected: '2026-07-02' } })
  expect(record.rows.taken).toBe(40_000)
  expect(record.warnings.join(' ')).toMatch(/stops listing at 40,000.*Since 30 June 2026/)
})

test('the owner of a fork is the person; the parent names the repository where it is given', async () => {
  const fork = (login: string, type: string) => ({ id: 5, full_name: `${login}/sdk`, fork: true, owner: { login, id: login.length, type }, created_at: '2024-02-03T04:05:06Z' })
  await expect(session.imported('forks.json', JSON.stringify([fork('mona', 'User')]))).rejects.toMatchObject({ code: 'needs_setting' })
  await session.imported('forks.json', JSON.stringify([fork('mona', 'User'), fork('globex', 'Organization')]), { settings: { repo: 'acme/sdk' } })
  await session.imported('forks.ndjson', ndjson({ ...fork('octo', 'User'), parent: { full_name: 'Acme/CLI' } }))
  expect(await rows(session.opened.reader, 'SELECT source, login, actor_type, target, occurred_at FROM dev.events ORDER BY login')).toEqual([
    { source: 'fork', login: 'globex', actor_type: 'Organization', target: 'acme/sdk', occurred_at: '2024-02-03T04:05:06.000Z' },
    { source: 'fork', login: 'mona', actor_type: 'User', target: 'acme/sdk', occurred_at: '2024-02-03T04:05:06.000Z' },
    { source: 'fork', login: 'octo', actor_type: 'User', target: 'acme/cli', occurred_at: '2024-02-03T04:05:06.000Z' },
  ])
})

test('profiles: an array, lines or one object', async () => {
  const user = (login: string, id: number) => ({ login, id, type: 'User', name: `Name ${login}`, company: ' @acme ', blog: '', location: null, email: 'a@b.co', bio: 'x', twitter_username: 't', followers: 3, created_at: '2011-01-25T18:44:36Z', updated_at: 'soon' })
  for (const [name, text] of [['a.json', JSON.stringify([user('a', 1)])], ['b.ndjson', ndjson(user('b', 2), user('b', 2))], ['c.json', JSON.stringify(user('c', 3), null, 2)]] as const) {
    expect((await session.imported(name, text)).import).toMatchObject({ format: 'github-profiles', rows: { taken: 1, duplicates: name === 'b.ndjson' ? 1 : 0 } })
  }
  expect(await rows(session.opened.reader, 'SELECT * EXCLUDE (import_id, source_row) FROM dev.profiles WHERE github_id = 1')).toEqual([
    { github_id: 1, login: 'a', type: 'User', name: 'Name a', company: '@acme', blog: null, location: null, email: 'a@b.co', bio: 'x', twitter: 't', followers: 3, created_at: '2011-01-25T18:44:36.000Z', updated_at: null },
  ])
})

const archived = (id: string, type: string, payload: unknown, at = '2025-01-01T00:00:00Z') => ({ id, type, actor: { id: 7, login: 'octo' }, repo: { id: 9, name: 'Acme/SDK' }, payload, public: true, created_at: at })
const hour = [
  archived('1', 'WatchEvent', { action: 'started' }),
  archived('2', 'PushEvent', { push_id: 3, size: 2, commits: [{ sha: 'a' }, { sha: 'b' }] }),
  archived('3', 'PushEvent', { push_id: 4, ref: 'refs/heads/main', head: 'c0', before: 'b0', repository_id: 9 }, '2025-11-01T00:00:00Z'),
  archived('4', 'PullRequestEvent', { action: 'opened' }),
  archived('5', 'PullRequestEvent', { action: 'closed' }),
  archived('6', 'IssuesEvent', { action: 'opened' }),
  archived('7', 'ForkEvent', { forkee: { id: 1, full_name: 'octo/sdk' } }),
  archived('8', 'CreateEvent', { ref: 'x' }),
  archived('1', 'WatchEvent', { action: 'started' }),
]

test('GH Archive: five kinds become events, one a push; the others are ignored; one event id counts once', async () => {
  const { import: record } = await session.imported('2025-01-01-0.json.gz', gzipSync(ndjson(...hour)))
  expect(record).toMatchObject({ format: 'gh-archive', rows: { total: 9, taken: 6, rejected: 0, duplicates: 1, ignored: 2 }, periodFrom: '2025-01-01T00:00:00.000Z', periodTo: '2025-11-01T00:00:00.000Z' })
  expect(record.warnings.join(' ')).toMatch(/None of 6 events concern a repository marked.*incomplete since June 2025/)
  expect((await events()).map((event) => Object.values(event as Record<string, unknown>).slice(0, 5))).toEqual([
    [1, '1', 'star', 'acme/sdk', '2025-01-01T00:00:00.000Z'],
    [2, '2', 'commit', 'acme/sdk', '2025-01-01T00:00:00.000Z'],
    [3, '3', 'commit', 'acme/sdk', '2025-11-01T00:00:00.000Z'],
    [4, '4', 'pull_request', 'acme/sdk', '2025-01-01T00:00:00.000Z'],
    [6, '6', 'issue', 'acme/sdk', '2025-01-01T00:00:00.000Z'],
    [7, '7', 'fork', 'acme/sdk', '2025-01-01T00:00:00.000Z'],
  ])
})

test('a payload that is a JSON string, as BigQuery exports it, is understood', async () => {
  const text = hour.map((event) => ({ ...event, payload: JSON.stringify(event.payload) }))
  expect((await session.imported('bigquery.json', ndjson(...text))).import.rows).toEqual({ total: 9, taken: 6, rejected: 0, duplicates: 1, ignored: 2 })
})

test('malformed lines are rejected with number, line and text, and cost nothing else', async () => {
  const lines = ndjson(...hour).split('\n')
  lines.splice(1, 0, '', '{"id":"9","type":"WatchEv')
  lines.splice(6, 0, 'null')
  const { import: record } = await session.imported('hour.json', lines.join('\n'))
  expect(record.rows).toEqual({ total: 11, taken: 6, rejected: 2, duplicates: 1, ignored: 2 })
  expect(await rows(session.opened.reader, 'SELECT source_row, line_number, raw FROM ops.rejects ORDER BY 1')).toEqual([
    { source_row: 2, line_number: 3, raw: '{"id":"9","type":"WatchEv' },
    { source_row: 6, line_number: 7, raw: 'null' },
  ])
  expect((await events()).map((event) => (event as { source_row: number }).source_row)).toEqual([1, 3, 4, 5, 8, 9])
})

test('user objects with few fields are profiles, not events of a source named User', async () => {
  const text = JSON.stringify([{ login: 'octo', id: 1, type: 'User', company: '@acme' }, { login: 'mona', id: 2, type: 'User', email: 'mona@acme.dev', bio: null }])
  expect((await session.imported('people.json', text)).import).toMatchObject({ format: 'github-profiles', rows: { total: 2, taken: 2 } })
})
