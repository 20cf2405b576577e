import { afterEach, beforeEach, expect, test } from 'vitest'
import { importMapping, type ImportMapping } from '../../../shared/import-mapping.ts'
import { rows } from '../db/query.ts'
import { againAndUndo } from './again-and-undo.test-support.ts'
import { runImport } from './run-import.ts'
import { type TestSession, testSession } from './session.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const signal = new AbortController().signal
const all = (table: string, columns = '*') => rows(session.opened.reader, `SELECT ${columns} FROM ${table} ORDER BY import_id, source_row`)
const mapped = async (name: string, text: string, mapping: ImportMapping) => runImport(session, { path: await session.file(name, text), mapping, settings: {} }, signal)

const people = `record_id,first_name,last_name,email,job title,company,account_ids,linkedin,stage,owner,country,opted_out,created_at,opportunity_at,customer_at,Shoe size
1,Jo,Bloggs,"Jo Bloggs <JO@Acme.com>",CTO,Acme,a1; a2,linkedin.com/in/jo,Customer,Ann,DE,yes,2025-01-02,2025-02-03,2025-03-04,42
2,,Únø,nobody,,,,,partner,,,perhaps,soon,later,,
,,,ann@beta.io,,,,,Lead,,,no,,,,
,,Nameless,,,Beta,,,,,,,,,,
1.2E+11,Gone,,gone@x.co,,,,,,,,,,,,
2,,Únø,nobody,,,,,partner,,,perhaps,soon,later,,
`

test('contacts: what is read, what is left empty, what is rejected and why', async () => {
  const { import: record } = await session.imported('people.csv', people, { settings: { 'stage.partner': 'opportunity' } })
  expect(record).toMatchObject({ format: 'contacts', rows: { total: 6, taken: 3, rejected: 2, duplicates: 1, ignored: 0 } })
  expect(await all('crm.contacts', '* EXCLUDE (import_id, entered)')).toEqual([
    { source_row: 1, record_id: '1', kind: 'contact', email: 'jo@acme.com', name: 'Jo Bloggs', title: 'CTO', company: 'Acme', account_ids: ['a1', 'a2'], linkedin: 'linkedin.com/in/jo', stage_raw: 'Customer', stage: 'customer', owner: 'Ann', country: 'DE', opted_out: true, created_at: '2025-01-02T00:00:00.000Z', extra: '{"Shoe size":"42"}' },
    { source_row: 3, record_id: 'ann@beta.io', kind: 'contact', email: 'ann@beta.io', name: null, title: null, company: null, account_ids: [], linkedin: null, stage_raw: 'Lead', stage: 'lead', owner: null, country: null, opted_out: false, created_at: null, extra: '{"Shoe size":null}' },
    { source_row: 6, record_id: '2', kind: 'contact', email: null, name: 'Únø', title: null, company: null, account_ids: [], linkedin: null, stage_raw: 'partner', stage: 'opportunity', owner: null, country: null, opted_out: null, created_at: null, extra: '{"Shoe size":null}' },
  ])
  expect(await rows(session.opened.reader, 'SELECT source_row, record_id, object, stage, entered_at FROM crm.stage_entries ORDER BY ALL')).toEqual([
    { source_row: 1, record_id: '1', object: 'contact', stage: 'customer', entered_at: '2025-03-04T00:00:00.000Z' },
    { source_row: 1, record_id: '1', object: 'contact', stage: 'opportunity', entered_at: '2025-02-03T00:00:00.000Z' },
  ])
  expect(await all('ops.rejects', 'source_row, line_number, column_name, reason')).toEqual([
    { source_row: 4, line_number: 5, column_name: 'record_id', reason: 'The row has no record id and no e-mail address.' },
    { source_row: 5, line_number: 6, column_name: 'record_id', reason: 'The record id is in scientific notation: a spreadsheet has destroyed it. Export the file again and do not open it in a spreadsheet.' },
  ])
  expect(record.warnings.filter((warning) => warning.includes('left empty'))).toEqual([
    '2 cells of “email” are not an e-mail address and were left empty.',
    '2 cells of “opted_out” are not yes or no and were left empty.',
    '2 cells of “created_at” are not a date and were left empty.',
    '2 cells of “opportunity_at” are not a date and were left empty.',
  ])
})

const sales = `deal_id;deal;company;account_ids;contact_ids;contacts;pipeline;stage;amount;currency;owner;expected close date;close date;created_at;opportunity_at;note
7;Big;Acme;a1;1, 2;Jo (JO@acme.com);Sales;Closed Won;1.234,50 €;EUR;Ann;;31/12/2025;01/10/2025;02/11/2025;x
8;Small;Beta;;;;Sales;Warm;much;;;30/06/2026;;;;
;Nameless id;Beta;;;;;Closed Lost;;;;;soon;;;
;;Gamma;;;;;Open;;;;;;;;
`

