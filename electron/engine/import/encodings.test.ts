import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows } from '../db/query.ts'
import { type TestSession, testSession } from './session.test-support.ts'

let session: TestSession
beforeAll(async () => {
  session = await testSession()
})
afterAll(() => session.dispose())

const delimiters = [',', ';', '\t', '|'] as const
const newlines = { LF: '\n', CRLF: '\r\n', CR: '\r' } as const
const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()
/** Windows-1252 of the few characters beyond Latin-1 used here. */
const windows1252 = (text: string): Buffer => Buffer.from(text.replaceAll('€', '\u0080').replaceAll('–', '\u0096'), 'latin1')
const encodings: Record<string, (text: string) => Buffer> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a mark': (text) => Buffer.from(`\uFEFF${text}`),
  'UTF-16LE with a mark': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'UTF-16LE without a mark': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16BE with a mark': (text) => swapped(`\uFEFF${text}`),
  'UTF-16BE without a mark': swapped,
  'Windows-1252': windows1252,
}

const quoted = (cells: readonly string[], delimiter: string): string => cells.map((cell) => (/["\n\r,;|\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter)
const table = [
  ['Record ID', 'Company name', 'Note', 'City'], ['1', 'Müller & Söhne', 'first line\nsecond line', 'Köln'], ['2', 'O"Brien', 'a,b;c|d\te', ''], ['3', 'Zoë – 5 €', '', 'Genève'],
]

const cases = Object.keys(encodings).flatMap((encoding, row) => Object.keys(newlines).map((newline, column) => ({ encoding, newline, delimiter: delimiters[(row + column) % delimiters.length] ?? ',', declared: (row + column) % 2 === 0 })))

test.each(cases)('$encoding, $newline, “$delimiter”, sep line $declared: the same table', async ({ encoding, newline, delimiter, declared }) => {
  const end = newlines[newline as keyof typeof newlines]
  const text = [...(declared ? [`sep=${delimiter}`] : []), ...table.map((cells) => quoted(cells, delimiter))].join(end) + end
  const { import: record } = await session.imported('table.csv', encodings[encoding]?.(text) ?? '', { settings: { collected: `2025-01-${String(cases.findIndex((each) => each.encoding === encoding && each.newline === newline) + 1).padStart(2, '0')}` } })
  expect(record).toMatchObject({ format: 'hubspot-companies', rows: { total: 3, taken: 3, rejected: 0 } })
  expect(record.warnings.some((warning) => warning.includes('Windows-1252'))).toBe(encoding === 'Windows-1252')
  expect(await rows(session.opened.reader, `SELECT record_id, name, extra->>'Note' AS note, extra->>'City' AS city, source_row FROM crm.accounts WHERE import_id = ${record.importId} ORDER BY source_row`)).toEqual([
    { record_id: '1', name: 'Müller & Söhne', note: 'first line\nsecond line', city: 'Köln', source_row: 1 },
    { record_id: '2', name: 'O"Brien', note: 'a,b;c|d\te', city: null, source_row: 2 },
    { record_id: '3', name: 'Zoë – 5 €', note: null, city: 'Genève', source_row: 3 },
  ])
})

test('a sep line names any delimiter, and lines are counted from it', async () => {
  const { import: record } = await session.imported('caret.csv', 'sep=^\r\nRecord ID^Company name\r\n1^Acme\r\n2\r\n')
  expect(record.rows).toMatchObject({ taken: 1, rejected: 1 })
  expect(await rows(session.opened.reader, `SELECT line_number FROM ops.rejects WHERE import_id = ${record.importId}`)).toEqual([{ line_number: 4 }])
})

test.each(Object.entries(newlines))('rejects name the physical line whatever ends it (%s)', async (_, end) => {
  const { import: record } = await session.imported(`lines${end.length}.csv`, ['Record ID,Company name', '1,Acme', '', '2', '3,Beta', '4,x,y', ''].join(end))
  expect(record.rows).toMatchObject({ total: 4, taken: 2, rejected: 2 })
  expect(await rows(session.opened.reader, `SELECT line_number FROM ops.rejects WHERE import_id = ${record.importId} ORDER BY 1`)).toEqual([{ line_number: 4 }, { line_number: 6 }])
})
