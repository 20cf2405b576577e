import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { againAndUndo } from '../again-and-undo.test-support.ts'
import { previewImport } from '../preview.ts'
import { type TestSession, testSession } from '../session.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const deals = (columns: string) => rows(session.opened.reader, `SELECT ${columns} FROM crm.deals ORDER BY source_row`)
const history = () => rows(session.opened.reader, 'SELECT record_id, stage_raw, stage, entered_at, amount FROM crm.deal_history ORDER BY source_row')
const rejects = () => rows(session.opened.reader, 'SELECT source_row, line_number, column_name, reason FROM ops.rejects ORDER BY source_row')

const api = `Id,AccountId,Name,StageName,Amount,Probability,CloseDate,Type,IsClosed,IsWon,ForecastCategory,OwnerId,CreatedDate,LastStageChangeDate,IsDeleted
0067E0000028LZP,0015g00000AbCdE,One,Signed,1.5E7,100,2025-03-31,New,true,true,Closed,0055g000001XyZaAAK,2025-01-02T03:04:05.000Z,2025-04-01T10:00:00.000Z,false
0067E0000028LZQ,0015g00000AbCdE,Two,Closed Lost,1000,0,2025-03-31,New,true,false,Omitted,#N/A,2025-01-02T03:04:05.000Z,#N/A,false
0067E0000028LZR,0015g00000AbCdEAAV,Three,Pilot,#N/A,30,2026-03-31,New,false,false,Pipeline,#N/A,#N/A,#N/A,false
0067E0000028LZS,0015g00000AbCdE,Four,Closed Won,1,100,2025-03-31,New,true,true,Closed,#N/A,#N/A,#N/A,true
,0015g00000AbCdE,,Closed Won,1,100,2025-03-31,New,true,true,Closed,#N/A,#N/A,#N/A,false
`

test('API names: IsClosed and IsWon tell the stage whatever its name, ids have 18 characters, deleted ones are ignored', async () => {
  const { import: record } = await session.imported('Opportunity.csv', api)
  expect(record).toMatchObject({ format: 'salesforce-opportunities', rows: { total: 5, taken: 3, rejected: 1, duplicates: 0, ignored: 1 } })
  expect(await deals('source_row, record_id, name, account_ids, stage_raw, stage, amount, owner, closes_at, closed_at, created_at')).toEqual([
    { source_row: 1, record_id: '0067E0000028LZPQA2', name: 'One', account_ids: ['0015g00000AbCdEAAV'], stage_raw: 'Signed', stage: 'customer', amount: 15_000_000, owner: '0055g000001XyZaAAK', closes_at: '2025-03-31T00:00:00.000Z', closed_at: '2025-03-31T00:00:00.000Z', created_at: '2025-01-02T03:04:05.000Z' },
    { source_row: 2, record_id: '0067E0000028LZQQA2', name: 'Two', account_ids: ['0015g00000AbCdEAAV'], stage_raw: 'Closed Lost', stage: 'lost', amount: 1000, owner: null, closes_at: '2025-03-31T00:00:00.000Z', closed_at: '2025-03-31T00:00:00.000Z', created_at: '2025-01-02T03:04:05.000Z' },
    { source_row: 3, record_id: '0067E0000028LZRQA2', name: 'Three', account_ids: ['0015g00000AbCdEAAV'], stage_raw: 'Pilot', stage: 'opportunity', amount: null, owner: null, closes_at: '2026-03-31T00:00:00.000Z', closed_at: '2026-03-31T00:00:00.000Z', created_at: null },
  ])
  expect(await rejects()).toEqual([{ source_row: 5, line_number: 6, column_name: 'Id', reason: 'The row has no opportunity id and no name.' }])
})