test('deals: what is read, what is left empty, what is rejected and why', async () => {
  const { import: record } = await session.imported('sales.csv', sales)
  expect(record).toMatchObject({ format: 'deals', rows: { total: 4, taken: 3, rejected: 1, duplicates: 0, ignored: 0 } })
  expect(await all('crm.deals', '* EXCLUDE (import_id, entered)')).toEqual([
    { source_row: 1, record_id: '7', name: 'Big', account_ids: ['a1'], company: 'Acme', contact_ids: ['1', '2'], contact_emails: ['jo@acme.com'], pipeline: 'Sales', stage_raw: 'Closed Won', stage: 'customer', amount: 1234.5, currency: 'EUR', owner: 'Ann', closes_at: '2025-12-31T00:00:00.000Z', closed_at: '2025-12-31T00:00:00.000Z', created_at: '2025-10-01T00:00:00.000Z', extra: '{"note":"x"}' },
    { source_row: 2, record_id: '8', name: 'Small', account_ids: [], company: 'Beta', contact_ids: [], contact_emails: [], pipeline: 'Sales', stage_raw: 'Warm', stage: 'unmapped', amount: null, currency: null, owner: null, closes_at: '2026-06-30T00:00:00.000Z', closed_at: null, created_at: null, extra: '{"note":null}' },
    { source_row: 3, record_id: 'Beta · Nameless id', name: 'Nameless id', account_ids: [], company: 'Beta', contact_ids: [], contact_emails: [], pipeline: null, stage_raw: 'Closed Lost', stage: 'lost', amount: null, currency: null, owner: null, closes_at: null, closed_at: null, created_at: null, extra: '{"note":null}' },
  ])
  expect(await all('crm.stage_entries', 'record_id, object, stage, entered_at')).toEqual([{ record_id: '7', object: 'deal', stage: 'opportunity', entered_at: '2025-11-02T00:00:00.000Z' }])
  expect(await all('ops.rejects', 'source_row, line_number, column_name, reason')).toEqual([{ source_row: 4, line_number: 5, column_name: 'deal_id', reason: 'The row has no record id and no name.' }])
  expect(record.warnings.filter((warning) => warning.includes('left empty'))).toEqual(['1 cell of “amount” is not an amount and was left empty.', '1 cell of “close date” is not a date and was left empty.'])
})

test('contacts and deals as JSON: lists of ids and addresses, keys that appear late', async () => {
  await session.imported('people.ndjson', '{"id":1,"full_name":"Jo","email":"jo@a.co","company_ids":["a1","a2"]}\n{"id":2,"email":"ann@b.co","company_ids":[],"shoe":{"size":42}}\n')
  expect(await all('crm.contacts', 'record_id, name, account_ids, CAST(extra->\'shoe\' AS VARCHAR) AS shoe')).toEqual([
    { record_id: '1', name: 'Jo', account_ids: ['a1', 'a2'], shoe: null }, { record_id: '2', name: null, account_ids: [], shoe: '{"size":42}' },
  ])
  await session.imported('deals.json', '[{"deal_id":"7","deal":"Big","stage":"won","amount":10.5,"contact_emails":["jo@a.co","ann@b.co"],"closed_at":"2025-06-30T10:00:00Z"}]')
  expect(await all('crm.deals', 'record_id, name, stage, amount, contact_emails, closed_at')).toEqual([
    { record_id: '7', name: 'Big', stage: 'customer', amount: 10.5, contact_emails: ['jo@a.co', 'ann@b.co'], closed_at: '2025-06-30T10:00:00.000Z' },
  ])
})

const attioPeople = `Record ID,Record,Email addresses,Job title,Company > Record ID,Company > Name,Connection strength,Primary location > Country
3f1c,Jo Bloggs,"jo@acme.com, jo@home.net",CTO,9b2e,Acme,Strong,DE
77aa,Ann Other,,,9b2f,Beta,,
`
const attioPeopleMapping = importMapping.parse({
  format: 'contacts', key: ['Record ID'], columns: { name: ['Record'], email: ['Email addresses'], account_ids: ['Company > Record ID'], company: ['Company > Name'], country: ['Primary location > Country'] },
})
const attioCompanies = `Record ID,Record,Domains,Funnel
9b2e,Acme,"acme.com, acme.io",Active
9b2f,Beta,beta.io,Talking
`
const attioDeals = `Record ID,Deal name,Deal stage,Deal value,Associated company > Record ID,Associated people > Email addresses,Deal owner,Won on
d1,Acme platform,Won 🎉,"25,000.00",9b2e,"jo@acme.com, ann@acme.com",Ann,2025-06-30
d2,Beta pilot,In Progress,,9b2f,,Ann,
`

