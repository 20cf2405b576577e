import { DuckDBDecimalValue, DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { AppError } from '../../../shared/errors.ts'
import { one, plain } from './query.ts'
import { assertDuckDbFile, filesFolder, lockDown, openError, workspacePath } from './workspace.ts'

export interface QueryResult {
  columns: string[]
  rows: unknown[][]
  /** True when there were more than `limit` rows. */
  truncated: boolean
}

/**
 * One SELECT on a workspace opened read-only and locked down, in a process that can be thrown away: some statements end DuckDB's process.
 * Throws `bad_usage` for anything but one SELECT, `sql_failed` with DuckDB's message otherwise.
 */
export async function readOnlyQuery({ path, sql, limit }: { path: string; sql: string; limit: number }): Promise<QueryResult> {
  const file = existsSync(path) ? path : workspacePath(path)
  if (!existsSync(file)) throw new AppError('not_found', `There is no workspace at ${file}.`)
  await assertDuckDbFile(file)
  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY', autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' }).catch((cause: unknown) => {
    throw openError(file, cause)
  })
  try {
    const connection = await instance.connect()
    await lockDown(connection, [], join(filesFolder(file), 'temp'))
    await assertSelect(connection, sql)
    return await readRows(connection, sql, limit)
  } finally {
    instance.closeSync()
  }
}

/** Functions that change how DuckDB runs, or run SQL that was not looked at. */
const refused = /^(enable|disable|set|truncate)_.*(log|profil|check)|^query(_table)?$|^json_execute_serialized_sql$|checkpoint$/i

const serialised = z.union([
  z.object({ error: z.literal(true), error_type: z.string(), error_message: z.string() }),
  z.object({ error: z.literal(false), statements: z.array(z.unknown()) }),
])

async function assertSelect(connection: DuckDBConnection, sql: string): Promise<void> {
  const { tree } = await one<{ tree: string }>(connection, 'SELECT json_serialize_sql($sql::VARCHAR)::VARCHAR AS tree', { sql })
  const parsed = serialised.parse(JSON.parse(withoutInfinity(tree)))
  if (parsed.error && parsed.error_type !== 'not implemented') throw new AppError('sql_failed', parsed.error_message)
  if (parsed.error) throw new AppError('bad_usage', 'Only SELECT runs here: the workspace is read-only.')
  if (parsed.statements.length !== 1) throw new AppError('bad_usage', `One SELECT at a time, not ${parsed.statements.length} statements.`)
  const name = functionNames(parsed.statements).find((called) => refused.test(called))
  if (name !== undefined) throw new AppError('bad_usage', `The function ${name} is not allowed here.`)
}

// DuckDB writes a literal that no double holds (1e400) as Infinity, which JSON does not know.
const withoutInfinity = (tree: string): string => tree.replaceAll(/:-?(?:Infinity|NaN)\b/g, ':null')

function functionNames(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(functionNames)
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) => (key === 'function_name' && typeof value === 'string' ? [value] : functionNames(value)))
}

async function readRows(connection: DuckDBConnection, sql: string, limit: number): Promise<QueryResult> {
  try {
    const reader = await connection.streamAndRead(sql)
    await reader.readUntil(limit + 1)
    const rows = reader.getRows().slice(0, limit)
    return { columns: reader.deduplicatedColumnNames(), rows: rows.map((row) => row.map(jsonValue)), truncated: reader.currentRowCount > limit }
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    // The quoted line and its caret need the lines they stand on.
    throw new AppError('sql_failed', message.replace(/\s*\nLINE \d+:.*$/s, ''), { cause })
  }
}

/** Integers a double cannot hold stay exact as text. */
function jsonValue(value: DuckDBValue): unknown {
  if (typeof value === 'bigint' && !Number.isSafeInteger(Number(value))) return String(value)
  return value instanceof DuckDBDecimalValue ? value.toDouble() : plain(value)
}