const footer = '\n"Pipeline Q3"\n"Confidential Information - Do Not Distribute"\n'
const report = `"Opportunity ID","Opportunity Name","Stage","Account Name","Account ID","Amount","Close Date","Created Date"
"0065g00000AbCdE","One","Closed Won","Acme","0015g00000AbCdE","USD 1,234.50","31/12/2024","1/2/2024"
"0065g00000aBcDe","Two","Won","Acme","0015g00000AbCdE","","1/2/2025","1/2/2024"
"0065g00000AbCdF","Three","Negotiation/Review","Beta","","","1/2/2025","1/2/2024"
"0065g00000AbCdG","Four","Pilot","Beta","","","1/2/2025","1/2/2024"
${footer}`

test('a report: only default stage names are read, “Closed Won” alone as won; other words are unmapped until the user maps them', async () => {
  const { import: record } = await session.imported('report1700000000000.csv', report, { settings: { 'stage.Pilot': 'opportunity' } })
  expect(record).toMatchObject({ format: 'salesforce-opportunities', rows: { total: 6, taken: 4, rejected: 0, duplicates: 0, ignored: 2 } })
  expect(await deals('record_id, stage_raw, stage, company, account_ids, amount, closes_at, created_at')).toEqual([
    { record_id: '0065g00000AbCdEAAV', stage_raw: 'Closed Won', stage: 'customer', company: 'Acme', account_ids: ['0015g00000AbCdEAAV'], amount: 1234.5, closes_at: '2024-12-31T00:00:00.000Z', created_at: '2024-02-01T00:00:00.000Z' },
    { record_id: '0065g00000aBcDeAAK', stage_raw: 'Won', stage: 'unmapped', company: 'Acme', account_ids: ['0015g00000AbCdEAAV'], amount: null, closes_at: '2025-02-01T00:00:00.000Z', created_at: '2024-02-01T00:00:00.000Z' },
    { record_id: '0065g00000AbCdFAAV', stage_raw: 'Negotiation/Review', stage: 'opportunity', company: 'Beta', account_ids: [], amount: null, closes_at: '2025-02-01T00:00:00.000Z', created_at: '2024-02-01T00:00:00.000Z' },
    { record_id: '0065g00000AbCdGAAV', stage_raw: 'Pilot', stage: 'opportunity', company: 'Beta', account_ids: [], amount: null, closes_at: '2025-02-01T00:00:00.000Z', created_at: '2024-02-01T00:00:00.000Z' },
  ])
})

test('a report without any id is known by account and name, and says so', async () => {
  const { import: record } = await session.imported('report.csv', `"Opportunity Name","Stage","Account Name","Amount"\n"One","Closed Won","Acme","10"\n${footer}`)
  expect(record).toMatchObject({ format: 'salesforce-opportunities', rows: { total: 3, taken: 1, ignored: 2 } })
  expect(record.warnings).toContain('The report has no Opportunity ID, so opportunities are known by account and name; a renamed one becomes another. Add that column.')
  expect(await deals('record_id, company, stage')).toEqual([{ record_id: 'Acme · One', company: 'Acme', stage: 'customer' }])
})

test('the preview lists stages to map where they decide, and none where flags do', async () => {
  const signal = new AbortController().signal
  const preview = async (text: string) => previewImport(session.opened, { path: await session.file('x.csv', text), settings: { dates: 'dmy' } }, signal)
  expect((await preview(report)).stages.map(({ raw }) => raw)).toContain('Pilot')
  expect((await preview(api)).stages).toEqual([])
})

const apiHistory = `Id,OpportunityId,StageName,Amount,ExpectedRevenue,CloseDate,Probability,ForecastCategory,CreatedById,CreatedDate,SystemModstamp,IsDeleted
0085g00000AbCdE,0067E0000028LZP,Prospecting,100,,2025-03-31,10,Pipeline,0055g000001XyZaAAK,2025-01-02T03:04:05.000Z,2025-01-02T03:04:05.000Z,false
0085g00000AbCdF,0067E0000028LZPQA2,Pilot,100,,2025-03-31,30,BestCase,0055g000001XyZaAAK,2025-02-02T03:04:05.000Z,2025-02-02T03:04:05.000Z,false
0085g00000AbCdG,0067E0000028LZP,Signed,200,,2025-03-31,100,Closed,0055g000001XyZaAAK,2025-03-02T03:04:05.000Z,2025-03-02T03:04:05.000Z,false
0085g00000AbCdG,0067E0000028LZP,Signed,200,,2025-03-31,100,Closed,0055g000001XyZaAAK,2025-03-02T03:04:05.000Z,2025-03-02T03:04:05.000Z,false
0085g00000AbCdH,0067E0000028LZP,Closed Won,200,,2025-03-31,100,Closed,0055g000001XyZaAAK,soon,,false
0085g00000AbCdI,0067E0000028LZP,Closed Won,200,,2025-03-31,100,Closed,0055g000001XyZaAAK,2025-03-03T00:00:00.000Z,,true
`

