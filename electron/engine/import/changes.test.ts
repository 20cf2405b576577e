import { afterEach, beforeEach, expect, test } from 'vitest'
import { importMapping, type OverwriteRule } from '../../../shared/import-mapping.ts'
import { rows } from '../db/query.ts'
import { importHandlers } from './handlers.ts'
import { runImport } from './run-import.ts'
import { contents, type TestSession, testSession } from './session.test-support.ts'
import { undoImport } from './undo-import.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const signal = new AbortController().signal
const header = 'record_id,name,owner,domains,stage,tier,customer_at\n'
const first = `${header}1,Acme,Ann,a.io|b.io,lead,gold,\n2,Beta,Bob,,customer,silver,2025-02-02\n3,Gamma,,,lead,,\n`
const second = `${header}1,Acme,,,opportunity,,\n2,Beta,Bob,,customer,silver,2025-02-02\n4,Delta,Dan,,lead,,\n3,Gamma,Cy,,,bronze,2025-03-03\n`
const request = async (name: string, text: string, overwrite: OverwriteRule) =>
  ({ path: await session.file(name, text), mapping: importMapping.parse({ format: 'accounts', overwrite }), settings: { collected: name === 'second.csv' ? '2026-02-01' : '2026-01-01' } })
const imported = async (name: string, text: string, overwrite: OverwriteRule = 'replace') => (await runImport(session, await request(name, text, overwrite), signal)).import
const standing = () => rows(session.opened.reader, `SELECT record_id, owner, further_domains AS domains, stage, extra->>'tier' AS tier FROM crm.current_accounts ORDER BY record_id`)
const entered = () => rows(session.opened.reader, 'SELECT record_id, entered_at FROM crm.current_stage_history ORDER BY ALL')
const changes = async (importId: number) =>
  (await importHandlers(session)['import.changes']({ importId, offset: 0, limit: 100 }, signal)).changes.map(({ recordId, kind, column, before, after }) => [recordId, kind, column, before, after])

test('replace: the newest row counts whole', async () => {
  await imported('first.csv', first)
  const record = await imported('second.csv', second)
  expect(record.records).toEqual({ new: 1, changed: 2, same: 1 })
  expect(await standing()).toEqual([
    { record_id: '1', owner: null, domains: [], stage: 'opportunity', tier: null },
    { record_id: '2', owner: 'Bob', domains: [], stage: 'customer', tier: 'silver' },
    { record_id: '3', owner: 'Cy', domains: [], stage: 'unmapped', tier: 'bronze' },
    { record_id: '4', owner: 'Dan', domains: [], stage: 'lead', tier: null },
  ])
  expect(await changes(record.importId)).toEqual([
    ['1', 'changed', 'Further domains', 'a.io · b.io', null],
    ['1', 'changed', 'Owner', 'Ann', null],
    ['1', 'changed', 'Stage', 'lead', 'opportunity'],
    ['1', 'changed', 'Stage in the CRM', 'lead', 'opportunity'],
    ['1', 'changed', 'tier', 'gold', null],
    ['4', 'new', null, null, null],
    ['3', 'changed', 'Entered customer', null, '2025-03-03'],
    ['3', 'changed', 'Owner', null, 'Cy'],
    ['3', 'changed', 'Stage', 'lead', 'unmapped'],
    ['3', 'changed', 'Stage in the CRM', 'lead', null],
    ['3', 'changed', 'tier', null, 'bronze'],
  ])
})

test('fill: blank cells of the newer row keep the older value, stage dates and other columns too', async () => {
  await imported('first.csv', first)
  const record = await imported('second.csv', second, 'fill')
  expect(record).toMatchObject({ overwrite: 'fill', records: { new: 1, changed: 2, same: 1 } })
  expect(await standing()).toEqual([
    { record_id: '1', owner: 'Ann', domains: ['a.io', 'b.io'], stage: 'opportunity', tier: 'gold' },
    { record_id: '2', owner: 'Bob', domains: [], stage: 'customer', tier: 'silver' },
    { record_id: '3', owner: 'Cy', domains: [], stage: 'lead', tier: 'bronze' },
    { record_id: '4', owner: 'Dan', domains: [], stage: 'lead', tier: null },
  ])
  expect(await entered()).toEqual([{ record_id: '2', entered_at: '2025-02-02T00:00:00.000Z' }, { record_id: '3', entered_at: '2025-03-03T00:00:00.000Z' }])
  expect((await changes(record.importId)).map(([id, , column]) => `${String(id)} ${String(column)}`)).toEqual(['1 Stage', '1 Stage in the CRM', '4 null', '3 Entered customer', '3 Owner', '3 tier'])
})

