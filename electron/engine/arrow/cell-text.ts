import {
  DuckDBArrayValue,
  DuckDBDateValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api'
import { plain } from '../db/query.ts'

const dayInMilliseconds = 86_400_000
const calendarLimit = 8.64e15

/** A DuckDB value as the text of a cell: instants ISO-8601 UTC, lists joined with ` · `, maps and structs as JSON. */
export function cellText(value: DuckDBValue): string | null {
  if (value === null || typeof value === 'string') return value
  if (typeof value !== 'object') return String(value)
  const milliseconds = instantOf(value)
  if (milliseconds !== undefined) return Math.abs(milliseconds) <= calendarLimit ? new Date(milliseconds).toISOString() : value.toString()
  if (value instanceof DuckDBDateValue) return dateText(value)
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) {
    return value.items.map(cellText).filter((item) => item !== null).join(' · ')
  }
  if (value instanceof DuckDBMapValue || value instanceof DuckDBStructValue) return JSON.stringify(plain(value))
  return value.toString()
}

function instantOf(value: DuckDBValue): number | undefined {
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) return floored(value.micros, 1000n)
  if (value instanceof DuckDBTimestampSecondsValue) return Number(value.seconds) * 1000
  if (value instanceof DuckDBTimestampMillisecondsValue) return Number(value.millis)
  if (value instanceof DuckDBTimestampNanosecondsValue) return floored(value.nanos, 1_000_000n)
  return undefined
}

// BigInt division rounds towards zero, which would move instants before 1970 into the next millisecond.
const floored = (units: bigint, divisor: bigint): number => Number(units >= 0n ? units / divisor : (units - divisor + 1n) / divisor)

function dateText(value: DuckDBDateValue): string {
  const milliseconds = value.days * dayInMilliseconds
  return Math.abs(milliseconds) <= calendarLimit ? new Date(milliseconds).toISOString().slice(0, 10) : value.toString()
}
