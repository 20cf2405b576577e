import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../db/query.ts'
import { previewImport } from './preview.ts'
import { runImport } from './run-import.ts'
import { type TestSession, testSession } from './session.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const all = (table: string, columns = '*') => rows(session.opened.reader, `SELECT ${columns} FROM ${table} ORDER BY import_id, source_row`)

async function parquet(name: string, select: string): Promise<string> {
  const path = join(session.folder, name)
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`)
  connection.closeSync()
  instance.closeSync()
  return path
}
const importPath = (path: string, settings = {}) => runImport(session, { path, settings }, new AbortController().signal)

test('accounts from CSV: the id falls back to domain and then name; stage dates by name', async () => {
  const { import: record } = await session.imported('accounts.csv', 'name,domain,domains,aliases,stage,opportunity_at,Closed Won Date,tier\nAcme,Acme.com,a.io|b.io,"Acme Corp; Acme, Inc.",Negotiation/Review,2025-01-02,,gold\nBeta,,,,Closed Won,,2025-02-03,\n,,,,lead,,,\n')
  expect(record).toMatchObject({ format: 'accounts', rows: { total: 3, taken: 2, rejected: 1 } })
  expect(await all('crm.accounts', 'record_id, name, domain, further_domains, aliases, stage, extra')).toEqual([
    { record_id: 'acme.com', name: 'Acme', domain: 'Acme.com', further_domains: ['a.io', 'b.io'], aliases: ['Acme Corp', 'Acme, Inc.'], stage: 'opportunity', extra: '{"tier":"gold"}' },
    { record_id: 'Beta', name: 'Beta', domain: null, further_domains: [], aliases: [], stage: 'customer', extra: '{"tier":null}' },
  ])
  expect(await all('crm.stage_entries', 'record_id, stage, entered_at')).toEqual([
    { record_id: 'acme.com', stage: 'opportunity', entered_at: '2025-01-02T00:00:00.000Z' },
    { record_id: 'Beta', stage: 'customer', entered_at: '2025-02-03T00:00:00.000Z' },
  ])
})

test('two record ids that differ in case only stay two accounts', async () => {
  await session.imported('accounts.csv', 'record_id,name\n0015g00000AbCdE,Acme\n0015g00000aBcDe,Beta\n')
  expect(await rows(session.opened.reader, 'SELECT count(*) AS n FROM crm.current_accounts')).toEqual([{ n: 2 }])
})

test('accounts from NDJSON keep keys the beginning of the file does not show', async () => {
  const lines = [...Array.from({ length: 1500 }, (_, index) => ({ id: index + 1, name: `Company ${index}`, domains: ['x.io', 'y.io'] })), { id: 9999, name: 'Last', late: { deep: true } }]
  await session.imported('accounts.ndjson', lines.map((line) => JSON.stringify(line)).join('\n'))
  expect(await rows(session.opened.reader, `SELECT source_row, name, further_domains, CAST(extra->'late' AS VARCHAR) AS late FROM crm.accounts WHERE record_id IN ('1', '9999') ORDER BY 1`)).toEqual([
    { source_row: 1, name: 'Company 0', further_domains: ['x.io', 'y.io'], late: null },
    { source_row: 1501, name: 'Last', further_domains: [], late: '{"deep":true}' },
  ])
})

test('accounts from Parquet, typed columns and lists', async () => {
  await importPath(await parquet('accounts.parquet', `SELECT 42 AS record_id, 'Acme' AS name, ['a.io'] AS domains, DATE '2024-05-06' AS created_at, 12.0 AS employees, 'customer' AS stage, 3 AS score UNION ALL SELECT 43, 'Beta', NULL, NULL, NULL, NULL, 4`))
  expect(await all('crm.accounts', 'source_row, record_id, further_domains, created_at, employees, stage, extra')).toEqual([
    { source_row: 1, record_id: '42', further_domains: ['a.io'], created_at: '2024-05-06T00:00:00.000Z', employees: 12, stage: 'customer', extra: '{"score":3}' },
    { source_row: 2, record_id: '43', further_domains: [], created_at: null, employees: null, stage: 'unmapped', extra: '{"score":4}' },
  ])
})

const eventRows = `occurred_at,source,login,github_id,email,domain,company,target,quantity
2025-01-01T10:00:00Z,docs_view,@octo,583231,,,,docs.acme.dev,2.5
2025-01-01T10:00:00+02:00,Product_Usage,,,A@B.co,,,,
,web_visit,,,,Globex.com,Globex,,
yesterday,docs_view,octo,,,,,,
2025-01-01,docs_view,,,,,,,
2025-01-01,,octo,,,,,,
2025-01-01,docs_view,octo,,,,,,-3
2025-01-01,docs_view,octo,,,,,,many
2025-01-01,docs_view,octo,1.5e3,,,,,
2025-01-01,made_up,octo,,,,,,
`

test('events from CSV: what is read, what is rejected and why', async () => {
  const { import: record } = await session.imported('events.csv', eventRows, { settings: { collected: '2026-01-01' } })
  expect(record).toMatchObject({ format: 'events', rows: { total: 10, taken: 4, rejected: 6, duplicates: 0, ignored: 0 } })
  expect(record.warnings.join(' ')).toMatch(/1 of 4 events have no time; they count as of 2026-01-01.*“made_up” \(1\)/)
  expect(await all('dev.events', 'occurred_at, source, login, github_id, email, domain, company, target, quantity')).toEqual([
    { occurred_at: '2025-01-01T10:00:00.000Z', source: 'docs_view', login: 'octo', github_id: 583231, email: null, domain: null, company: null, target: 'docs.acme.dev', quantity: 2.5 },
    { occurred_at: '2025-01-01T08:00:00.000Z', source: 'product_usage', login: null, github_id: null, email: 'a@b.co', domain: null, company: null, target: null, quantity: 1 },
    { occurred_at: null, source: 'web_visit', login: null, github_id: null, email: null, domain: 'globex.com', company: 'Globex', target: null, quantity: 1 },
    { occurred_at: '2025-01-01T00:00:00.000Z', source: 'made_up', login: 'octo', github_id: null, email: null, domain: null, company: null, target: null, quantity: 1 },
  ])
  expect(await all('ops.rejects', 'source_row, line_number, column_name')).toEqual([
    { source_row: 4, line_number: 5, column_name: 'occurred_at' },
    { source_row: 5, line_number: 6, column_name: 'login' },
    { source_row: 6, line_number: 7, column_name: 'source' },
    { source_row: 7, line_number: 8, column_name: 'quantity' },
    { source_row: 8, line_number: 9, column_name: 'quantity' },
    { source_row: 9, line_number: 10, column_name: 'github_id' },
  ])
})

test('events without a source column take it from the setting, which is asked for', async () => {
  const text = 'timestamp,email,url\n1735689600,a@b.co,/docs/start\n'
  await expect(session.imported('views.csv', text)).rejects.toMatchObject({ code: 'needs_setting', detail: { key: 'source' } })
  await session.imported('views.csv', text, { settings: { source: 'docs_view' } })
  expect(await all('dev.events', 'source, occurred_at, target')).toEqual([{ source: 'docs_view', occurred_at: '2025-01-01T00:00:00.000Z', target: '/docs/start' }])
})

test('events from Parquet and NDJSON; rejects of Parquet carry the row', async () => {
  const path = await parquet('events.parquet', `SELECT TIMESTAMP '2025-01-01 10:00:00' + to_hours(i::INTEGER) AS occurred_at, 'web_visit' AS source, 'acme.com' AS domain, CASE WHEN i = 1 THEN -1.0 ELSE i END AS quantity FROM range(4) r(i)`)
  expect(await previewImport(session.opened, { path, settings: {} }, new AbortController().signal)).toMatchObject({ format: 'events', container: 'parquet', rows: { length: 4 } })
  expect((await importPath(path)).import.rows).toEqual({ total: 4, taken: 3, rejected: 1, duplicates: 0, ignored: 0 })
  expect(await all('ops.rejects', 'source_row, line_number, raw')).toEqual([{ source_row: 2, line_number: null, raw: expect.stringContaining('"quantity":-1.0') as string }])
  await session.imported('events.ndjson', '{"date":"2025-03-01","event":"docs_view","username":"octo","count":2}\n')
  expect(await all('dev.events', 'source_row, occurred_at, source, quantity')).toEqual([
    { source_row: 1, occurred_at: '2025-01-01T10:00:00.000Z', source: 'web_visit', quantity: 0 },
    { source_row: 3, occurred_at: '2025-01-01T12:00:00.000Z', source: 'web_visit', quantity: 2 },
    { source_row: 4, occurred_at: '2025-01-01T13:00:00.000Z', source: 'web_visit', quantity: 3 },
    { source_row: 1, occurred_at: '2025-03-01T00:00:00.000Z', source: 'docs_view', quantity: 2 },
  ])
})
