import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { type TestSession, testSession } from '../session.test-support.ts'
import { undoImport } from '../undo-import.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const settings = { repo: 'acme/sdk' }
const first = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567'
const second = 'f'.repeat(40)
const events = () => rows(session.opened.reader, 'SELECT source_event_id, source, target, occurred_at, github_id, login, email, quantity FROM dev.events ORDER BY source_row')
const event = (id: string, email: string, occurred_at: string) => ({ source_event_id: id, source: 'commit', target: 'acme/sdk', occurred_at, github_id: null, login: null, email, quantity: 1 })
const expected = [event(first, 'jo@acme.com', '2024-03-01T11:00:00.000Z'), event(second, '7+mona@users.noreply.github.com', '2024-03-02T09:30:00.000Z')]

const table = (separator: string, [one, two]: readonly [string, string]) =>
  [
    ['hash', 'author_name', 'author_email', 'date', 'subject'],
    [first, 'Jo', 'Jo@Acme.com', one, 'Fix it'],
    [second, 'Mona', '7+mona@users.noreply.github.com', two, '"Say ""hello"", twice"'],
  ].map((cells) => cells.join(separator)).join('\r\n')

const iso = ['2024-03-01T12:00:00+01:00', '2024-03-02T09:30:00Z'] as const

test.each([
  ['a CSV with strict ISO dates', table(',', iso)],
  ['a TSV with ISO-like dates', table('\t', ['2024-03-01 12:00:00 +0100', '2024-03-02 04:30:00 -0500'])],
  ['a TSV with git’s default dates', table('\t', ['Fri Mar 1 12:00:00 2024 +0100', 'Sat Mar 2 09:30:00 2024 +0000'])],
  ['a table with RFC dates', table(';', ['Fri, 1 Mar 2024 12:00:00 +0100', 'Sat, 2 Mar 2024 09:30:00 +0000'])],
  ['a table with epochs', table(',', ['1709290800', '1709371800'])],
  ['JSON lines', `${JSON.stringify({ hash: first, author_name: 'Jo', author_email: 'Jo@Acme.com', date: iso[0] })}\n${JSON.stringify({ hash: second, author_name: 'Mona', author_email: '7+mona@users.noreply.github.com', date: iso[1], subject: 's' })}\n`],
  ['JSON with name and address in one', JSON.stringify([{ commit: first, author: 'Jo <Jo@Acme.com>', date: iso[0] }, { commit: second, author: 'Mona <7+mona@users.noreply.github.com>', date: iso[1] }], null, 1)],
])('%s gives one event a commit', async (_, text) => {
  const { import: record } = await session.imported('log.txt', text, { settings })
  expect(record).toMatchObject({ format: 'git-log', rows: { total: 2, taken: 2, rejected: 0, duplicates: 0, ignored: 0 } })
  expect(await events()).toEqual(expected)
})

test('the log asks for its repository, unless a column names it', async () => {
  await expect(session.imported('log.csv', table(',', iso))).rejects.toMatchObject({ code: 'needs_setting', detail: { key: 'repo', file: 'log.csv' } })
  const { import: record } = await session.imported('log.csv', `repo,hash,author_email,date\nAcme/SDK,${first},jo@acme.com,${iso[0]}\n`)
  expect(record.format).toBe('git-log')
  expect(await events()).toEqual([expected[0]])
})

test('documentation edits, a hash listed twice, the same file twice, and undo', async () => {
  const text = `${table(',', iso)}\r\n${first},Jo,jo@acme.com,${iso[0]},again\r\n`
  const options = { settings: { ...settings, kind: 'docs' } }
  const { import: record } = await session.imported('log.csv', text, options)
  expect(record.rows).toEqual({ total: 3, taken: 2, rejected: 0, duplicates: 1, ignored: 0 })
  expect(await events()).toEqual(expected.map((row) => ({ ...row, source: 'docs_edit' })))
  expect((await session.imported('log.csv', text, options)).alreadyImported).toBe(true)
  await undoImport(session, record.importId, new AbortController().signal)
  expect(await events()).toEqual([])
})

test('a subject with bare quotes and rows without author, time or hash are rejected alone', async () => {
  const line = (hash: string, email: string, date: string, subject = 'x') => `{"hash":"${hash}","author_name":"Jo","author_email":"${email}","date":"${date}","subject":"${subject}"}\n`
  const text = line(first, 'Jo@Acme.com', iso[0]) + line(second, 'jo@acme.com', iso[1], 'say "no"') + line(second, 'root', iso[1]) + line(second, 'jo@acme.com', 'soon') + line('', 'jo@acme.com', iso[1])
  const { import: record } = await session.imported('log.ndjson', text, { settings })
  expect(record.rows).toEqual({ total: 5, taken: 1, rejected: 4, duplicates: 0, ignored: 0 })
  expect(await rows(session.opened.reader, 'SELECT line_number, column_name FROM ops.rejects ORDER BY line_number')).toEqual([
    { line_number: 2, column_name: null },
    { line_number: 3, column_name: 'author_email' },
    { line_number: 4, column_name: 'date' },
    { line_number: 5, column_name: 'hash' },
  ])
  expect(await events()).toEqual([expected[0]])
})
