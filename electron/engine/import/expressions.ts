import { quotedString } from '@duckdb/node-api'
import type { Column, DateOrder } from './importer.ts'

/** Trimmed text, NULL where blank. Only cells that begin or end with a space pay for the trim. */
export function textOf(column: Column | undefined): string {
  if (!column) return 'NULL::VARCHAR'
  const { sql, type } = column
  return type === 'text' ? `CASE WHEN ${sql} < '!' OR suffix(${sql}, ' ') THEN nullif(trim(${sql}), '') ELSE ${sql} END` : `CAST(${sql} AS VARCHAR)`
}

/** Text as it stands, of a word that a program writes and that is only compared with others. */
export const wordOf = (column: Column | undefined): string => (column === undefined ? 'NULL::VARCHAR' : column.type === 'text' ? column.sql : textOf(column))

/**
 * Whether a value is one of the words; NULL where it is NULL. DuckDB makes a join of an IN with five words or more, and rows leave a join in any
 * order, while the records of a file are numbered by theirs.
 */
export const isAmong = (sql: string, words: readonly string[]): string => `list_contains([${words.map((word) => quotedString(word)).join(', ')}], ${sql})`

/** The first of the texts that is one e-mail address, lower-cased; NULL where none is. */
export const emailOf = (...columns: readonly (Column | undefined)[]): string =>
  `coalesce(${columns.map((column) => `CASE WHEN regexp_full_match(${textOf(column)}, '[^@\\s]+@[^@\\s]+\\.[^@\\s]+') THEN lower(${textOf(column)}) END`).join(', ')})`

/** True where the cell holds anything at all. */
export const isGiven = (column: Column | undefined): string => (!column ? 'false' : column.type === 'text' ? `${textOf(column)} IS NOT NULL` : `${column.sql} IS NOT NULL`)

/** A positive whole number such as a GitHub id; NULL for anything else, scientific notation included. */
export function idOf(column: Column | undefined): string {
  if (!column) return 'NULL::BIGINT'
  if (column.type === 'number') return `nullif(greatest(TRY_CAST(${column.sql} AS BIGINT), 0), 0)`
  const text = `trim(${column.sql})`
  return `CASE WHEN ${text} BETWEEN '0' AND ':' AND NOT contains(${text}, 'e') AND NOT contains(${text}, 'E') AND NOT contains(${text}, '.') THEN nullif(TRY_CAST(${text} AS BIGINT), 0) END`
}

/** A count of something: thousands separators allowed, NULL where unreadable or negative. */
export function countOf(column: Column | undefined): string {
  if (!column) return 'NULL::BIGINT'
  if (column.type === 'number') return `CASE WHEN ${column.sql} >= 0 THEN TRY_CAST(${column.sql} AS BIGINT) END`
  const text = textOf(column)
  return `CASE WHEN regexp_full_match(${text}, '[0-9]{1,18}(\\.0+)?') THEN TRY_CAST(split_part(${text}, '.', 1) AS BIGINT)
    WHEN regexp_full_match(${text}, '[0-9]{1,3}([,. ''\u00A0\u202F][0-9]{3})+') THEN TRY_CAST(regexp_replace(${text}, '[^0-9]', '', 'g') AS BIGINT) END`
}

export function numberOf(column: Column | undefined): string {
  if (!column) return 'NULL::DOUBLE'
  return column.type === 'number' ? `CAST(${column.sql} AS DOUBLE)` : `TRY_CAST(${textOf(column)} AS DOUBLE)`
}

const clock = ['%H:%M', '%H:%M:%S', '%I:%M %p', '%I:%M:%S %p', ''] as const
const days: Record<DateOrder, readonly string[]> = { dmy: ['%d/%m/%Y', '%d-%m-%Y'], mdy: ['%m/%d/%Y', '%m-%d-%Y'] }
const formatsOf = (order: DateOrder): string[] => [
  ...[...days[order], '%d.%m.%Y'].flatMap((day) => clock.map((time) => `${day} ${time}`.trim())),
  '%Y-%m-%dT%H:%MZ', '%Y/%m/%d %H:%M', '%Y%m%d',
]

/** An instant in UTC from ISO 8601, a slashed or dotted date, an epoch in seconds or milliseconds, or the days since 1899 of a workbook. NULL outside 1970 … 2199. */
export function instantOf(column: Column | undefined, order: DateOrder): string {
  if (!column) return 'NULL::TIMESTAMP'
  if (column.type === 'instant') return plausible(column.sql)
  const text = column.type === 'number' ? `CAST(CAST(${column.sql} AS BIGINT) AS VARCHAR)` : textOf(column)
  const formats = formatsOf(column.order ?? order).map((format) => quotedString(format)).join(', ')
  // A cast to TIMESTAMP would drop an offset, a cast to TIMESTAMPTZ is three times as slow: only texts that may hold an offset take it.
  return plausible(`coalesce(CASE WHEN suffix(${text}, 'Z') OR strlen(${text}) IN (10, 16) OR (strlen(${text}) = 19 AND substr(${text}, 17, 1) = ':')
      THEN TRY_CAST(${text} AS TIMESTAMP) ELSE make_timestamp(epoch_us(TRY_CAST(${withSeconds(text)} AS TIMESTAMPTZ))) END,
    CASE WHEN regexp_full_match(${text}, '[0-9]{10}') THEN make_timestamp(CAST(${text} AS BIGINT) * 1000000)
      WHEN regexp_full_match(${text}, '[0-9]{13}') THEN make_timestamp(CAST(${text} AS BIGINT) * 1000)
      WHEN regexp_full_match(${text}, '[2-9][0-9]{4}(\\.[0-9]+)?') THEN TIMESTAMP '1899-12-30' + to_seconds(round(CAST(${text} AS DOUBLE) * 86400))
      ELSE try_strptime(${text}, [${formats}]) END)`)
}

/** DuckDB reads an offset only behind seconds: `2025-01-12T10:30+02:00` gets them. */
const withSeconds = (text: string): string =>
  `CASE WHEN strlen(${text}) = 22 AND substr(${text}, 17, 1) IN ('+', '-') THEN substr(${text}, 1, 16) || ':00' || substr(${text}, 17) ELSE ${text} END`

const plausible = (sql: string): string => `CASE WHEN ${sql} BETWEEN TIMESTAMP '1970-01-01' AND TIMESTAMP '2199-12-31' THEN ${sql} END`

/** A list of texts from a list column, a JSON array or a cell split at `separators` (a regular expression). */
export function textsOf(column: Column | undefined, separators: string): string {
  if (!column) return '[]::VARCHAR[]'
  if (column.type === 'texts') return `coalesce(list_filter(list_transform(${column.sql}, lambda item: trim(item)), lambda item: item <> ''), [])`
  const text = textOf(column)
  return `CASE WHEN ${text} IS NULL THEN []::VARCHAR[]
    ELSE list_filter(list_transform(CASE WHEN starts_with(${text}, '[') THEN coalesce(try(from_json(${text}, '["VARCHAR"]')), [])
      ELSE regexp_split_to_array(${text}, ${quotedString(separators)}) END, lambda item: trim(item)), lambda item: item <> '') END`
}
