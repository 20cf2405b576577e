import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { type TestSession, testSession } from '../session.test-support.ts'
import { undoImport } from '../undo-import.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const settings = { repo: 'Acme/SDK', collected: '2024-06-01' }
const events = () => rows(session.opened.reader, 'SELECT source_row, source_event_id, source, target, occurred_at, github_id, login, actor_type, email, quantity FROM dev.events ORDER BY source_row')
const list = [
  { login: 'octo', id: 583231, node_id: 'x', avatar_url: 'y', type: 'User', site_admin: false, contributions: 120 },
  { login: 'renovate[bot]', id: 29139614, avatar_url: 'y', type: 'Bot', contributions: 40 },
  { email: 'Jo@Globex.co', name: 'Jo', type: 'Anonymous', contributions: 3 },
  { email: 'jo@globex.co', name: 'Jo Bloggs', type: 'Anonymous', contributions: 2 },
]
const expected = [
  { source_row: 1, source_event_id: 'acme/sdk 583231', source: 'commit', target: 'acme/sdk', occurred_at: null, github_id: 583231, login: 'octo', actor_type: 'User', email: null, quantity: 120 },
  { source_row: 2, source_event_id: 'acme/sdk 29139614', source: 'commit', target: 'acme/sdk', occurred_at: null, github_id: 29139614, login: 'renovate[bot]', actor_type: 'Bot', email: null, quantity: 40 },
  { source_row: 3, source_event_id: 'acme/sdk jo@globex.co Jo', source: 'commit', target: 'acme/sdk', occurred_at: null, github_id: null, login: null, actor_type: null, email: 'jo@globex.co', quantity: 3 },
  { source_row: 4, source_event_id: 'acme/sdk jo@globex.co Jo Bloggs', source: 'commit', target: 'acme/sdk', occurred_at: null, github_id: null, login: null, actor_type: null, email: 'jo@globex.co', quantity: 2 },
]
const ndjson = (records: readonly unknown[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('')

test.each([
  ['an array', JSON.stringify(list, null, 2)],
  ['lines', ndjson(list)],
])('contributors as %s: one undated event a person with the number of commits', async (_, text) => {
  const { import: record } = await session.imported('contributors.json', text, { settings })
  expect(record).toMatchObject({ format: 'github-contributors', rows: { total: 4, taken: 4, rejected: 0, duplicates: 0, ignored: 0 }, periodFrom: null, periodTo: null })
  expect(record.warnings.join(' ')).toMatch(/count the same commits as a commit list.*4 of 4 events have no time; they count as of 2024-06-01.*acme\/sdk is not marked/)
  expect(await events()).toEqual(expected)
})

test('the list asks for its repository; a person listed on two pages counts once; the same file changes nothing; undo', async () => {
  const text = ndjson([...list, list[0]])
  await expect(session.imported('contributors.json', text)).rejects.toMatchObject({ code: 'needs_setting', detail: { key: 'repo' } })
  const { import: record } = await session.imported('contributors.json', text, { settings })
  expect(record.rows).toEqual({ total: 5, taken: 4, rejected: 0, duplicates: 1, ignored: 0 })
  expect((await session.imported('again.json', text, { settings })).alreadyImported).toBe(true)
  await undoImport(session, record.importId, new AbortController().signal)
  expect(await events()).toEqual([])
})

test('a contributor without name or number is rejected with its line', async () => {
  const bad = [{ name: 'Jo', type: 'Anonymous', contributions: 3 }, { login: 'mona', id: 7, contributions: 'many' }]
  const { import: record } = await session.imported('contributors.ndjson', ndjson([...list, ...bad]), { settings })
  expect(record.rows).toEqual({ total: 6, taken: 4, rejected: 2, duplicates: 0, ignored: 0 })
  expect(await rows(session.opened.reader, 'SELECT line_number, column_name, reason FROM ops.rejects ORDER BY line_number')).toEqual([
    { line_number: 5, column_name: 'login', reason: 'The record names its contributor neither by account nor by e-mail address.' },
    { line_number: 6, column_name: 'contributions', reason: 'The number of contributions cannot be read.' },
  ])
})
