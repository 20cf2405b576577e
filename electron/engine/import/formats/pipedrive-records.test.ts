import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { againAndUndo } from '../again-and-undo.test-support.ts'
import { type TestSession, testSession } from '../session.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const deals = (columns: string) => rows(session.opened.reader, `SELECT ${columns} FROM crm.deals ORDER BY source_row`)
const contacts = (columns: string) => rows(session.opened.reader, `SELECT ${columns} FROM crm.contacts ORDER BY source_row`)

const dealText = `\uFEFF"Deal - ID","Deal - Title","Deal - Organization","Organization - ID","Deal - Contact person","Person - ID","Person - Email","Deal - Value","Deal - Currency of value","Deal - Stage","Deal - Pipeline","Deal - Status","Deal - Owner","Deal - Deal created","Deal - Expected close date","Deal - Won time","Deal - Lost time","Deal - Label"\r
1,"Big one","Acme, Inc.",11,"Jo Bloggs",21,"jo@acme.com, jo@home.co",1200,EUR,Negotiation,Sales,Won,Ann,"2024-05-06 07:08:09",2024-12-31,"2024-11-30 10:00:00",,Hot\r
2,Small,Beta,,,,,,,Qualified,Sales,Open,Ann,45418.5,2099-01-01,,,\r
3,Gone,Beta,,,,,,,Qualified,Sales,Lost,Ann,,,,"2024-06-01 00:00:00",\r
4,Odd,Beta,,,,,,,Qualified,Sales,Paused,Ann,,,,,\r
5,Removed,Beta,,,,,,,Qualified,Sales,Deleted,Ann,,,,,\r
`

test('deals: the status is the stage, won and lost times date it, day numbers of a spreadsheet are dates', async () => {
  const { import: record } = await session.imported('deals.csv', dealText)
  expect(record).toMatchObject({ format: 'pipedrive-deals', rows: { total: 5, taken: 4, rejected: 0, duplicates: 0, ignored: 1 } })
  expect(await deals('record_id, name, account_ids, company, contact_ids, contact_emails, pipeline, stage_raw, stage, amount, currency, closes_at, closed_at, created_at')).toEqual([
    { record_id: '1', name: 'Big one', account_ids: ['11'], company: 'Acme, Inc.', contact_ids: ['21'], contact_emails: ['jo@acme.com', 'jo@home.co'], pipeline: 'Sales', stage_raw: 'Won', stage: 'customer', amount: 1200, currency: 'EUR', closes_at: '2024-12-31T00:00:00.000Z', closed_at: '2024-11-30T10:00:00.000Z', created_at: '2024-05-06T07:08:09.000Z' },
    { record_id: '2', name: 'Small', account_ids: [], company: 'Beta', contact_ids: [], contact_emails: [], pipeline: 'Sales', stage_raw: 'Open', stage: 'opportunity', amount: null, currency: null, closes_at: '2099-01-01T00:00:00.000Z', closed_at: null, created_at: '2024-05-06T12:00:00.000Z' },
    { record_id: '3', name: 'Gone', account_ids: [], company: 'Beta', contact_ids: [], contact_emails: [], pipeline: 'Sales', stage_raw: 'Lost', stage: 'lost', amount: null, currency: null, closes_at: null, closed_at: '2024-06-01T00:00:00.000Z', created_at: null },
    { record_id: '4', name: 'Odd', account_ids: [], company: 'Beta', contact_ids: [], contact_emails: [], pipeline: 'Sales', stage_raw: 'Paused', stage: 'unmapped', amount: null, currency: null, closes_at: null, closed_at: null, created_at: null },
  ])
})

test('German deals with semicolons in Windows-1252', async () => {
  const text = 'Deal - ID;Deal - Titel;Deal - Organisation;Deal - Wert;Deal - Währung;Deal - Status\r\n7;Übernahme;Müller;1.234,50;EUR;Gewonnen\r\n8;Rest;Müller;;;Offen\r\n'
  const { import: record } = await session.imported('deals.csv', Buffer.from(text, 'latin1'))
  expect(record).toMatchObject({ format: 'pipedrive-deals', rows: { total: 2, taken: 2 } })
  expect(await deals('record_id, name, company, amount, stage')).toEqual([
    { record_id: '7', name: 'Übernahme', company: 'Müller', amount: 1234.5, stage: 'customer' },
    { record_id: '8', name: 'Rest', company: 'Müller', amount: null, stage: 'opportunity' },
  ])
})

const personText = `"Person - Name","Person - ID","Person - Organization","Person - Email - Work","Person - Email - Home","Person - Phone - Work","Person - Job title","Person - Owner","Person - Person created"\r
"Jo Bloggs",21,"Acme, Inc.",,"JO@home.co",,"CTO",Ann,"2024-05-06 07:08:09"\r
"Ann Other",22,,"ann@beta.dev","ann@home.co",,,,\r
"No Id",,,,,,,,\r
`

test('people belong to their organization by name where no id says so; the first address that is there counts', async () => {
  const { import: record } = await session.imported('people.csv', personText)
  expect(record).toMatchObject({ format: 'pipedrive-persons', rows: { total: 3, taken: 2, rejected: 1, duplicates: 0, ignored: 0 } })
  expect(await contacts('record_id, kind, email, name, title, company, account_ids, stage, owner, created_at')).toEqual([
    { record_id: '21', kind: 'contact', email: 'jo@home.co', name: 'Jo Bloggs', title: 'CTO', company: 'Acme, Inc.', account_ids: [], stage: 'unmapped', owner: 'Ann', created_at: '2024-05-06T07:08:09.000Z' },
    { record_id: '22', kind: 'contact', email: 'ann@beta.dev', name: 'Ann Other', title: null, company: null, account_ids: [], stage: 'unmapped', owner: null, created_at: null },
  ])
})

test('Czech people with the star of a required field', async () => {
  const { import: record } = await session.imported('osoby.csv', 'Osoba - Jméno*,Osoba - ID,Osoba - Organizace\nJan,9,Škoda\n')
  expect(record).toMatchObject({ format: 'pipedrive-persons' })
  expect(await contacts('record_id, name, company')).toEqual([{ record_id: '9', name: 'Jan', company: 'Škoda' }])
})

test.each([['deals.csv', dealText], ['people.csv', personText]])('%s again changes nothing, and undo is exact', async (name, text) => {
  await againAndUndo(session, name, text)
})
