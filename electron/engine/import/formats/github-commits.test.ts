import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows, run } from '../../db/query.ts'
import { contents, type TestSession, testSession } from '../session.test-support.ts'
import { undoImport } from '../undo-import.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const events = () => rows(session.opened.reader, 'SELECT source_row, source_event_id, source, target, occurred_at, github_id, login, actor_type, email, quantity FROM dev.events ORDER BY import_id, source_row')

const sha = (digit: string): string => digit.repeat(40)
const commit = (digit: string, author: unknown, email: string | null, repository = 'Acme/SDK') => ({
  sha: sha(digit),
  url: `https://api.github.com/repos/${repository}/commits/${sha(digit)}`,
  html_url: `https://github.com/${repository}/commit/${sha(digit)}`,
  commit: { author: { name: 'Jo', email, date: '2024-03-01T12:00:00Z' }, committer: { name: 'GitHub', email: 'noreply@github.com', date: '2024-03-02T08:00:00Z' }, message: 'Say "hello"' },
  author,
  parents: [],
})
const octo = { login: 'octo', id: 583231, type: 'User' }
const list = [
  commit('a', octo, 'Octo@Acme.com'),
  commit('b', null, 'Jo@Globex.co'),
  commit('c', {}, '7+mona@users.noreply.github.com'),
  commit('d', { login: 'renovate[bot]', id: 29139614, type: 'Bot' }, 'bot@renovateapp.com'),
]
const expected = [
  { source_row: 1, source_event_id: sha('a'), source: 'commit', target: 'acme/sdk', occurred_at: '2024-03-01T12:00:00.000Z', github_id: 583231, login: 'octo', actor_type: 'User', email: 'octo@acme.com', quantity: 1 },
  { source_row: 2, source_event_id: sha('b'), source: 'commit', target: 'acme/sdk', occurred_at: '2024-03-01T12:00:00.000Z', github_id: null, login: null, actor_type: null, email: 'jo@globex.co', quantity: 1 },
  { source_row: 3, source_event_id: sha('c'), source: 'commit', target: 'acme/sdk', occurred_at: '2024-03-01T12:00:00.000Z', github_id: null, login: null, actor_type: null, email: '7+mona@users.noreply.github.com', quantity: 1 },
  { source_row: 4, source_event_id: sha('d'), source: 'commit', target: 'acme/sdk', occurred_at: '2024-03-01T12:00:00.000Z', github_id: 29139614, login: 'renovate[bot]', actor_type: 'Bot', email: 'bot@renovateapp.com', quantity: 1 },
]
const ndjson = (records: readonly unknown[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('')

test.each([
  ['an array', JSON.stringify(list, null, 2)],
  ['lines', ndjson(list)],
  ['pages one after another', JSON.stringify(list.slice(0, 1)) + JSON.stringify(list.slice(1))],
])('commits as %s: the author is the person, dated by the author’s date, the repository taken from the address', async (_, text) => {
  const { import: record } = await session.imported('commits.json', text)
  expect(record).toMatchObject({ format: 'github-commits', settings: {}, rows: { total: 4, taken: 4, rejected: 0, duplicates: 0, ignored: 0 }, periodFrom: '2024-03-01T12:00:00.000Z' })
  expect(record.warnings.join()).toContain('acme/sdk is not marked')
  expect(await events()).toEqual(expected)
})

test('a repeated hash counts once, the same file changes nothing, and undo leaves no trace', async () => {
  const before = await contents(session)
  const { import: record } = await session.imported('commits.json', ndjson([...list, list[0]]))
  expect(record.rows).toEqual({ total: 5, taken: 4, rejected: 0, duplicates: 1, ignored: 0 })
  expect(await session.imported('again.json', ndjson([...list, list[0]]))).toMatchObject({ alreadyImported: true, import: { importId: record.importId } })
  await undoImport(session, record.importId, new AbortController().signal)
  expect(await events()).toEqual([])
  const after = await contents(session)
  expect(after).toMatchObject({ inbox: (before as { inbox: string[] }).inbox, tables: { 'dev.events': [], 'ops.imports': [], 'ops.rejects': [] } })
})

test('kind=docs makes documentation edits, which need no marked repository', async () => {
  const { import: record } = await session.imported('docs.json', JSON.stringify(list.slice(0, 1)), { settings: { kind: 'docs' } })
  expect(record.warnings).toEqual([])
  expect(await events()).toEqual([{ ...expected[0], source: 'docs_edit' }])
  await expect(session.imported('docs.json', JSON.stringify(list), { settings: { kind: 'code' } })).rejects.toMatchObject({ code: 'bad_usage' })
})

test('commits without addresses ask for their repository; a given one outranks the file', async () => {
  const bare = list.map(({ url: _url, html_url: _page, ...rest }) => rest)
  await expect(session.imported('commits.json', JSON.stringify(bare))).rejects.toMatchObject({ code: 'needs_setting', detail: { key: 'repo' } })
  await run(session.opened.writer, `INSERT INTO dev.targets VALUES ('repo', 'acme/cli', 'own')`)
  expect((await session.imported('commits.json', JSON.stringify(list), { settings: { repo: 'Acme/CLI' } })).import.warnings).toEqual([])
  expect(await rows(session.opened.reader, 'SELECT DISTINCT target FROM dev.events')).toEqual([{ target: 'acme/cli' }])
})

test('an enterprise host names the repository as well', async () => {
  const hosted = { ...list[0], url: `https://git.acme.com/api/v3/repos/Acme/Core/commits/${sha('a')}`, html_url: null }
  await session.imported('commits.json', JSON.stringify([hosted]))
  expect(await events()).toEqual([{ ...expected[0], target: 'acme/core' }])
})

test('commits without hash, time or author are rejected with their lines', async () => {
  const [good = commit('a', octo, null)] = list
  const bad = [{ ...good, sha: 'zzz' }, { ...good, commit: { ...good.commit, author: { ...good.commit.author, date: 'yesterday' } } }, commit('e', null, 'root'), commit('f', null, null)]
  const { import: record } = await session.imported('commits.ndjson', `${ndjson([good, ...bad])}{"sha":"cut\n${ndjson(list.slice(1, 2))}`)
  expect(record).toMatchObject({ format: 'github-commits', rows: { total: 7, taken: 2, rejected: 5, duplicates: 0, ignored: 0 } })
  expect(await rows(session.opened.reader, 'SELECT line_number, column_name, reason FROM ops.rejects ORDER BY line_number')).toMatchObject([
    { line_number: 2, column_name: 'sha', reason: 'The commit has no readable hash.' },
    { line_number: 3, column_name: 'commit.author.date', reason: 'The commit has no readable time.' },
    { line_number: 4, column_name: 'commit.author.email', reason: 'The commit names its author neither by account nor by e-mail address.' },
    { line_number: 5, column_name: 'commit.author.email' },
    { line_number: 6, column_name: null },
  ])
})
