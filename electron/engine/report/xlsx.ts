import writeExcelFile, { type CellObject as SheetCell } from 'write-excel-file/node'
import { guarded } from '../../../shared/formula-guard.ts'
import { excelTables, type ExcelTable, tableHeaders, type WorkbookFeature } from '../hand-over/excel-tables.ts'
import { printable } from './escape.ts'
import { cellFormats } from './formats.ts'
import { type Block, type Cell, type Chart, type Column, plainText, type ReportModel, type Table } from './model.ts'

/** What Excel takes in one cell. */
const longestCell = 32_000

interface Sheet {
  name: string
  data: SheetCell[][]
  widths: number[]
  /** Null on the sheet of words. */
  table: ExcelTable | null
}

/** The report as a workbook: a sheet of words, and one for every table and for the data of every chart, each a table of Excel in which numbers are numbers. */
export async function reportXlsx(model: ReportModel): Promise<Uint8Array> {
  const all = [wordSheet(model), ...model.sections.flatMap(({ blocks }) => blocks.flatMap(sheetsOf))]
  const names = new Set<string>()
  const sheets = all.map(({ name, data, widths, table }) => ({
    sheet: uniqueName(name, names), data, columns: widths.map((width) => ({ width })), orientation: 'landscape' as const, ...(table === null ? { showGridLines: false } : { stickyRowsCount: 1 }),
  }))
  return writeExcelFile(sheets, { features: [excelTables(all.map(({ table }) => table)), onePageWide] }).toBuffer()
}

const text = (value: string, more: Partial<SheetCell> = {}): SheetCell => ({ value: guarded(printable(value)).slice(0, longestCell), type: String, wrap: true, alignVertical: 'top', ...more })

interface TableSheet {
  id: string
  title: string
  columns: readonly (Pick<Column, 'header' | 'isNumber' | 'of'> & { width: number })[]
  rows: SheetCell[][]
}

/** Steps that a header on the right keeps clear of the button of its filter. */
const filterButton = 2

/** A row as tall as its longest text. */
function fitted(row: readonly SheetCell[], widths: readonly number[]): SheetCell[] {
  const lines = Math.max(1, ...row.map(({ value }, index) => (typeof value === 'string' ? linesOf(value, widths[index] ?? 1) : 1)))
  return row.map((cell, index) => (index === 0 && lines > 1 ? { ...cell, height: lines * 11 * lineHeight } : cell))
}

/** Rows below their head as a table of Excel. The head says of which measure an end of an interval is, since headers of a table are different. */
function sheetOf({ id, title, columns, rows }: TableSheet): Sheet {
  const headers = tableHeaders(columns.map(({ header, of }) => printable(of === undefined ? header : `${of}: ${header}`)))
  const head = headers.map((header, index) => text(header, { fontWeight: 'bold', backgroundColor: '#e8eaed', ...(columns[index]?.isNumber ? { align: 'right', indent: filterButton } : {}) }))
  const widths = columns.map(({ width }, index) => Math.max(width, Math.min(30, (headers[index]?.length ?? 0) + 5)))
  return { name: title, data: [head, ...rows.map((row) => fitted(row, widths))], widths, table: { name: id.replace(/\W/g, '_'), headers, rows: rows.length } }
}

const numeric = { align: 'right', indent: 1 } as const

function cellOf(cell: Cell): SheetCell {
  if (cell === null) return text('')
  if (typeof cell === 'string') return text(cell)
  return cell.value === null ? text(cell.text, numeric) : { value: cell.value, type: Number, format: cellFormats[cell.format], alignVertical: 'top', ...numeric }
}

/** Characters that one line of the sheet of words holds, and how tall a line of a font is, in points: programs other than Excel do not fit rows to wrapped text. */
const wordsWidth = 110
const lineHeight = 1.4
const linesOf = (value: string, width: number): number => Math.max(1, Math.ceil(value.length / (width * 0.95)))
const words = (value: string): SheetCell => text(value, { height: linesOf(value, wordsWidth) * 11 * lineHeight })

/** Everything that is said in words, section by section. */
function wordSheet({ title, subtitle, introduction, sections, accent }: ReportModel): Sheet {
  const heading = (value: string, size: number) => [text(value, { fontWeight: 'bold', fontSize: size, textColor: accent, height: size * lineHeight })]
  const wordsOf = (block: Block): SheetCell[][] => {
    switch (block.kind) {
      case 'findings': return block.items.map((item) => [words(plainText(item))])
      case 'text': return [[words(plainText(block.text))]]
      case 'definitions': return block.items.map((item) => [words(`${item.term}: ${plainText(item.text)}`)])
      case 'table': return block.table.note === undefined ? [] : [[words(`${block.table.title}: ${plainText(block.table.note)}`)]]
      case 'chart': return []
    }
  }
  const body = sections.flatMap((section) => {
    const said = section.blocks.flatMap(wordsOf)
    return said.length > 0 ? [[], heading(section.title, 13), ...said] : []
  })
  return { name: sections[0]?.title ?? title, data: [heading(title, 16), [words(plainText(subtitle))], ...introduction.map((each) => [words(plainText(each))]), ...body], widths: [wordsWidth], table: null }
}

function sheetsOf(block: Block): Sheet[] {
  if (block.kind === 'table') return [tableSheet(block.table)]
  return block.kind === 'chart' ? [chartSheet(block.chart)] : []
}

const tableSheet = ({ id, title, columns, rows }: Table): Sheet =>
  sheetOf({ id: `Table_${id}`, title, columns: columns.map((column) => ({ ...column, width: Math.max(12, Math.min(80, Math.round(14 * (column.width ?? 1)))) })), rows: rows.map((row) => row.map(cellOf)) })

function chartSheet({ id, title, categories, series, head }: Chart): Sheet {
  const hasInterval = series.some(({ points }) => points.some(({ low }) => low !== undefined))
  const measures = series.flatMap(({ name }) => [{ header: name }, ...(hasInterval ? [{ header: head.low, of: name }, { header: head.high, of: name }] : [])])
  const rows = categories.map(({ label, n }, index) => [
    text(label), text(plainText(n)), ...series.flatMap(({ points }) => {
      const { value = null, low = null, high = null } = points[index] ?? {}
      return (hasInterval ? [value, low, high] : [value]).map(cellOf)
    }),
  ])
  return sheetOf({ id: `Chart_${id}`, title, columns: [{ header: head.category, width: 22 }, { header: 'n', width: 22 }, ...measures.map((measure) => ({ ...measure, isNumber: true, width: 18 }))], rows })
}

/** Printed, a sheet is as wide as one page and as long as it needs. */
const onePageWide: WorkbookFeature = {
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml) => xml.replace('<sheetViews>', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'),
        transformElementAttributes: (tag, attributes) => (tag === 'pageSetup' ? { ...attributes, fitToHeight: 0 } : attributes),
      },
    },
  },
}

/** A name that a sheet may have, once. */
function uniqueName(title: string, taken: Set<string>): string {
  const plain = printable(title).replace(/[[\]:*?/\\']/g, ' ').trim().slice(0, 28) || 'Report'
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? plain : `${plain} ${count}`
    if (taken.has(name.toLowerCase())) continue
    taken.add(name.toLowerCase())
    return name
  }
}
