import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importMapping } from '../../../shared/import-mapping.ts'
import { importHandlers } from './handlers.ts'
import { mappingHandlers } from './mapping-handlers.ts'
import { type TestSession, testSession } from './session.test-support.ts'
import { joinsOf, outcomeOf, plainly, type Table, writing, written } from './writings.test-support.ts'

let session: TestSession
beforeAll(async () => {
  session = await testSession()
})
afterAll(() => session.dispose())


const files: Readonly<Record<string, Table>> = {
  'hubspot-contacts': [
    ['Record ID', 'First Name', 'Last Name', 'Email', 'Lifecycle Stage', 'Associated Company IDs', 'Opted out of all email', 'Create Date', 'Became a Lead Date'],
    ['111', 'Zoë', 'Müller', 'zoe@mueller.de', 'Customer', '901;902', 'Yes', '31/12/2024', '31/12/2024'],
    ['112', '', 'Über "Quote"\nNext', 'nobody', 'Nurture', '', '', '', ''],
    ['112', '', 'Über "Quote"\nNext', 'nobody', 'Nurture', '', '', '', ''],
    ['1.2E+11', 'Gone', '', '', '', '', '', '', ''],
  ],
  'hubspot-deals': [
    ['Record ID', 'Deal Name', 'Deal Stage', 'Amount', 'Close Date', 'Associated Company', 'Associated Contact', 'Associated Contact IDs'],
    ['7', 'Großauftrag', 'Closed Won', '1.234,50 £', '2025-06-30 12:00', 'Acme, Inc.;Müller | Söhne', 'Jo (jo@x.co);Ann (ann@y.co)', '1;2'],
    ['8', 'Other', 'contractsent', '25000', '', '', '', ''],
    ['', 'Nameless', '', '', '', '', '', ''],
  ],
  'salesforce-contacts': [
    ['Id', 'AccountId', 'FirstName', 'LastName', 'Email', 'HasOptedOutOfEmail', 'CreatedDate', 'IsDeleted'],
    ['0035g00000AbCdE', '0015g00000AbCdE', 'Zoë', 'B', 'jo@a.co', 'true', '2024-05-06T07:08:09.000Z', 'false'],
    ['0035g00000aBcDe', '#N/A', '#N/A', 'C', '#N/A', 'false', '#N/A', 'false'],
    ['0035g00000AbCdG', '', '', 'Gone', '', '', '', 'true'],
  ],
  'salesforce-opportunities': [
    ['Opportunity ID', 'Opportunity Name', 'Stage', 'Account Name', 'Amount', 'Close Date'],
    ['0065g00000AbCdE', 'Önë', 'Closed Won', 'Acme; Inc.', 'USD 1,000', '31/12/2024'],
    ['0065g00000AbCdF', 'Two', 'Prospecting', 'Beta', '', '1/2/2025'],
    ['', '', 'Prospecting', '', '5', '1/2/2025'],
  ],
  'salesforce-opportunity-history': [
    ['OpportunityId', 'StageName', 'CreatedDate', 'ForecastCategory'],
    ['0065g00000AbCdE', 'Prospecting', '2024-05-06T07:08:09.000Z', 'Pipeline'],
    ['0065g00000AbCdEAAV', 'Präsentation', '2024-05-07T07:08:09.000Z', 'BestCase'],
    ['0065g00000AbCdE', 'Closed Won', 'later', 'Closed'],
  ],
  'pipedrive-deals': [
    ['Deal - ID', 'Deal - Title', 'Deal - Status', 'Deal - Organisation', 'Deal - Won time', 'Deal - Value'],
    ['1', 'Größer', 'Won', 'Müller', '2024-11-30 10:00:00', '1200'],
    ['2', 'Klein', 'Open', 'Müller', '', ''],
    ['3', 'Weg', 'Deleted', '', '', ''],
  ],
  'pipedrive-persons': [
    ['Person - ID', 'Person - Name', 'Person - Email - Work', 'Person - Email - Home', 'Organization - ID'],
    ['1', 'Zoë', 'zoe@a.co', '', '11'],
    ['2', 'Jo', 'none', 'jo@home.net', ''],
  ],
  contacts: [
    ['record_id', 'first_name', 'last_name', 'email', 'title', 'company', 'account_ids', 'stage', 'opted_out', 'created_at', 'customer_at'],
    ['111', 'Zoë', 'Müller', 'zoe@mueller.de', 'CTO', 'Müller | Söhne; Co', '901;902', 'Customer', 'Yes', '31/12/2024', '31/12/2024'],
    ['112', '', 'Über "Quote"\nNext', 'nobody', '', '', '', 'Nurture', '', 'soon', ''],
    ['112', '', 'Über "Quote"\nNext', 'nobody', '', '', '', 'Nurture', '', 'soon', ''],
    ['', '', '', 'ann@b.co', '', '', '', '', '', '', ''],
    ['', '', 'Nobody', '', '', 'Acme', '', '', '', '', ''],
  ],
  deals: [
    ['deal_id', 'deal', 'company', 'contact_ids', 'contacts', 'stage', 'amount', 'close date', 'created_at'],
    ['7', 'Großauftrag', 'Acme, Inc.', '1;2', 'Jo (jo@x.co)', 'Closed Won', '1.234,50 £', '30/06/2025', ''],
    ['8', 'Other', 'Müller | Söhne', '', '', 'contractsent', 'many', '', '2025-01-02'],
    ['', '', 'Müller', '', '', 'Open', '', '', ''],
  ],
}

const signal = new AbortController().signal

test.each(Object.entries(files))('%s: any order of columns, further columns, delimiter, line end and encoding give the same tables', { timeout: 300_000 }, async (format, table) => {
  const plain = await outcomeOf(session, { name: 'plain.csv', content: written(table, plainly) })
  expect(plain).toMatchObject({ format, rows: { total: table.length - 1 } })
  expect(await joinsOf(session, { name: 'plain.csv', content: written(table, plainly) })).toEqual([])
  await fc.assert(
    fc.asyncProperty(writing, async (how) => {
      expect(await outcomeOf(session, { name: 'export.csv', content: written(table, how) }, how)).toEqual(plain)
    }),
    { numRuns: 8 },
  )
})

test.each(Object.entries(files))('%s: the mapping the preview shows gives the tables the file gives without it', async (format, table) => {
  const content = written(table, plainly)
  const { mapping } = await importHandlers(session)['import.preview']({ path: await session.file('plain.csv', content), settings: {} }, signal)
  expect(mapping).toMatchObject({ format })
  const chosen = importMapping.parse(mapping)
  expect(Object.keys(chosen.columns).length).toBeGreaterThan(1)
  const file = { name: 'plain.csv', content }
  expect(await outcomeOf(session, file, { mapping: chosen })).toEqual(await outcomeOf(session, file))
  // The next file must not be read by what was remembered.
  for (const { signature } of await mappingHandlers(session)['mapping.list']({}, signal)) await mappingHandlers(session)['mapping.forget']({ signature }, signal)
})