test('OpportunityHistory dates stages without the opportunities; open forecast categories are open, other words of one’s own unmapped', async () => {
  const { import: record } = await session.imported('OpportunityHistory.csv', apiHistory)
  expect(record).toMatchObject({ format: 'salesforce-opportunity-history', rows: { total: 6, taken: 3, rejected: 1, duplicates: 1, ignored: 1 } })
  expect(await history()).toEqual([
    { record_id: '0067E0000028LZPQA2', stage_raw: 'Prospecting', stage: 'opportunity', entered_at: '2025-01-02T03:04:05.000Z', amount: 100 },
    { record_id: '0067E0000028LZPQA2', stage_raw: 'Pilot', stage: 'opportunity', entered_at: '2025-02-02T03:04:05.000Z', amount: 100 },
    { record_id: '0067E0000028LZPQA2', stage_raw: 'Signed', stage: 'unmapped', entered_at: '2025-03-02T03:04:05.000Z', amount: 200 },
  ])
  expect(await rejects()).toEqual([{ source_row: 5, line_number: 6, column_name: 'CreatedDate', reason: 'The row has no readable date.' }])
})

test('a report of changes takes the stage each led to', async () => {
  const { import: record } = await session.imported('report.csv', `"Opportunity ID","Opportunity Name","From Stage","To Stage","Last Modified"\n"0067E0000028LZP","One","Prospecting","Closed Won","31/01/2025"\n${footer}`)
  expect(record).toMatchObject({ format: 'salesforce-opportunity-history', rows: { total: 3, taken: 1, rejected: 0, ignored: 2 } })
  expect(await history()).toEqual([{ record_id: '0067E0000028LZPQA2', stage_raw: 'Closed Won', stage: 'customer', entered_at: '2025-01-31T00:00:00.000Z', amount: null }])
})

test('a field-history report: changes of other fields are ignored; without opportunity ids every row says what is missing', async () => {
  const rowsOf = (id: boolean) => `${id ? '"Opportunity ID",' : ''}"Opportunity Name","Field / Event","Old Value","New Value","Edit Date"\n${id ? '"0067E0000028LZP",' : ''}"One","Stage","Prospecting","Closed Lost","31/01/2025 10:20"\n${id ? '"0067E0000028LZP",' : ''}"One","Amount","1","2","31/01/2025 10:20"\n${footer}`
  const { import: record } = await session.imported('report.csv', rowsOf(true))
  expect(record).toMatchObject({ format: 'salesforce-opportunity-history', rows: { total: 4, taken: 1, rejected: 0, ignored: 3 } })
  expect(await history()).toEqual([{ record_id: '0067E0000028LZPQA2', stage_raw: 'Closed Lost', stage: 'lost', entered_at: '2025-01-31T10:20:00.000Z', amount: null }])
  const { import: without } = await session.imported('without.csv', rowsOf(false))
  expect(without.rows).toEqual({ total: 4, taken: 0, rejected: 1, duplicates: 0, ignored: 3 })
  expect(await rejects()).toEqual([{ source_row: 1, line_number: 2, column_name: 'Opportunity ID', reason: 'The report does not say which opportunity it is about. Add the column “Opportunity ID” to the report and export it again.' }])
})

test.each([['Opportunity.csv', api], ['OpportunityHistory.csv', apiHistory]])('%s again changes nothing, and undo is exact', async (name, text) => {
  await againAndUndo(session, name, text)
})
