import { csvText } from './csv.ts'
import { alignedTable, cellWords, type Cell } from './table.ts'

export type QueryFormat = 'json' | 'csv' | 'table'

/** Rows of a query as text. JSON has one object per row. */
export function queryText(format: QueryFormat, columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]]))), null, 2)}\n`
    case 'csv':
      return csvText(columns, rows)
    case 'table':
      return alignedTable(columns, rows.map((row) => row.map(asCell)), plainWords)
  }
}

const asCell = (value: unknown): Cell =>
  value === null || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? value : JSON.stringify(value)

// Numbers may be ids, which no separators belong in.
const plainWords = (cell: Cell): string => (typeof cell === 'number' ? String(cell) : cellWords(cell))
