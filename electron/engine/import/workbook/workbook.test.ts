import readExcelFile from 'read-excel-file/node'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { previewImport } from '../preview.ts'
import { type TestSession, testSession } from '../session.test-support.ts'
import { type TestCell, type TestSheet, workbookOf } from './workbook.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const signal = () => new AbortController().signal
const hubspot = ['Record ID', 'Company name', 'Company Domain Name', 'Lifecycle Stage', 'Create Date', 'Became a Customer Date', 'Number of Employees', 'Note']
const company = (id: TestCell, name: string, ...further: TestCell[]): TestCell[] => [id, name, `${name.toLowerCase()}.com`, 'Customer', ...further]
const sheet = (name: string, list: readonly (readonly TestCell[])[]): TestSheet => ({ name, rows: list })
const accounts = (columns: string) => rows(session.opened.reader, `SELECT ${columns} FROM crm.accounts ORDER BY source_row`)

test('a workbook is read as the same table as CSV: dates from serials, whole numbers in plain digits, texts as they are', async () => {
  const list = [
    hubspot,
    company('9876543210', 'Acme', { value: 45_292, style: 1 }, { value: 45_292.75, style: 2 }, 120, 'plain'),
    // As Java writers store it: the value is whole, only its spelling is not.
    company({ xml: '<c r="A3"><v>9.87654321E9</v></c>' }, 'Beta', { value: 45_351, style: 1 }, null, 7, 'a "quoted", one\nover two lines & <more>'),
  ]
  const { import: record } = await session.imported('companies.xlsx', workbookOf({ sheets: [sheet('Companies', list)], formats: [14, 'yyyy\\-mm\\-dd hh:mm'] }))
  expect(record).toMatchObject({ format: 'hubspot-companies', fileName: 'companies.xlsx', settings: {}, rows: { total: 2, taken: 2, rejected: 0 } })
  expect(await accounts(`record_id, name, created_at, employees, extra->>'Note' AS note`)).toEqual([
    { record_id: '9876543210', name: 'Acme', created_at: '2024-01-01T00:00:00.000Z', employees: 120, note: 'plain' },
    { record_id: '9876543210', name: 'Beta', created_at: '2024-02-29T00:00:00.000Z', employees: 7, note: 'a "quoted", one\nover two lines & <more>' },
  ])
  expect(await rows(session.opened.reader, 'SELECT entered_at FROM crm.stage_entries')).toEqual([{ entered_at: '2024-01-01T18:00:00.000Z' }])
})

test('the copy in the inbox is the workbook itself, and the same workbook again changes nothing', async () => {
  const book = workbookOf({ sheets: [sheet('Companies', [hubspot, company('1', 'Acme')])] })
  const first = await session.imported('companies.xlsx', book)
  expect(first.import.bytes).toBe(book.length)
  expect(await session.imported('again.xlsx', book)).toEqual({ import: first.import, alreadyImported: true })
})

test('ids destroyed by a spreadsheet are rejected under the number of their row in the sheet', async () => {
  const list = [
    ['Report of June'], [], hubspot, company('1', 'Acme\nover two lines'), company('1.23E+11', 'Beta'), [], company({ value: '1.2345678901234568E+17', style: 0 }, 'Gamma'), company('4', 'Delta'),
  ]
  const { import: record } = await session.imported('companies.xlsx', workbookOf({ sheets: [sheet('Companies', list)] }))
  expect(record.rows).toEqual({ total: 4, taken: 2, rejected: 2, duplicates: 0, ignored: 0 })
  expect(await rows(session.opened.reader, 'SELECT source_row, line_number FROM ops.rejects ORDER BY 1')).toEqual([{ source_row: 2, line_number: 5 }, { source_row: 3, line_number: 7 }])
})

test('cells of every kind: booleans, errors, inline and rich text, formulas with and without a stored result', async () => {
  const cells = [
    '<c r="A2" t="inlineStr"><is><r><t>Ac</t></r><r><t xml:space="preserve">me </t></r><rPh sb="0" eb="1"><t>hint</t></rPh></is></c>', '<c r="B2" t="b"><v>1</v></c>',
    '<c r="C2" t="str"><f>A2&amp;"x"</f><v>=1+1</v></c>', '<c r="D2"><f>SUM(A1:A9)</f></c>', '<c r="E2" t="e"><v>#REF!</v></c>', '<c r="F2" t="inlineStr"><is><t>tab_x0009_bed</t></is></c>', '<c r="G2" t="d"><v>2024-05-06T07:08:09Z</v></c>', '<c r="H2"><v>0.10000000000000001</v></c>',
  ]
  const list: TestCell[][] = [['name', 'paying', 'formula', 'sum', 'error', 'tab', 'day', 'share', 'record_id'], [...cells.map((xml) => ({ xml })), 'a1']]
  const { import: record } = await session.imported('accounts.xlsx', workbookOf({ sheets: [sheet('A', list)] }))
  expect(record).toMatchObject({ format: 'accounts', rows: { taken: 1 } })
  expect(record.warnings[0]).toMatch(/^1 cell holds a formula without a stored result/)
  expect(await accounts('name, CAST(extra AS VARCHAR) AS extra')).toEqual([
    { name: 'Acme', extra: '{"paying":"true","formula":"=1+1","sum":null,"error":"#REF!","tab":"tab\\tbed","day":"2024-05-06T07:08:09Z","share":"0.1"}' },
  ])
})

