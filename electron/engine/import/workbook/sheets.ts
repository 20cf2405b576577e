import { AppError } from '../../../../shared/errors.ts'
import { numberKinds } from './cell-formats.ts'
import { readSharedStrings } from './shared-strings.ts'
import { filledCells, SheetCsv } from './sheet-csv.ts'
import { SheetRows, type StoredRow } from './sheet-rows.ts'
import { broken, streamPart, type Workbook } from './workbook-parts.ts'
import { XmlError } from './xml.ts'

type Sheet = Workbook['sheets'][number]

/** A sheet of a workbook that will be read. */
export interface ChosenSheet {
  name: string
  /** It is read without being named: no other holds a table. */
  only: boolean
  /** Names of the sheets that hold a table. */
  choices: readonly string[]
  /** Row of the headers: the first with two cells filled. */
  headerRow: number
}

export interface SheetHead extends ChosenSheet {
  /** The first rows as CSV. */
  text: string
  /** These are all its rows. */
  complete: boolean
}

const headRows = 1001
const headLength = 1 << 20
const rowsLookedAt = 100

/** The named sheet, or the only one that holds a table, and its beginning. Throws `bad_usage` for a name it has not. */
export async function sheetHead(book: Workbook, asked: string | undefined): Promise<SheetHead> {
  const { sheet, ...choice } = await choose(book, asked)
  const { rows, complete } = await firstRows(book, sheet, headRows)
  const header = rows.find((row) => filledCells(row) > 1) ?? rows.find((row) => filledCells(row) > 0)
  if (!header) throw new AppError('unreadable_file', `${book.zip.fileName}: the sheet “${sheet.name}” is empty. Choose another sheet.`)
  const last = Math.max(-1, ...rows.map(({ cells }) => cells.reduce((most, cell) => (cell?.kind === 'shared' ? Math.max(most, Number(cell.value)) : most), -1)))
  const texts = { strings: await readSharedStrings(book, last, new AbortController().signal), kinds: await numberKinds(book), from1904: book.from1904 }
  const csv = new SheetCsv(texts, header.number)
  let text = ''
  let written = 0
  for (; written < rows.length && text.length < headLength; written++) text += guarded(book, sheet, () => csv.line(rows[written] ?? header))
  return { name: sheet.name, ...choice, headerRow: header.number, text, complete: complete && written === rows.length }
}

async function choose(book: Workbook, asked: string | undefined): Promise<{ sheet: Sheet; only: boolean; choices: readonly string[] }> {
  const { zip, sheets } = book
  const shown = sheets.some(({ hidden }) => !hidden) ? sheets.filter(({ hidden }) => !hidden) : sheets
  const tables: Sheet[] = []
  for (const sheet of shown) if (shown.length === 1 || (await holdsTable(book, sheet))) tables.push(sheet)
  const [first] = tables
  const choices = tables.map(({ name }) => name)
  if (asked === undefined) {
    if (!first) throw new AppError('unreadable_file', `${zip.fileName} holds no table: none of its sheets has a row of headers with rows below it.`)
    return { sheet: first, only: tables.length === 1, choices }
  }
  const named = sheets.find(({ name }) => name === asked) ?? sheets.find(({ name }) => name.toLowerCase() === asked.toLowerCase())
  if (!named) throw new AppError('bad_usage', `${zip.fileName} has no sheet “${asked}”. Its sheets: ${sheets.map(({ name }) => name).join(', ')}.`)
  return { sheet: named, only: named === first && tables.length === 1, choices }
}

/** Two cells beside each other, and something below them. */
async function holdsTable(book: Workbook, sheet: Sheet): Promise<boolean> {
  const { rows } = await firstRows(book, sheet, rowsLookedAt)
  const header = rows.findIndex((row) => filledCells(row) > 1)
  return header >= 0 && rows.slice(header + 1).some((row) => filledCells(row) > 0)
}

async function firstRows(book: Workbook, { part }: Sheet, most: number): Promise<{ rows: StoredRow[]; complete: boolean }> {
  const handler = new SheetRows()
  const read = { whole: true }
  await streamPart(book.zip, part, {
    handler,
    signal: new AbortController().signal,
    after: (bytes) => {
      read.whole = handler.rows.length <= most && bytes < headLength * 8
      return read.whole
    },
  })
  return { rows: handler.rows.slice(0, most), complete: read.whole && handler.rows.length <= most }
}

export interface Conversion {
  sheet: ChosenSheet
  signal: AbortSignal
  write: (csv: string) => Promise<void>
  /** `share` is 0 … 1 of the sheet. */
  onRead: (share: number) => void
}

/** Writes a whole sheet as CSV; returns how many cells hold a formula without a value. */
export async function writeSheet(book: Workbook, { sheet: chosen, signal, write, onRead }: Conversion): Promise<number> {
  const sheet = book.sheets.find(({ name }) => name === chosen.name)
  if (!sheet) throw broken(book.zip, `its sheet “${chosen.name}” is gone`)
  const texts = { strings: await readSharedStrings(book, Infinity, signal), kinds: await numberKinds(book), from1904: book.from1904 }
  const csv = new SheetCsv(texts, chosen.headerRow)
  const handler = new SheetRows()
  await streamPart(book.zip, sheet.part, {
    handler,
    signal,
    after: async (bytes) => {
      onRead(bytes / sheet.part.bytes)
      let lines = ''
      for (const row of handler.rows) {
        lines += guarded(book, sheet, () => csv.line(row))
        // Texts shared by many cells can make far more of a chunk than it holds.
        if (lines.length < headLength) continue
        await write(lines)
        lines = ''
      }
      handler.rows = []
      await write(lines)
      return true
    },
  })
  return handler.unvalued
}

function guarded<T>(book: Workbook, { part }: Sheet, make: () => T): T {
  try {
    return make()
  } catch (thrown) {
    throw thrown instanceof XmlError ? broken(book.zip, `its part ${part.name} is not valid: ${thrown.message}`, thrown) : thrown
  }
}
