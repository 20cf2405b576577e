import { DuckDBDecimalValue, type DuckDBValue } from '@duckdb/node-api'
import { Bool, Float64, Int32, Utf8, makeData, type Data } from 'apache-arrow'
import { cellText } from './cell-text.ts'

/** `wideInteger` becomes numbers where every value is exact as a double, else text. */
export type ColumnKind = 'boolean' | 'int32' | 'wideInteger' | 'float64' | 'text'

export function arrowColumn(kind: ColumnKind, values: readonly DuckDBValue[]): Data {
  switch (kind) {
    case 'boolean':
      return booleans(values)
    case 'int32':
      return makeData({ type: new Int32(), length: values.length, data: Int32Array.from(values, numberOf), ...validity(values) })
    case 'float64':
      return floats(values)
    case 'wideInteger':
      return values.every(isExact) ? floats(values) : texts(values)
    case 'text':
      return texts(values)
  }
}

const floats = (values: readonly DuckDBValue[]): Data =>
  makeData({ type: new Float64(), length: values.length, data: Float64Array.from(values, numberOf), ...validity(values) })

function booleans(values: readonly DuckDBValue[]): Data {
  return makeData({ type: new Bool(), length: values.length, data: bits(values, (value) => value === true), ...validity(values) })
}

function texts(values: readonly DuckDBValue[]): Data {
  const cells = values.map(cellText)
  const valueOffsets = new Int32Array(cells.length + 1)
  let end = 0
  cells.forEach((cell, index) => {
    end += cell === null ? 0 : Buffer.byteLength(cell)
    valueOffsets[index + 1] = end
  })
  const data = Buffer.from(cells.join(''))
  return makeData({ type: new Utf8(), length: cells.length, valueOffsets, data, ...validity(cells) })
}

function validity(values: readonly (DuckDBValue | string)[]): { nullCount: number; nullBitmap: Uint8Array } {
  const nullCount = values.reduce<number>((count, value) => (value === null ? count + 1 : count), 0)
  return { nullCount, nullBitmap: nullCount === 0 ? new Uint8Array() : bits(values, (value) => value !== null) }
}

function bits<T>(values: readonly T[], isSet: (value: T) => boolean): Uint8Array {
  const bitmap = new Uint8Array((values.length + 7) >> 3)
  values.forEach((value, index) => {
    if (isSet(value)) bitmap[index >> 3] = (bitmap[index >> 3] ?? 0) | (1 << (index & 7))
  })
  return bitmap
}

function isExact(value: DuckDBValue): boolean {
  return typeof value !== 'bigint' || (value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER))
}

function numberOf(value: DuckDBValue): number {
  if (value instanceof DuckDBDecimalValue) return value.toDouble()
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : 0
}
