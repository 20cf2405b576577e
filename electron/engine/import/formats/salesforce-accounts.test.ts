import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { candidates } from '../formats.ts'
import { previewImport } from '../preview.ts'
import { salesforceId } from '../salesforce-id.ts'
import { contents, type TestSession, testSession } from '../session.test-support.ts'
import { undoImport } from '../undo-import.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const accounts = (columns = 'record_id, name, stage_raw, stage') => rows(session.opened.reader, `SELECT ${columns} FROM crm.accounts ORDER BY source_row`)
const rejects = () => rows(session.opened.reader, 'SELECT source_row, line_number, column_name, reason FROM ops.rejects ORDER BY source_row')

test.each([
  ['0067E0000028LZP', '0067E0000028LZPQA2'],
  ['0067E0000028LZPQA2', '0067E0000028LZPQA2'],
  ['001000000000000', '001000000000000AAA'],
  ['001ABCDEFGHIJKL', '001ABCDEFGHIJKLY55'],
])('the id %s is %s', async (given, expected) => {
  expect(await rows(session.opened.reader, `SELECT ${salesforceId('id')} AS id FROM (SELECT '${given}' AS id)`)).toEqual([{ id: expected }])
})

const api = `Id,Name,Type,ParentId,Website,Industry,AnnualRevenue,NumberOfEmployees,BillingCity,BillingCountry,OwnerId,CreatedDate,IsDeleted
0015g00000AbCdEAAV,"Acme, Inc.",Customer - Direct,#N/A,https://www.acme.com/about,#N/A,1.5E7,1200,Berlin,Germany,0055g000001XyZaAAK,2024-05-06T07:08:09.000Z,false
0015g00000AbCdF,Beta,Prospect,#N/A,#N/A,Software,#N/A,#N/A,#N/A,#N/A,#N/A,2024-06-01T00:00:00.000+0000,FALSE
0015g00000AbCdG,Gone,Customer - Direct,,,,,,,,,,true
001500000012e34,Digits,,,beta.dev,,,,,,,,false
1.5E+14,Destroyed,,,,,,,,,,,false
,Nameless,,,,,,,,,,,false
`

test('API names: #N/A is no value, deleted accounts are ignored, Type makes customers, ids have 18 characters', async () => {
  const { import: record } = await session.imported('Account.csv', api)
  expect(record).toMatchObject({ format: 'salesforce-accounts', rows: { total: 6, taken: 3, rejected: 2, duplicates: 0, ignored: 1 } })
  expect(record.warnings).toContain('The file knows no opportunities: accounts whose Type begins with “Customer” are customers, all others are leads.')
  expect(await accounts('source_row, record_id, name, domain, stage_raw, stage, owner, industry, employees, country, created_at')).toEqual([
    { source_row: 1, record_id: '0015g00000AbCdEAAV', name: 'Acme, Inc.', domain: 'www.acme.com', stage_raw: 'Customer', stage: 'customer', owner: '0055g000001XyZaAAK', industry: null, employees: 1200, country: 'Germany', created_at: '2024-05-06T07:08:09.000Z' },
    { source_row: 2, record_id: '0015g00000AbCdFAAV', name: 'Beta', domain: null, stage_raw: null, stage: 'lead', owner: null, industry: 'Software', employees: null, country: null, created_at: '2024-06-01T00:00:00.000Z' },
    { source_row: 4, record_id: '001500000012e34AAA', name: 'Digits', domain: 'beta.dev', stage_raw: null, stage: 'lead', owner: null, industry: null, employees: null, country: null, created_at: null },
  ])
  expect((await accounts('extra')).map((row) => JSON.parse((row as { extra: string }).extra) as unknown).slice(0, 2)).toEqual([
    { Type: 'Customer - Direct', ParentId: null, AnnualRevenue: '1.5E7', BillingCity: 'Berlin', IsDeleted: 'false' },
    { Type: 'Prospect', ParentId: null, AnnualRevenue: null, BillingCity: null, IsDeleted: 'FALSE' },
  ])
  expect(await rejects()).toEqual([
    { source_row: 5, line_number: 6, column_name: 'Id', reason: expect.stringContaining('15 or 18 letters and digits') as string },
    { source_row: 6, line_number: 7, column_name: 'Id', reason: 'The record id is blank.' },
  ])
})

