import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { extname, isAbsolute, join } from 'node:path'
import writeExcelFile, { type Cell } from 'write-excel-file/node'
import { mostSheetRows } from '../../../../shared/contract-review-sheet.ts'
import type { Handlers, Output } from '../../../../shared/contract.ts'
import { AppError } from '../../../../shared/errors.ts'
import { guarded } from '../../../../shared/formula-guard.ts'
import { rows } from '../../db/query.ts'
import type { Workspace } from '../../db/workspace.ts'
import { delimitedText } from '../../delimited-text.ts'
import { downloadName, downloadPath } from '../../grid/export.ts'
import { moveInto } from '../../grid/move-into.ts'
import { withSelectedItems } from '../selected-items.ts'
import { columnsOf, howTo, sheetHeaders, type SheetColumn } from './columns.ts'
import { sheetRowsSql } from './items-sql.ts'

type Request = Parameters<Handlers['review.export']>[0]
type SheetRow = Readonly<Record<string, string | number | null>>

const read = {
  review_items: ['item_key', 'kind', 'name', 'company_text', 'proposed', 'provider', 'title', 'verdict', 'verdict_confidence', 'disagreement', 'evidence', 'events', 'account'],
  blind_reviews: ['item_key', 'kind', 'name', 'company_text', 'proposed'],
} as const

interface Options {
  workspace: Workspace
  dataDirectory: string
  request: Request
}

/** Writes items of a queue as a sheet to be filled in; the file takes its place in one step. */
export async function writeSheet({ workspace, dataDirectory, request }: Options, signal: AbortSignal): Promise<Output<'review.export'>> {
  const { path, dataset, queue, limit } = request
  const fileType = path === undefined ? request.fileType : typeOfPath(path)
  const found = await withSelectedItems(workspace, request, {
    signal,
    columns: read[dataset],
    work: ({ items: { sql, values } }) =>
      rows<SheetRow>(workspace.reader, sheetRowsSql(`${sql} LIMIT ${limit ?? mostSheetRows + 1}`), { ...values, queue }),
  })
  if (found.length === 0) throw new AppError('bad_usage', 'Nothing is left to judge there. Choose another queue or filter.')
  if (found.length > mostSheetRows) throw new AppError('bad_usage', `That are more than ${mostSheetRows} items, too many for one sheet. Narrow the filter, or write the first ones only (--limit).`)
  const columns = columnsOf(dataset === 'blind_reviews')
  const draft = join(workspace.scratch, `${randomUUID()}.${fileType}`)
  try {
    if (fileType === 'csv') await writeFile(draft, `\uFEFF${delimitedText([columns.map((column) => sheetHeaders[column]), ...found.map((row) => columns.map((column) => guarded(text(row[column]))))])}`, { mode: 0o600 })
    else await writeWorkbook(draft, columns, found)
    signal.throwIfAborted()
    const target = path ?? (await downloadPath(dataDirectory, `review-${queue}.${fileType}`))
    await moveInto(draft, target)
    return { path: target, rows: found.length, download: path === undefined ? downloadName(target) : null }
  } finally {
    await rm(draft, { force: true })
  }
}

const text = (value: string | number | null | undefined): string => (value === null || value === undefined ? '' : String(value))

function typeOfPath(path: string): 'csv' | 'xlsx' {
  const extension = extname(path).toLowerCase()
  if (!isAbsolute(path)) throw new AppError('bad_usage', `${path} is not an absolute path.`)
  if (extension === '.csv' || extension === '.xlsx') return extension === '.csv' ? 'csv' : 'xlsx'
  throw new AppError('bad_usage', `A sheet for review ends in .csv or .xlsx, not in ${extension === '' ? 'nothing' : extension}: ${path}`)
}

/** What Excel takes in one cell. */
const longestCell = 32_000

const widths: Partial<Record<SheetColumn, number>> = { kind: 11, provider: 12, verdict: 12, verdict_confidence: 8, events: 8, name: 24, answer: 16, note: 30, bio: 34, evidence: 34, item_key: 14, queue: 12, state: 14 }

/** Two sheets: the rows with their headers fixed and the answer marked, and how to fill them in. */
async function writeWorkbook(path: string, columns: readonly SheetColumn[], found: readonly SheetRow[]): Promise<void> {
  const isAnswer = (column: SheetColumn) => column === 'answer' || column === 'note'
  const cell = (column: SheetColumn, value: string | number | null | undefined): Cell =>
    typeof value === 'number' ? { value, type: Number } : { value: guarded(text(value)).slice(0, longestCell), type: String, ...(isAnswer(column) ? { backgroundColor: '#fff7d6' } : {}) }
  const header = columns.map((column): Cell => ({ value: sheetHeaders[column], type: String, fontWeight: 'bold', backgroundColor: isAnswer(column) ? '#ffe58f' : '#e8eaed' }))
  await writeExcelFile([
    { sheet: 'Review', data: [header, ...found.map((row) => columns.map((column) => cell(column, row[column])))], columns: columns.map((column) => ({ width: widths[column] ?? 22 })), stickyRowsCount: 1 },
    { sheet: 'How to', data: howTo.map((value) => [{ value, type: String }]), columns: [{ width: 120 }] },
  ]).toFile(path)
}