test('Attio: companies, people and deals are mapped to accounts, contacts and deals and meet each other', async () => {
  await mapped('companies.csv', attioCompanies, importMapping.parse({ format: 'accounts', key: ['Record ID'], columns: { name: ['Record'], further_domains: ['Domains'], stage: ['Funnel'] }, stages: { Active: 'customer', Talking: 'lead' } }))
  await mapped('people.csv', attioPeople, attioPeopleMapping)
  const deals = importMapping.parse({
    format: 'deals', key: ['Record ID'], stages: { 'Won 🎉': 'customer', 'In Progress': 'opportunity' },
    columns: { account_ids: ['Associated company > Record ID'], contact_emails: ['Associated people > Email addresses'], closed_at: ['Won on'] },
  })
  const { import: record } = await mapped('deals.csv', attioDeals, deals)
  expect(record.rows).toMatchObject({ total: 2, taken: 2 })
  expect(await all('crm.accounts', 'record_id, name, further_domains, stage')).toEqual([
    { record_id: '9b2e', name: 'Acme', further_domains: ['acme.com', 'acme.io'], stage: 'customer' },
    { record_id: '9b2f', name: 'Beta', further_domains: ['beta.io'], stage: 'lead' },
  ])
  expect(await all('crm.contacts', 'record_id, name, email, title, company, account_ids, country, extra')).toEqual([
    { record_id: '3f1c', name: 'Jo Bloggs', email: 'jo@acme.com', title: 'CTO', company: 'Acme', account_ids: ['9b2e'], country: 'DE', extra: '{"Connection strength":"Strong"}' },
    { record_id: '77aa', name: 'Ann Other', email: null, title: null, company: 'Beta', account_ids: ['9b2f'], country: null, extra: '{"Connection strength":null}' },
  ])
  expect(await all('crm.deals', 'record_id, name, stage_raw, stage, amount, owner, account_ids, contact_emails, closed_at')).toEqual([
    { record_id: 'd1', name: 'Acme platform', stage_raw: 'Won 🎉', stage: 'customer', amount: 25000, owner: 'Ann', account_ids: ['9b2e'], contact_emails: ['jo@acme.com', 'ann@acme.com'], closed_at: '2025-06-30T00:00:00.000Z' },
    { record_id: 'd2', name: 'Beta pilot', stage_raw: 'In Progress', stage: 'opportunity', amount: null, owner: 'Ann', account_ids: ['9b2f'], contact_emails: [], closed_at: null },
  ])
  expect(await rows(session.opened.reader, `SELECT p.name, a.name AS account FROM crm.current_contacts p JOIN crm.current_accounts a ON list_contains(p.account_ids, a.record_id) ORDER BY 1`)).toEqual([
    { name: 'Ann Other', account: 'Beta' }, { name: 'Jo Bloggs', account: 'Acme' },
  ])
})

test.each([['people.csv', people], ['sales.csv', sales]])('%s again changes nothing, and undo is exact', (name, text) => againAndUndo(session, name, text))

test('a column of an export that is recognised is mapped otherwise: HubSpot, Salesforce and Pipedrive', async () => {
  const contacts = 'Record ID,First Name,Last Name,Email,Rolle,Associated Company IDs,Firma ID,Lifecycle Stage,Kunde seit\n1,Jo,B,jo@a.co,CTO,901,902,Lead,2025-02-03\n'
  await mapped('contacts.csv', contacts, importMapping.parse({ format: 'hubspot-contacts', columns: { title: ['Rolle'], account_ids: ['Firma ID'], entered_customer: ['Kunde seit'] } }))
  expect(await all('crm.contacts', 'record_id, name, email, title, account_ids, stage, CAST(extra AS VARCHAR) AS extra')).toEqual([
    { record_id: '1', name: 'Jo B', email: 'jo@a.co', title: 'CTO', account_ids: ['902'], stage: 'lead', extra: '{"Associated Company IDs":"901"}' },
  ])
  expect(await all('crm.stage_entries', 'stage, entered_at')).toEqual([{ stage: 'customer', entered_at: '2025-02-03T00:00:00.000Z' }])
  const account = 'Id,Name,Type,Website,Region__c,Sitz__c,Weg__c\n0015g00000AbCdE,Acme,Prospect,acme.com,#N/A,DE,#N/A\n'
  await mapped('Account.csv', account, importMapping.parse({ format: 'salesforce-accounts', columns: { country: ['Sitz__c'] }, aside: ['Website'] }))
  expect(await all('crm.accounts', 'record_id, name, domain, country, stage, CAST(extra AS VARCHAR) AS extra')).toEqual([
    { record_id: '0015g00000AbCdEAAV', name: 'Acme', domain: null, country: 'DE', stage: 'lead', extra: '{"Type":"Prospect","Website":"acme.com","Region__c":null,"Weg__c":null}' },
  ])
  const deal = 'Deal - ID,Deal - Title,Deal - Status,Deal - Won time,Deal - Signed,Deal - Value\n1,Big,Won,2024-11-30,2024-12-24,5\n'
  await mapped('deals.csv', deal, importMapping.parse({ format: 'pipedrive-deals', columns: { closed_at: ['Deal - Signed'], amount: [] } }))
  expect(await all('crm.deals', 'record_id, name, stage, amount, closed_at')).toEqual([{ record_id: '1', name: 'Big', stage: 'customer', amount: null, closed_at: '2024-12-24T00:00:00.000Z' }])
})
