import { tableFromIPC } from 'apache-arrow'

export type Value = string | number | boolean | null | readonly string[]
export type Row = Readonly<Record<string, Value>>

/** Integers beyond 2^53 do not occur in counts; anything that is no plain value is shown as its text. */
function plain(value: unknown): Value {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  // Arrow's vectors (lists) are iterable.
  if (typeof value === 'object' && Symbol.iterator in value) return Array.from(value as Iterable<unknown>, (each) => String(plain(each) ?? ''))
  return JSON.stringify(value)
}

/** The rows of one Arrow IPC stream, with plain values. */
export function rowsFromArrow(bytes: Uint8Array): Row[] {
  const table = tableFromIPC(bytes)
  const columns = table.schema.fields.map((field, index) => ({ name: field.name, vector: table.getChildAt(index) }))
  return Array.from({ length: table.numRows }, (_, row) =>
    Object.fromEntries(columns.map(({ name, vector }) => [name, plain(vector?.get(row))])))
}

export const textOf = (row: Row, column: string): string | null => {
  const value = row[column]
  return value === null || value === undefined ? null : String(value)
}

export const numberOf = (row: Row, column: string): number | null => {
  const value = row[column]
  return typeof value === 'number' ? value : null
}
