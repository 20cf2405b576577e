import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importMapping, type ImportMapping } from '../../../shared/import-mapping.ts'
import { rows } from '../db/query.ts'
import { importHandlers } from './handlers.ts'
import { mappingHandlers } from './mapping-handlers.ts'
import { runImport } from './run-import.ts'
import { type TestSession, testSession } from './session.test-support.ts'
import { undoImport } from './undo-import.ts'

let session: TestSession
beforeAll(async () => {
  session = await testSession()
})
afterAll(() => session.dispose())

type Table = readonly (readonly string[])[]

/** First the header, then records; every character exists in Windows-1252. */
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

const encodings = {
  'UTF-8': (text: string) => Buffer.from(text, 'utf8'),
  'UTF-8 with a mark': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf8'),
  'UTF-16': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'Windows-1252': (text: string) => Buffer.from(text, 'latin1'),
}

const writing = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  encoding: fc.constantFrom(...(Object.keys(encodings) as (keyof typeof encodings)[])), // exactly its keys
  newline: fc.constantFrom('\n', '\r\n'),
  order: fc.array(fc.nat(1000), { minLength: 12, maxLength: 12 }),
  further: fc.uniqueArray(fc.constantFrom('Ville', 'Größe', 'Notes', 'x'), { maxLength: 3 }),
})
type Writing = typeof writing extends fc.Arbitrary<infer T> ? T : never

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`

function written(table: Table, { delimiter, encoding, newline, order, further }: Writing): Buffer {
  const wider = table.map((cells, row) => [...cells, ...further.map((name) => (row === 0 ? name : 'é'))])
  const places = wider[0]?.map((_, index) => index).sort((a, b) => (order[a] ?? 0) - (order[b] ?? 0) || a - b) ?? []
  return encodings[encoding](wider.map((cells) => places.map((place) => quoted(cells[place] ?? '')).join(delimiter) + newline).join(''))
}

const tables = ['crm.accounts', 'crm.contacts', 'crm.deals', 'crm.deal_history', 'crm.stage_history']

const signal = new AbortController().signal

interface Further {
  /** Columns of the file that are no part of the comparison. */
  further?: readonly string[]
  mapping?: ImportMapping
}

/** What an import left, without its number, the columns nobody asked for and the stage dates that wait in a list; then takes it back. */
async function outcome(name: string, content: Buffer, { further = [], mapping }: Further): Promise<unknown> {
  const { import: record } = await runImport(session, { path: await session.file(name, content), settings: {}, mapping }, signal)
  const left = await Promise.all(tables.map((table) => rows<Record<string, unknown> & { extra?: string | null }>(session.opened.reader, `SELECT * EXCLUDE (import_id) FROM ${table} WHERE import_id = ${record.importId} ORDER BY source_row`)))
  const rejects = await rows(session.opened.reader, `SELECT source_row, line_number, column_name, reason FROM ops.rejects WHERE import_id = ${record.importId} ORDER BY ALL`)
  await undoImport(session, record.importId, signal)
  const { total, taken, rejected, duplicates, ignored } = record.rows
  expect(taken + rejected + duplicates + ignored).toBe(total)
  return { format: record.format, rows: record.rows, left: left.map((list) => list.map((row) => ({ ...row, entered: null, extra: kept(row.extra ?? null, further) }))), rejects }
}

function kept(extra: string | null, further: readonly string[]): Record<string, unknown> {
  const all = extra === null ? {} : (JSON.parse(extra) as Record<string, unknown>) // an object of columns
  return Object.fromEntries(Object.entries(all).filter(([name]) => !further.includes(name)).sort(([a], [b]) => (a < b ? -1 : 1)))
}

test.each(Object.entries(files))('%s: any order of columns, further columns, delimiter, line end and encoding give the same tables', { timeout: 300_000 }, async (format, table) => {
  const plain = await outcome('plain.csv', written(table, { delimiter: ',', encoding: 'UTF-8', newline: '\n', order: [], further: [] }), {})
  expect(plain).toMatchObject({ format, rows: { total: table.length - 1 } })
  await fc.assert(
    fc.asyncProperty(writing, async (how) => {
      expect(await outcome('export.csv', written(table, how), how)).toEqual(plain)
    }),
    { numRuns: 8 },
  )
})

test.each(Object.entries(files))('%s: the mapping the preview shows gives the tables the file gives without it', async (format, table) => {
  const content = written(table, { delimiter: ',', encoding: 'UTF-8', newline: '\n', order: [], further: [] })
  const { mapping } = await importHandlers(session)['import.preview']({ path: await session.file('plain.csv', content), settings: {} }, signal)
  expect(mapping).toMatchObject({ format })
  const chosen = importMapping.parse(mapping)
  expect(Object.keys(chosen.columns).length).toBeGreaterThan(1)
  expect(await outcome('plain.csv', content, { mapping: chosen })).toEqual(await outcome('plain.csv', content, {}))
  // The next file must not be read by what was remembered.
  for (const { signature } of await mappingHandlers(session)['mapping.list']({}, signal)) await mappingHandlers(session)['mapping.forget']({ signature }, signal)
})
