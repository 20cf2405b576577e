import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { againAndUndo } from '../again-and-undo.test-support.ts'
import { type TestSession, testSession } from '../session.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const contacts = (columns: string) => rows(session.opened.reader, `SELECT ${columns} FROM crm.contacts ORDER BY source_row`)
const rejects = () => rows(session.opened.reader, 'SELECT source_row, line_number, column_name, reason FROM ops.rejects ORDER BY source_row')

const apiContacts = `Id,AccountId,FirstName,LastName,Title,Department,Email,LeadSource,HasOptedOutOfEmail,OwnerId,CreatedDate,IsDeleted
0035g00000AbCdE,0015g00000AbCdEAAV,Jo,Bloggs,CTO,#N/A,Jo@Acme.com,Web,true,0055g000001XyZaAAK,2024-05-06T07:08:09.000Z,false
0035g00000aBcDe,0015g00000AbCdE,Ann,#N/A,#N/A,#N/A,#N/A,#N/A,false,#N/A,#N/A,false
0035g00000AbCdF,#N/A,Gone,Person,,,gone@acme.com,,,,,true
1.2E+14,,Destroyed,Person,,,d@acme.com,,,,,false
`

test('contacts by API names: ids have 18 characters on both sides, #N/A is no value, deleted ones are ignored', async () => {
  const { import: record } = await session.imported('Contact.csv', apiContacts)
  expect(record).toMatchObject({ format: 'salesforce-contacts', rows: { total: 4, taken: 2, rejected: 1, duplicates: 0, ignored: 1 } })
  expect(await contacts('source_row, record_id, kind, email, name, title, company, account_ids, stage_raw, stage, owner, opted_out, created_at')).toEqual([
    { source_row: 1, record_id: '0035g00000AbCdEAAV', kind: 'contact', email: 'jo@acme.com', name: 'Jo Bloggs', title: 'CTO', company: null, account_ids: ['0015g00000AbCdEAAV'], stage_raw: null, stage: 'unmapped', owner: '0055g000001XyZaAAK', opted_out: true, created_at: '2024-05-06T07:08:09.000Z' },
    { source_row: 2, record_id: '0035g00000aBcDeAAK', kind: 'contact', email: null, name: 'Ann', title: null, company: null, account_ids: ['0015g00000AbCdEAAV'], stage_raw: null, stage: 'unmapped', owner: null, opted_out: false, created_at: null },
  ])
  expect(await rejects()).toEqual([{ source_row: 4, line_number: 5, column_name: 'Id', reason: expect.stringContaining('15 or 18 letters and digits') as string }])
})

const footer = '\n"Contacts by owner"\n"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n'

test('a report of contacts with its footer, in Windows-1252 with semicolons', async () => {
  const text = `"First Name";"Last Name";"Title";"Email";"Account Name";"Account ID";"Contact ID"\n"Zoë";"Müller";"Prokuristin";"zoe@mueller.de";"Müller GmbH";"0015g00000AbCdE";"0035g00000AbCdE"\n${footer}`
  const { import: record } = await session.imported('report1700000000000.csv', Buffer.from(text, 'latin1'))
  expect(record).toMatchObject({ format: 'salesforce-contacts', rows: { total: 3, taken: 1, rejected: 0, duplicates: 0, ignored: 2 } })
  expect(await contacts('record_id, name, company, account_ids')).toEqual([{ record_id: '0035g00000AbCdEAAV', name: 'Zoë Müller', company: 'Müller GmbH', account_ids: ['0015g00000AbCdEAAV'] }])
})

test('a report of contacts without their ids: known by e-mail address, and it says so', async () => {
  const { import: record } = await session.imported('report.csv', `Account ID,Account Name,Last Name,Email\n0015g00000AbCdE,Acme,Bloggs,JO@acme.com\n0015g00000AbCdE,Acme,Nobody,\n${footer}`)
  expect(record).toMatchObject({ format: 'salesforce-contacts', rows: { total: 4, taken: 1, rejected: 1, ignored: 2 } })
  expect(record.warnings).toContain('The report has no Contact ID, so contacts are known by e-mail address. Add that column to follow a contact whose address changes.')
  expect(await contacts('record_id, account_ids')).toEqual([{ record_id: 'jo@acme.com', account_ids: ['0015g00000AbCdEAAV'] }])
})

const apiLeads = `Id,FirstName,LastName,Company,Title,Email,Website,Status,LeadSource,IsConverted,ConvertedDate,ConvertedAccountId,ConvertedContactId,ConvertedOpportunityId,CreatedDate
00Q5g00000AbCdE,Jo,Bloggs,Acme,CTO,jo@acme.com,,Closed - Converted,Web,true,2025-01-02,0015g00000AbCdE,0035g00000AbCdE,0065g00000AbCdE,2024-05-06T07:08:09.000Z
00Q5g00000AbCdF,Ann,Other,Beta,,ann@beta.dev,,Nurture,Web,false,#N/A,#N/A,#N/A,#N/A,2024-06-06T00:00:00.000Z
`

test('leads by API names: the stage is lead whatever the status; a converted one belongs to the account it became', async () => {
  const { import: record } = await session.imported('Lead.csv', apiLeads)
  expect(record).toMatchObject({ format: 'salesforce-leads', rows: { total: 2, taken: 2, rejected: 0, duplicates: 0, ignored: 0 } })
  expect(await contacts('record_id, kind, name, company, account_ids, stage_raw, stage, created_at')).toEqual([
    { record_id: '00Q5g00000AbCdEEAV', kind: 'lead', name: 'Jo Bloggs', company: 'Acme', account_ids: ['0015g00000AbCdEAAV'], stage_raw: 'Closed - Converted', stage: 'lead', created_at: '2024-05-06T07:08:09.000Z' },
    { record_id: '00Q5g00000AbCdFEAV', kind: 'lead', name: 'Ann Other', company: 'Beta', account_ids: [], stage_raw: 'Nurture', stage: 'lead', created_at: '2024-06-06T00:00:00.000Z' },
  ])
})

test('a report of leads with labels and a footer', async () => {
  const { import: record } = await session.imported('report.csv', `"Lead ID","First Name","Last Name","Company / Account","Email","Lead Status","Converted"\n"00Q5g00000AbCdE","Jo","Bloggs","Acme","jo@acme.com","Open - Not Contacted","0"\n${footer}`)
  expect(record).toMatchObject({ format: 'salesforce-leads', rows: { total: 3, taken: 1, rejected: 0, duplicates: 0, ignored: 2 } })
  expect(record.warnings).toContain('The file does not say which accounts converted leads became. Export the column “Converted Account ID” too.')
  expect(await contacts('record_id, company, stage')).toEqual([{ record_id: '00Q5g00000AbCdEEAV', company: 'Acme', stage: 'lead' }])
})

test.each([['Contact.csv', apiContacts], ['Lead.csv', apiLeads]])('%s again changes nothing, and undo is exact', async (name, text) => {
  await againAndUndo(session, name, text)
})
