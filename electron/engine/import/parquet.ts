import { quotedString } from '@duckdb/node-api'
import { randomUUID } from 'node:crypto'
import { copyFile, link, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import type { Layout, Sample } from './importer.ts'
import { parquetLayout } from './layouts.ts'

/** Runs `work` with a path DuckDB may read: a link to (or copy of) the file in the scratch folder. */
export async function admitted<T>(path: string, scratch: string, work: (path: string) => Promise<T>): Promise<T> {
  const inside = join(scratch, `${randomUUID()}.parquet`)
  await link(path, inside).catch(() => copyFile(path, inside))
  try {
    return await work(inside)
  } finally {
    await rm(inside, { force: true })
  }
}

export const parquetRelation = (path: string): string => `read_parquet(${quotedString(path)}, file_row_number = true)`

export async function parquetColumns(connection: Connection, path: string, fileName: string): Promise<{ name: string; type: string }[]> {
  try {
    return await rows<{ name: string; type: string }>(connection, `SELECT column_name AS name, column_type AS type FROM (DESCRIBE SELECT * FROM read_parquet(${quotedString(path)}))`)
  } catch (cause) {
    throw new AppError('unreadable_file', `${fileName} is not a complete Parquet file. Nothing was imported; write or download it again.`, { cause })
  }
}

export async function readParquetLayout(connection: Connection, path: string, fileName: string): Promise<Layout> {
  return parquetLayout(await parquetColumns(connection, path, fileName))
}

/** The first records as text. */
export async function parquetSample(connection: Connection, path: string, fileName: string): Promise<Sample> {
  const names = (await parquetColumns(connection, path, fileName)).map((column) => column.name)
  const records = await rows<Record<string, string | null>>(connection, `SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (SELECT * FROM read_parquet(${quotedString(path)}) LIMIT 50)`)
  return { container: 'parquet', names, records }
}
