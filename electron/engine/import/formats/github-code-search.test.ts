import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { previewImport } from '../preview.ts'
import { type TestSession, testSession } from '../session.test-support.ts'
import { undoImport } from '../undo-import.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const events = () => rows(session.opened.reader, 'SELECT source_row, source_event_id, source, target, occurred_at, github_id, login, actor_type, quantity FROM dev.events ORDER BY source_row')
const sha = (digit: string): string => digit.repeat(40)
const hit = (repository: string, id: number, type: string, digit: string) => ({
  name: 'package.json',
  path: 'web/package.json',
  sha: sha(digit),
  url: `https://api.github.com/repositories/9/contents/web/package.json?ref=${sha('9')}`,
  html_url: `https://github.com/${repository}/blob/${sha('9')}/web/package.json`,
  repository: { id: 9, full_name: repository, owner: { login: repository.split('/')[0], id, type }, fork: false, topics: ['items', '['] },
  score: 1,
})
const hits = [hit('Octo/App', 583231, 'User', 'a'), hit('globex/site', 7, 'Organization', 'b')]
const page = (items: readonly unknown[]) => ({ total_count: 2, incomplete_results: false, items })
const common = { source: 'code_search_hit', target: '@acme/sdk', occurred_at: null, quantity: 1 }
const expected = [
  { ...common, source_row: 1, source_event_id: `octo/app/web/package.json@${sha('a')}`, github_id: 583231, login: 'Octo', actor_type: 'User' },
  { ...common, source_row: 2, source_event_id: `globex/site/web/package.json@${sha('b')}`, github_id: 7, login: 'globex', actor_type: 'Organization' },
]
const settings = { package: '@acme/sdk', collected: '2024-06-01' }

test.each([
  ['a page on one line', JSON.stringify(page(hits))],
  ['a page over many lines', JSON.stringify(page(hits), null, 2)],
  ['two pages, one a line', hits.map((item) => `${JSON.stringify(page([item]))}\n`).join('')],
  ['pages one after another, the last one empty', [...hits.map((item) => page([item])), page([])].map((value) => JSON.stringify(value, null, 1)).join('')],
  ['a list of items', JSON.stringify(hits)],
])('%s: every result is one undated event of the repository’s owner', async (_, text) => {
  const { import: record } = await session.imported('search.json', text, { settings })
  expect(record).toMatchObject({ format: 'github-code-search', rows: { total: 2, taken: 2, rejected: 0, duplicates: 0, ignored: 0 } })
  expect(record.warnings.join(' ')).toMatch(/at most 1,000 results.*2 of 2 events have no time; they count as of 2024-06-01/)
  expect(record.warnings.join()).not.toContain('not marked')
  expect(await events()).toEqual(expected)
})

test('a file found twice counts once, the same file changes nothing, and undo takes all back', async () => {
  const moved = { ...hits[0], html_url: 'https://github.com/Octo/App/blob/other/web/package.json' }
  const text = JSON.stringify(page([...hits, moved]))
  const { import: record } = await session.imported('search.json', text, { settings })
  expect(record.rows).toEqual({ total: 3, taken: 2, rejected: 0, duplicates: 1, ignored: 0 })
  expect((await session.imported('again.json', text, { settings })).alreadyImported).toBe(true)
  await undoImport(session, record.importId, new AbortController().signal)
  expect(await events()).toEqual([])
})

test('results without a file or owner, and an error among the pages, are rejected with their lines', async () => {
  const nobody = { ...hits[0], repository: {} }
  const noFile = { ...hits[0], path: null, html_url: null }
  const text = `${JSON.stringify(page(hits), null, 2)}\n{"message":"API rate limit exceeded"}\n${JSON.stringify(page([nobody, noFile]))}\n`
  const { import: record } = await session.imported('search.json', text, { format: 'github-code-search', settings })
  expect(record.rows).toEqual({ total: 5, taken: 2, rejected: 3, duplicates: 0, ignored: 0 })
  const lines = JSON.stringify(page(hits), null, 2).split('\n').length
  expect(await rows(session.opened.reader, 'SELECT source_row, line_number, column_name FROM ops.rejects ORDER BY source_row')).toEqual([
    { source_row: 3, line_number: lines + 1, column_name: 'repository.owner.login' },
    { source_row: 4, line_number: lines + 2, column_name: 'repository.owner.login' },
    { source_row: 5, line_number: lines + 2, column_name: 'html_url' },
  ])
})

test('a rejected item within a page over many lines is found at its own line', async () => {
  const text = JSON.stringify(page([hits[0], { ...hits[1], repository: {} }]), null, 2)
  await session.imported('search.json', text, { format: 'github-code-search', settings })
  const [first = ''] = text.split(`"sha": "${sha('b')}"`)
  const opening = first.slice(0, first.lastIndexOf('{')).split('\n').length
  expect(await rows(session.opened.reader, 'SELECT line_number FROM ops.rejects')).toEqual([{ line_number: opening }])
})

test('a page longer than the first megabyte is recognised; a page cut off is refused', async () => {
  const long = page(Array.from({ length: 400 }, (_, index) => ({ ...hit(`octo/app${index}`, 1, 'User', 'a'), text_matches: [{ fragment: 'x'.repeat(4000) }] })))
  const path = await session.file('long.json', JSON.stringify(long))
  expect(await previewImport(session.opened, { path, settings: {} }, new AbortController().signal)).toMatchObject({ format: 'github-code-search', needs: [] })
  expect((await session.imported('long.json', JSON.stringify(long))).import.rows.taken).toBe(400)
  await expect(session.imported('cut.json', JSON.stringify(page(hits)).slice(0, -1))).rejects.toMatchObject({ code: 'unreadable_file' })
})

test('found users are not taken for stargazers, nor objects that merely have items for pages', async () => {
  const users = page([{ login: 'octo', id: 1, avatar_url: 'x', type: 'User', score: 1 }])
  await expect(session.imported('users.json', JSON.stringify(users))).rejects.toMatchObject({ code: 'unknown_format' })
  const orders = { items: [{ login: 'ghost' }], email: 'jo@acme.com', source: 'docs_view', occurred_at: '2024-03-01T12:00:00Z' }
  expect((await session.imported('orders.ndjson', `${JSON.stringify(orders)}\n`)).import).toMatchObject({ format: 'events', rows: { total: 1, taken: 1 } })
})