test('keep: existing records stay as they are, only new ones come in', async () => {
  await imported('first.csv', first)
  const before = await standing()
  const record = await imported('second.csv', second, 'keep')
  expect(record.records).toEqual({ new: 1, changed: 0, same: 3 })
  expect(await standing()).toEqual([...before, { record_id: '4', owner: 'Dan', domains: [], stage: 'lead', tier: null }])
  expect(await entered()).toEqual([{ record_id: '2', entered_at: '2025-02-02T00:00:00.000Z' }])
})

test.each(['replace', 'fill', 'keep'] as const)('undoing an import that went by “%s” restores exactly what was there', async (overwrite) => {
  await imported('first.csv', first)
  const [before, all] = [await standing(), await contents(session)]
  const record = await imported('second.csv', second, overwrite)
  await undoImport(session, record.importId, signal)
  expect(await standing()).toEqual(before)
  const tables = (found: unknown) => ({ ...(found as { tables: object }).tables, 'ops.audit': [], 'ops.settings': [] })
  expect(tables(await contents(session))).toEqual(tables(all))
})

test('a later file that replaces ends what was filled; one that fills goes on from there', async () => {
  await imported('first.csv', first)
  await imported('second.csv', second, 'fill')
  await imported('third.csv', `${header}1,Acme,,,,,\n`)
  expect((await standing())[0]).toMatchObject({ owner: null, stage: 'unmapped', tier: null })
  await imported('fourth.csv', `${header}1,Acme,Zoe,,,,\n`, 'fill')
  expect((await standing())[0]).toMatchObject({ owner: 'Zoe', stage: 'unmapped', tier: null })
})

test('undoing the older import counts the newer one anew: all it brought is new', async () => {
  const older = await imported('first.csv', first)
  const newer = await imported('second.csv', second, 'fill')
  await undoImport(session, older.importId, signal)
  const [record] = await importHandlers(session)['import.list']({}, signal)
  expect(record).toMatchObject({ importId: newer.importId, records: { new: 4, changed: 0, same: 0 } })
  expect((await standing())[0]).toMatchObject({ record_id: '1', owner: null, stage: 'opportunity' })
})

test('the same contents in another order of columns and rows change nothing', async () => {
  await imported('first.csv', first)
  const record = await imported('again.csv', 'tier,plan,stage,domains,owner,name,record_id,customer_at\n,,lead,,,Gamma,3,\nsilver,,customer,,Bob,Beta,2,2025-02-02\ngold,,lead,a.io|b.io,Ann,Acme,1,\n')
  expect(record.records).toEqual({ new: 0, changed: 0, same: 3 })
})

test('another stage in a newer file is seen by its collection date, and is no dated entry', async () => {
  await imported('first.csv', first)
  await imported('second.csv', second)
  expect(await rows(session.opened.reader, 'SELECT object, record_id, stage_before, stage, seen_after, seen_at FROM crm.observed_stages')).toEqual([
    { object: 'account', record_id: '1', stage_before: 'lead', stage: 'opportunity', seen_after: '2026-01-01T00:00:00.000Z', seen_at: '2026-02-01T00:00:00.000Z' },
  ])
  expect((await entered()).map((row) => (row as { record_id: string }).record_id)).toEqual(['2', '3'])
})

test('a check counts the whole file and changes nothing', async () => {
  await imported('first.csv', first)
  const before = await contents(session)
  const text = `${second}5,short\n2,Beta,Bob,,customer,silver,2025-02-02\n`
  const { import: record, rejects } = await importHandlers(session)['import.check'](await request('second.csv', text, 'replace'), signal)
  expect(record).toMatchObject({ rows: { total: 6, taken: 4, rejected: 1, duplicates: 1, ignored: 0 }, records: { new: 1, changed: 2, same: 1 } })
  expect(rejects).toEqual([{ row: 5, line: 6, column: null, reason: 'The row has 2 cells; the header has 7.', raw: '5,short' }])
  expect(await contents(session)).toEqual(before)
  expect((await imported('second.csv', text)).importId).toBe(2)
})

test('repeats within a file are listed with the row they repeat', async () => {
  const record = await imported('first.csv', `${first}2,Beta,Bob,,customer,silver,2025-02-02\n`)
  expect(record.rows.duplicates).toBe(1)
  expect(await rows(session.opened.reader, 'SELECT source_row, same_as_row, record_key FROM ops.duplicates')).toEqual([{ source_row: 2, same_as_row: 4, record_key: '2' }])
  await session.imported('hour.json', ['1', '2', '1'].map((id) => JSON.stringify({ id, type: 'WatchEvent', actor: { id: 1, login: 'o' }, repo: { name: 'a/b' }, payload: {}, created_at: '2025-01-01T00:00:00Z' })).join('\n'))
  expect(await rows(session.opened.reader, 'SELECT source_row, same_as_row, record_key FROM ops.duplicates WHERE import_id = 2')).toEqual([{ source_row: 3, same_as_row: 1, record_key: '1' }])
})
