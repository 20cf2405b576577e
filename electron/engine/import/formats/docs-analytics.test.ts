import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { againAndUndo } from '../again-and-undo.test-support.ts'
import { type TestSession, testSession } from '../session.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const events = () => rows(session.opened.reader, 'SELECT source_row, source, target, occurred_at, login, email, domain, company, quantity FROM dev.events ORDER BY import_id, source_row')
const view = { source: 'docs_view', target: 'https://docs.own.dev/Start', occurred_at: '2025-01-05T10:00:00.000Z', login: null, email: null, domain: null, company: null, quantity: 1 }

const mixed = [
  'timestamp,email,login,domain,url,action',
  '2025-01-05T10:00:00Z,Jo@Acme.com,,,https://docs.own.dev/Start,PAGE_VISIT',
  '2025-01-05T10:00:00Z,,@octo,,https://docs.own.dev/Start,suggest_edit',
  '1736071200,,,Globex.co,https://docs.own.dev/Start,COPY_COMMAND',
  ',jo@acme.com,,,https://docs.own.dev/Start,',
  '2025-01-05T10:00:00Z,jo@acme.com,,,https://docs.own.dev/Start,credit card',
  'yesterday,jo@acme.com,,,/a,view',
  '2025-01-05T10:00:00Z,,,,/a,view',
  '',
].join('\n')

test('views and edits by person or company; without a time they count as of the day of the file', async () => {
  const { import: record } = await session.imported('docs.csv', mixed, { settings: { collected: '2025-01-06' } })
  expect(record).toMatchObject({ format: 'docs-analytics', rows: { total: 7, taken: 5, rejected: 2, duplicates: 0, ignored: 0 } })
  expect(record.warnings.join(' ')).toContain('1 of 5 events have no time; they count as of 2025-01-06')
  expect(await events()).toEqual([
    { ...view, source_row: 1, email: 'jo@acme.com' },
    { ...view, source_row: 2, source: 'docs_edit', login: 'octo' },
    { ...view, source_row: 3, domain: 'globex.co' },
    { ...view, source_row: 4, email: 'jo@acme.com', occurred_at: null },
    { ...view, source_row: 5, email: 'jo@acme.com' },
  ])
  expect(await rows(session.opened.reader, 'SELECT line_number, column_name FROM ops.rejects ORDER BY 1')).toEqual([
    { line_number: 7, column_name: 'timestamp' },
    { line_number: 8, column_name: 'domain' },
  ])
})

test.each(['edit', 'Edited', 'docs-edit', 'page_edits', 'commit', 'Pull request', 'contribution'])('“%s” is an edit', async (action) => {
  await session.imported('docs.ndjson', JSON.stringify({ timestamp: '2025-01-05T10:00:00Z', login: 'octo', url: 'https://docs.own.dev/Start', action }))
  expect(await events()).toEqual([{ ...view, source_row: 1, source: 'docs_edit', login: 'octo' }])
})

test('the same file changes nothing and undo leaves no trace', () => againAndUndo(session, 'docs.csv', mixed))
