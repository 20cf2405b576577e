import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'

export type Values = Record<string, DuckDBValue>

/**
 * All rows of a statement as plain objects (BIGINT as number, TIMESTAMP as ISO text with Z, LIST as array).
 * `Row` is the caller's statement of what its own SQL returns. For results of modest size; grids use arrow/.
 */
export async function rows<Row>(connection: DuckDBConnection, sql: string, values: Values = {}): Promise<Row[]> {
  const reader = await connection.runAndReadAll(sql, bound(sql, values))
  const names = reader.deduplicatedColumnNames()
  return reader.getRows().map((row) => Object.fromEntries(row.map((value, index) => [names[index], plain(value)])) as Row)
}

/** The first row; throws when there is none. For statements that always return one (aggregates). */
export async function one<Row>(connection: DuckDBConnection, sql: string, values: Values = {}): Promise<Row> {
  const [first] = await rows<Row>(connection, sql, values)
  if (first === undefined) throw new Error(`No row: ${sql}`)
  return first
}

/** The rows of a result column by column, some thousands at a time, with the values as DuckDB gives them; the whole result is held until the last. */
export async function* columns(connection: DuckDBConnection, sql: string, values: Values = {}): AsyncGenerator<DuckDBValue[][]> {
  for await (const chunk of await connection.run(sql, bound(sql, values))) yield chunk.getColumns()
}

/** Every value of each column of a result, as DuckDB gives them. */
export const columnsOf = async (connection: DuckDBConnection, sql: string, values: Values = {}): Promise<DuckDBValue[][]> => (await connection.runAndReadAll(sql, bound(sql, values))).getColumns()

export async function run(connection: DuckDBConnection, sql: string, values: Values = {}): Promise<void> {
  await connection.run(sql, bound(sql, values))
}

/** DuckDB refuses values that a statement does not name. */
const bound = (sql: string, values: Values): Values | undefined => {
  const used = Object.entries(values).filter(([name]) => new RegExp(`\\$${name}\\b`).test(sql))
  return used.length > 0 ? Object.fromEntries(used) : undefined
}

/** A DuckDB value as plain JavaScript. */
export function plain(value: DuckDBValue): unknown {
  if (value === null) return null
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'object') return value
  if ('micros' in value) return new Date(Number(value.micros / 1000n)).toISOString()
  if ('items' in value) return value.items.map(plain)
  if ('entries' in value && Array.isArray(value.entries)) {
    return Object.fromEntries(
      Array.isArray(value.entries) && value.entries.length > 0
        ? value.entries.map((entry) => [String(plain(entry.key)), plain(entry.value)])
        : [],
    )
  }
  if ('entries' in value) return Object.fromEntries(Object.entries(value.entries).map(([key, item]) => [key, plain(item as DuckDBValue)]))
  return value.toString()
}
