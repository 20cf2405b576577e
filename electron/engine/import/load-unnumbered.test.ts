import { afterEach, beforeEach, expect, test } from 'vitest'
import { one, rows, run } from '../db/query.ts'
import { openWorkspace } from '../db/workspace.ts'
import { contents, stoppedAt, testSession, type TestSession } from './session.test-support.ts'
import { runImport } from './run-import.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

/** More rows than two row groups of DuckDB hold, so that both threads write; every 1,000th has neither id nor name. */
const records = 260_000
const bad = (row: number): boolean => row % 1000 === 0
const table = (): string =>
  `record_id,name,stage,customer_at\n${Array.from({ length: records }, (_, index) => `${bad(index + 1) ? ',' : `r${index + 1},Company ${index}`},${index % 2 === 0 ? 'customer' : 'Lead'},2025-01-0${1 + (index % 9)}`).join('\n')}\n`

test('rows keep their number in the file, rejected ones have theirs, and stage dates follow', async () => {
  await session.imported('first.csv', 'record_id,name\nx1,Before\n')
  const { import: record } = await session.imported('large.csv', table(), { format: 'accounts' })
  const rejected = records / 1000
  expect(record.rows).toEqual({ total: records, taken: records - rejected, rejected, duplicates: 0, ignored: 0 })
  const { reader } = session.opened
  const taken = `FROM crm.accounts WHERE import_id = ${record.importId}`
  expect(await one(reader, `SELECT count(*) AS wrong ${taken} AND record_id <> 'r' || source_row`)).toEqual({ wrong: 0 })
  expect(await rows(reader, `SELECT stage, count(*) AS n ${taken} GROUP BY ALL ORDER BY ALL`)).toEqual([{ stage: 'customer', n: records / 2 }, { stage: 'lead', n: records / 2 - rejected }])
  expect(await one(reader, `SELECT min(source_row) AS low, max(source_row) AS high, count(*) AS n, count(DISTINCT line_number - source_row) AS steps FROM ops.rejects`)).toEqual({ low: 1000, high: records, n: rejected, steps: 1 })
  expect(await one(reader, `SELECT count(*) AS n, count(*) FILTER (entered_at <> make_timestamp(2025, 1, 1 + ((source_row - 1) % 9), 0, 0, 0)) AS wrong FROM crm.stage_entries`)).toEqual({ n: records - rejected, wrong: 0 })
})

test('rows of several buffers, each of which holds a row group, keep their number', async () => {
  const many = 480_000
  const { import: record } = await session.imported('many.csv', `record_id,name\n${Array.from({ length: many }, (_, index) => `${index + 1},A company with a long name ${index}`).join('\n')}\n`)
  expect(record.rows.taken).toBe(many)
  expect(await one(session.opened.reader, 'SELECT count(*) AS wrong FROM crm.accounts WHERE record_id <> CAST(source_row AS VARCHAR)')).toEqual({ wrong: 0 })
  // None is a remainder that the checkpoint would have to put together with its neighbours.
  expect(await rows(session.opened.reader, `SELECT DISTINCT count >= 100000 AS large FROM pragma_storage_info('crm.accounts') WHERE column_name = 'source_row' AND segment_type <> 'VALIDITY' AND row_group_id < 3`)).toEqual([{ large: true }])
})

test.each(['INSERT INTO crm.accounts', 'BEGIN', 'UPDATE crm.accounts', 'INSERT INTO ops.import_stages', 'INSERT INTO ops.imports'])('cancelled at “%s”, nothing is left', async (statement) => {
  await session.imported('first.csv', 'record_id,name\nx1,Before\n')
  const path = await session.file('large.csv', table())
  const before = await contents(session)
  const { stopping, signal } = stoppedAt(session, statement)
  await expect(runImport(stopping, { path, format: 'accounts', settings: {} }, signal)).rejects.toThrow('stopped by the test')
  expect(await contents(session)).toEqual(before)
})

test('rows of an import that was never recorded are unseen, and gone after the next opening', async () => {
  await session.imported('first.csv', 'record_id,name\nx1,Before\n')
  const before = await contents(session)
  await run(session.opened.writer, `INSERT INTO crm.accounts (import_id, source_row, record_id, further_domains, aliases, stage) VALUES (7, 1, 'x1', [], [], 'lead')`)
  expect(await rows(session.opened.reader, 'SELECT record_id, name FROM crm.current_accounts')).toEqual([{ record_id: 'x1', name: 'Before' }])
  await session.opened.close()
  session.opened = await openWorkspace(session.opened.path)
  expect(await contents(session)).toEqual(before)
})