const footer = '\n"Q3 export"\n"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n'

test('a report with its footer: the footer is ignored and not rejected', async () => {
  const { import: record } = await session.imported('report1700000000000.csv', `"Account ID","Account Name","Stage"\n"0015g00000AbCdE","Acme","Closed Won"\n${footer}`)
  expect(record).toMatchObject({ format: 'salesforce-accounts', rows: { total: 3, taken: 1, rejected: 0, duplicates: 0, ignored: 2 } })
  expect(await accounts()).toEqual([{ record_id: '0015g00000AbCdEAAV', name: 'Acme', stage_raw: 'Closed Won', stage: 'customer' }])
  expect(await rejects()).toEqual([])
})

test('two ids that differ in case only stay two accounts; 15 and 18 characters of one id are one', async () => {
  await session.imported('a.csv', 'Account ID,Account Name,Type\n0015g00000AbCdE,Acme,Customer - Direct\n0015g00000aBcDe,Beta,\n')
  await session.imported('b.csv', 'Id,Name,Type,Website\n0015g00000AbCdEAAV,Acme renamed,Prospect,\n')
  expect(await rows(session.opened.reader, 'SELECT record_id, name, stage FROM crm.current_accounts ORDER BY name')).toEqual([
    { record_id: '0015g00000AbCdEAAV', name: 'Acme renamed', stage: 'lead' },
    { record_id: '0015g00000aBcDeAAK', name: 'Beta', stage: 'lead' },
  ])
})

const opportunities = `"Account Name";"Account ID";"Opportunity Name";"Stage";"Type";"Employees";"Created Date"\r
"Müller ""Söhne""\nGmbH";"0015g00000AbCdE";"One";"Closed Won";"New";"1,200";"31/12/2024"\r
"Müller ""Söhne""\nGmbH";"0015g00000AbCdE";"Two";"Closed Lost";"New";"1,200";"31/12/2024"\r
"only a name";"";"";"";"";"";""\r
"Beta";"0015g00000AbCdF";"Three";"Pilot";"New";"";"1/2/2025"\r
"Gamma";"0015g00000AbCdG";"";"";"";"";""\r
"Delta";"0015g00000AbCdH";"Four";"Closed Lost";"";"";""\r
"short row";"0015g00000AbCdI"\r
"Omega";"0015g00000AbCdJ";"Five";"Prospecting";"Customer - Channel";"";""\r
"Copyright © 2026";"";"";"";"";"";""\r
"";"";"";"";"";"";""\r
"Confidential Information - Do Not Distribute"\r
`

test('a report of opportunities, Windows-1252 with semicolons: the furthest stage counts, one-cell rows are a footer at the end only', async () => {
  const { import: record } = await session.imported('report.csv', Buffer.from(opportunities, 'latin1'), { settings: { 'stage.Pilot': 'opportunity' } })
  expect(record).toMatchObject({ format: 'salesforce-accounts', rows: { total: 11, taken: 6, rejected: 2, duplicates: 0, ignored: 3 } })
  expect(await accounts('source_row, record_id, name, stage_raw, stage, employees, created_at')).toEqual([
    { source_row: 1, record_id: '0015g00000AbCdEAAV', name: 'Müller "Söhne"\nGmbH', stage_raw: 'Closed Won', stage: 'customer', employees: 1200, created_at: '2024-12-31T00:00:00.000Z' },
    { source_row: 2, record_id: '0015g00000AbCdEAAV', name: 'Müller "Söhne"\nGmbH', stage_raw: 'Closed Won', stage: 'customer', employees: 1200, created_at: '2024-12-31T00:00:00.000Z' },
    { source_row: 4, record_id: '0015g00000AbCdFAAV', name: 'Beta', stage_raw: 'Pilot', stage: 'opportunity', employees: null, created_at: '2025-02-01T00:00:00.000Z' },
    { source_row: 5, record_id: '0015g00000AbCdGAAV', name: 'Gamma', stage_raw: null, stage: 'lead', employees: null, created_at: null },
    { source_row: 6, record_id: '0015g00000AbCdHAAV', name: 'Delta', stage_raw: 'Closed Lost', stage: 'lost', employees: null, created_at: null },
    { source_row: 8, record_id: '0015g00000AbCdJAAV', name: 'Omega', stage_raw: 'Customer', stage: 'customer', employees: null, created_at: null },
  ])
  expect(await rejects()).toEqual([
    { source_row: 3, line_number: 6, column_name: 'Account ID', reason: 'The record id is blank.' },
    { source_row: 7, line_number: 10, column_name: null, reason: 'The row has 2 cells; the header has 7.' },
  ])
})

