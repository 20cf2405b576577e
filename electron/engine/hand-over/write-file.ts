import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import writeExcelFile, { type Cell } from 'write-excel-file/node'
import type { HandOverFormat } from '../../../shared/contract-hand-over.ts'
import { AppError } from '../../../shared/errors.ts'
import { guarded } from '../../../shared/formula-guard.ts'
import { delimitedText } from '../delimited-text.ts'
import { excelTables, tableHeaders } from './excel-tables.ts'

export type HandOverCell = string | number | boolean | null

export interface Sheet {
  headers: readonly string[]
  rows: AsyncIterable<readonly HandOverCell[]>
}

/** What a workbook is made of has to fit into memory. */
const mostWorkbookRows = 200_000
/** What Excel takes in one cell. */
const longestCell = 32_000

/** Writes rows to a new file that only its owner may read; text a spreadsheet would run as a formula is disarmed. */
export async function writeSheetFile(path: string, format: HandOverFormat, sheet: Sheet): Promise<void> {
  if (format === 'xlsx') return writeWorkbook(path, sheet)
  await pipeline(Readable.from(format === 'json' ? jsonLines(sheet) : delimitedLines(sheet, format === 'tsv' ? '\t' : ',')), createWriteStream(path, { mode: 0o600, flags: 'wx' }))
}

const words = (cell: HandOverCell): string => (typeof cell === 'string' ? guarded(cell) : cell === null ? '' : String(cell))

async function* delimitedLines({ headers, rows }: Sheet, delimiter: ',' | '\t'): AsyncGenerator<string> {
  yield delimitedText([headers.map(guarded)], delimiter)
  for await (const row of rows) yield delimitedText([row.map(words)], delimiter)
}

async function* jsonLines({ headers, rows }: Sheet): AsyncGenerator<string> {
  let before = '[\n'
  for await (const row of rows) {
    yield before + JSON.stringify(Object.fromEntries(headers.map((header, index) => [header, row[index] ?? null])))
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

async function writeWorkbook(path: string, { headers, rows }: Sheet): Promise<void> {
  const heads = tableHeaders(headers)
  const data: Cell[][] = [heads.map((header): Cell => ({ value: header, type: String, fontWeight: 'bold', backgroundColor: '#e8eaed' }))]
  for await (const row of rows) {
    if (data.length > mostWorkbookRows) throw new AppError('bad_usage', `More than ${mostWorkbookRows} rows are too many for a workbook. Write a CSV file.`)
    data.push(row.map((cell): Cell => (typeof cell === 'number' ? { value: cell, type: Number } : typeof cell === 'boolean' ? { value: cell, type: Boolean } : { value: words(cell).slice(0, longestCell), type: String })))
  }
  await writeFile(path, '', { mode: 0o600, flag: 'wx' })
  const table = { name: 'Rows', headers: heads, rows: data.length - 1 }
  const columns = heads.map((header) => ({ width: Math.max(14, Math.min(40, header.length + 4)) }))
  await writeExcelFile(data, { sheet: 'Rows', stickyRowsCount: 1, columns }, { features: [excelTables([table])] }).toFile(path)
}