test.each([[14, 45_292.5, '2024-01-01 12:00:00'], ['[h]:mm', 1.5, '1.5'], ['h:mm AM/PM', 0.75, '18:00:00'], ['#,##0.00 "days"', 3.5, '3.5'], ['[Red]dd.mm.yyyy', 45_292, '2024-01-01'], ['mmm-yy', 61, '1900-03-01'], [14, 59, '1900-02-28'], ['General', 45_292, '45292']] as const)(
  'a number in the format “%s” is read as it is shown: %d is %s',
  async (format, value, text) => {
    await session.imported('accounts.xlsx', workbookOf({ sheets: [sheet('A', [['record_id', 'name', 'shown'], ['1', 'Acme', { value, style: 1 }]])], formats: [format] }))
    expect(await accounts(`extra->>'shown' AS shown`)).toEqual([{ shown: text }])
  },
)

test('days of a workbook from 1904, and serials without any format in a column of dates', async () => {
  const list: TestCell[][] = [['record_id', 'name', 'created_at'], ['1', 'Acme', { value: 43_830, style: 1 }]]
  await session.imported('mac.xlsx', workbookOf({ sheets: [sheet('A', list)], formats: [14], from1904: true }))
  await session.imported('bare.xlsx', workbookOf({ sheets: [sheet('A', [list[0] ?? [], ['2', 'Beta', 45_292.5]])] }))
  expect(await rows(session.opened.reader, 'SELECT record_id, created_at FROM crm.accounts ORDER BY 1')).toEqual([
    { record_id: '1', created_at: '2024-01-01T00:00:00.000Z' }, { record_id: '2', created_at: '2024-01-01T12:00:00.000Z' },
  ])
})

test('of several sheets with a table one is asked for; blank, single-column and hidden sheets are no choice', async () => {
  const book = workbookOf({
    sheets: [
      sheet('Cover', [['Acme export']]), sheet('Companies', [hubspot, company('1', 'Acme')]), { name: 'Old', state: 'hidden', rows: [hubspot, company('3', 'Old')] }, sheet('People', [['login', 'source'], ['octo', 'star']]), sheet('Blank', []),
    ],
  })
  const path = await session.file('export.xlsx', book)
  const preview = await previewImport(session.opened, { path, settings: {} }, signal())
  expect(preview).toMatchObject({ container: 'xlsx', delimiter: null, format: 'hubspot-companies', sheets: ['Companies', 'People'], sheet: 'Companies', keyed: true, needs: [{ key: 'sheet', label: 'Which sheet? Several hold tables: Companies, People.', example: 'Companies' }] })
  expect(await previewImport(session.opened, { path, settings: { sheet: 'People' } }, signal())).toMatchObject({ format: 'events', sheets: ['Companies', 'People'], sheet: 'People', keyed: false, needs: [] })
  await expect(session.imported('export.xlsx', book)).rejects.toMatchObject({ code: 'needs_setting', message: expect.stringMatching(/export\.xlsx.*Companies, People.*--set sheet=Companies/) as string })
  expect((await session.imported('export.xlsx', book, { settings: { sheet: 'people' } })).import).toMatchObject({ format: 'events', settings: { sheet: 'People' }, rows: { taken: 1 } })
  expect((await session.imported('export.xlsx', book, { settings: { sheet: 'Old' } })).import).toMatchObject({ format: 'hubspot-companies', settings: { sheet: 'Old' } })
  await expect(session.imported('export.xlsx', book, { settings: { sheet: 'Nope' } })).rejects.toMatchObject({ code: 'bad_usage', message: expect.stringContaining('Its sheets: Cover, Companies, Old, People, Blank') as string })
  await expect(session.imported('plain.csv', 'record_id,name\n1,A\n', { settings: { sheet: 'A' } })).rejects.toMatchObject({ code: 'bad_usage' })
})

test('a sheet that need not be named is the same import whether it is named or not', async () => {
  const book = workbookOf({ sheets: [sheet('Companies', [hubspot, company('1', 'Acme')]), sheet('Cover', [['Acme']])] })
  const { import: record } = await session.imported('a.xlsx', book, { settings: { sheet: 'Companies' } })
  expect(record.settings).toEqual({})
  expect((await session.imported('a.xlsx', book)).alreadyImported).toBe(true)
})

test('what another reader finds in the workbook is what is imported', async () => {
  const words = ['ß', '漢字', '😀', 'a,b', '"', ' leading', "it's", '&amp;', '<b>', 'x\ny', '_x', '0012', '1e5']
  const list: TestCell[][] = [['record_id', 'name', 'note'], ...words.map((word, index) => [`id${index}`, `Company ${index}`, word])]
  const path = await session.file('words.xlsx', workbookOf({ sheets: [sheet('A', list)] }))
  const [read] = await readExcelFile(path, { trim: false })
  await session.imported('words.xlsx', workbookOf({ sheets: [sheet('A', list)] }))
  expect(await accounts(`record_id, name, extra->>'note' AS note`)).toEqual((read?.data ?? []).slice(1).map(([record_id, name, note]) => ({ record_id, name, note: typeof note === 'string' ? note : null })))
})
