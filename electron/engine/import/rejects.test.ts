import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../db/query.ts'
import { importHandlers } from './handlers.ts'
import { rejectHandlers } from './reject-handlers.ts'
import { contents, type TestSession, testSession } from './session.test-support.ts'
import { undoImport } from './undo-import.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const signal = new AbortController().signal
const long = 'x'.repeat(3000)
const text = `source,login,quantity,occurred_at,note\ndocs_view,ada,1,2025-01-01,\ndocs_view,bob,many,2025-01-01,"=1+1, ${long}"\ndocs_view,cyd,1,2025-01-01\ndocs_view,dan,-1,soon,\n`
const openRows = async (importId: number) => (await rejectHandlers(session)['reject.rows']({ importId, offset: 0, limit: 100 }, signal)).rejects
const people = async () => (await rows<{ login: string }>(session.opened.reader, 'SELECT login FROM dev.events ORDER BY login')).map(({ login }) => login)

test('open rejects come with the whole cells of their file', async () => {
  const { import: record } = await session.imported('events.csv', text)
  const page = await rejectHandlers(session)['reject.rows']({ importId: record.importId, offset: 0, limit: 100 }, signal)
  expect(page).toMatchObject({ fileName: 'events.csv', headers: ['source', 'login', 'quantity', 'occurred_at', 'note'], total: 3 })
  expect(page.rejects.map(({ row, line, column, cells }) => [row, line, column, cells])).toEqual([
    [2, 3, 'quantity', ['docs_view', 'bob', 'many', '2025-01-01', `=1+1, ${long}`]],
    [3, 4, null, ['docs_view', 'cyd', '1', '2025-01-01', '']],
    [4, 5, 'occurred_at', ['docs_view', 'dan', '-1', 'soon', '']],
  ])
})

test('edited cells are judged anew; those that pass become an import of their own, linked to the first, which can be undone', async () => {
  const { import: first } = await session.imported('events.csv', text, { settings: { target: 'docs.acme.dev' } })
  const edited = (await openRows(first.importId)).map(({ row, cells }) => ({ row, cells: cells.map((cell) => (cell === 'many' ? '7' : cell === 'soon' ? '2025-01-03' : cell)) }))
  const before = await contents(session)
  const { judged, import: none } = await rejectHandlers(session)['reject.fix']({ importId: first.importId, rows: edited, bring: false }, signal)
  expect(judged).toEqual([{ row: 2, reason: null, column: null }, { row: 3, reason: null, column: null }, { row: 4, reason: 'The quantity is negative.', column: 'quantity' }])
  expect(none).toBeNull()
  expect(await contents(session)).toEqual(before)
  const { import: second } = await rejectHandlers(session)['reject.fix']({ importId: first.importId, rows: edited, bring: true }, signal)
  expect(second).toMatchObject({ fileName: 'events (corrected).csv', format: 'events', corrects: first.importId, rows: { total: 2, taken: 2, rejected: 0 } })
  expect(await rows(session.opened.reader, 'SELECT login, quantity, target FROM dev.events WHERE import_id = 2 ORDER BY login')).toEqual([
    { login: 'bob', quantity: 7, target: 'docs.acme.dev' }, { login: 'cyd', quantity: 1, target: 'docs.acme.dev' },
  ])
  expect((await openRows(first.importId)).map(({ row }) => row)).toEqual([4])
  expect((await importHandlers(session)['import.list']({}, signal)).map(({ importId, fixed }) => [importId, fixed])).toEqual([[2, 0], [1, 2]])
  await undoImport(session, 2, signal)
  expect((await openRows(first.importId)).map(({ row }) => row)).toEqual([2, 3, 4])
  expect(await people()).toEqual(['ada'])
})

test('rejects are exported with their reason, corrected, and imported again; the reason is ignored and what is fixed is no longer open', async () => {
  const { import: first } = await session.imported('events.csv', text)
  const path = join(session.folder, 'rejects.csv')
  expect(await rejectHandlers(session)['reject.export']({ importId: first.importId, path }, signal)).toEqual({ path, rows: 3, download: null })
  const exported = await readFile(path, 'utf8')
  expect(exported.split('\r\n')[0]).toBe('\uFEFF"source","login","quantity","occurred_at","note","bandstand_reason","bandstand_import","bandstand_row"')
  expect(exported).toContain(`"'=1+1, ${long}"`)
  const corrected = exported.replace('"many"', '"7"').replace('"-1"', '"1"')
  const { import: second } = await session.imported('rejects.csv', corrected)
  expect(second).toMatchObject({ fileName: 'rejects.csv', format: 'events', corrects: 1, rows: { total: 3, taken: 2, rejected: 1 } })
  expect(await people()).toEqual(['ada', 'bob', 'cyd'])
  // The one that was refused again is open once, where it was refused last.
  expect(await openRows(1)).toEqual([])
  expect((await openRows(2)).map(({ row, reason }) => [row, reason])).toEqual([[3, 'The time cannot be read. Write it as 2026-01-31T10:30:00Z.']])
  expect(await session.imported('rejects.csv', corrected)).toMatchObject({ alreadyImported: true })
  await undoImport(session, 2, signal)
  expect((await openRows(1)).map(({ row }) => row)).toEqual([2, 3, 4])
})

test('a corrected record does not overwrite what a newer file says', async () => {
  const first = await session.imported('a.csv', 'record_id,name,owner\n1,Old,Ann,\n2e9,Beta,Bob\n2,Gamma\n')
  await session.imported('b.csv', 'record_id,name,owner\n2,New,Cy\n')
  const [, reject] = await openRows(first.import.importId)
  await rejectHandlers(session)['reject.fix']({ importId: 1, rows: [{ row: reject?.row ?? 0, cells: ['2', 'Gamma', 'Zoe'] }], bring: true }, signal)
  expect(await rows(session.opened.reader, `SELECT name, owner FROM crm.current_accounts WHERE record_id = '2'`)).toEqual([{ name: 'New', owner: 'Cy' }])
})

test('records of JSON are corrected as text', async () => {
  await session.imported('events.ndjson', '{"source":"docs_view","login":"ada"}\n{"source":"docs_view","quantity":1}\n{"source": broken}\n')
  const open = await openRows(1)
  expect(open.map(({ cells }) => cells)).toEqual([['{"source":"docs_view","quantity":1}'], ['{"source": broken}']])
  const { judged, import: record } = await rejectHandlers(session)['reject.fix'](
    { importId: 1, rows: [{ row: 2, cells: ['{"source":"docs_view",\n "login":"bob"}'] }, { row: 3, cells: ['{"source": still broken}'] }], bring: true }, signal)
  expect(judged.map(({ reason }) => reason?.slice(0, 28) ?? null)).toEqual([null, 'The record is not valid JSON'])
  expect(record).toMatchObject({ corrects: 1, rows: { taken: 1 } })
  expect(await people()).toEqual(['ada', 'bob'])
})

test('rows of several imports, or a damaged link, are refused with what to do', async () => {
  await session.imported('events.csv', text)
  const header = 'source,login,bandstand_import,bandstand_row\n'
  await expect(session.imported('x.csv', `${header}docs_view,ada,1,2\ndocs_view,bob,2,2\n`)).rejects.toThrow('several imports (1, 2)')
  await expect(session.imported('x.csv', `${header}docs_view,ada,one,2\n`)).rejects.toThrow('line 2')
})