test('a report cut off within its last row loses that row loudly', async () => {
  const { import: record } = await session.imported('cut.csv', '"Account ID","Account Name"\n"0015g00000AbCdE","Acme"\n"0015g00000AbCdF","Be')
  expect(record.rows).toEqual({ total: 2, taken: 1, rejected: 1, duplicates: 0, ignored: 0 })
  const { import: second } = await session.imported('cut-2.csv', 'Account ID,Account Name\n0015g00000AbCdE,Acme\n0015g00000Ab')
  expect(second.rows).toEqual({ total: 2, taken: 1, rejected: 1, duplicates: 0, ignored: 0 })
})

test('the same report again changes nothing; undo leaves no trace; the preview shows the stages', async () => {
  const before = await contents(session) as { tables: Record<string, unknown> }
  const { import: record } = await session.imported('report.csv', Buffer.from(opportunities, 'latin1'))
  expect((await session.imported('again.csv', Buffer.from(opportunities, 'latin1'))).alreadyImported).toBe(true)
  const path = await session.file('report.csv', Buffer.from(opportunities, 'latin1'))
  const preview = await previewImport(session.opened, { path, settings: {} }, new AbortController().signal)
  expect(preview).toMatchObject({ format: 'salesforce-accounts', sameAsImport: record.importId, needs: [] })
  expect(preview.stages).toContainEqual({ raw: 'Pilot', stage: 'unmapped', rows: 1 })
  await undoImport(session, record.importId, new AbortController().signal)
  const after = await contents(session) as { tables: Record<string, unknown> }
  for (const table of ['crm.accounts', 'crm.stage_entries', 'ops.imports', 'ops.rejects']) expect(after.tables[table]).toEqual(before.tables[table])
})

const likely = (text: string) => {
  const [names = [], ...lines] = text.split('\n').map((line) => line.split(','))
  const records = lines.map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? null])))
  return candidates({ container: 'delimited', names, records })[0]?.importer.id
}

test('Salesforce’s ids decide: other objects and other tables with the same headers are not Salesforce accounts', () => {
  expect(likely('Id,Name\n0015g00000AbCdEAAV,Acme')).toBe('salesforce-accounts')
  expect(likely('Id,Name,OwnerId,CreatedDate,SystemModstamp\n1.2E+17,Acme,,,')).toBe('salesforce-accounts')
  expect(likely('Id,Name,OwnerId,CreatedDate,SystemModstamp\n0065g00000AbCdEAAV,A deal,,,')).not.toBe('salesforce-accounts')
  expect(likely('Contact ID,First Name,Account Name,Account ID\n0035g00000AbCdE,Ann,Acme,0015g00000AbCdE')).not.toBe('salesforce-accounts')
  expect(likely('id,name,domain,stage\n17,Acme,acme.com,lead')).toBe('accounts')
  expect(likely('Record ID,Company name,Lifecycle Stage\n1,Acme,Lead')).toBe('hubspot-companies')
})
