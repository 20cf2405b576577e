import { copyFile } from 'node:fs/promises'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from './connection.ts'
import { rows } from './query.ts'
import { schema1 } from './schema-1.ts'
import { schema2 } from './schema-2.ts'
import { schema3 } from './schema-3.ts'
import { schema4 } from './schema-4.ts'
import { schema5 } from './schema-5.ts'
import { schema6 } from './schema-6.ts'
import { schema7 } from './schema-7.ts'

/** `migrations[n]` brings a workspace from version n to n + 1. */
export const migrations: readonly string[] = [schema1, schema2, schema3, schema4, schema5, schema6, schema7]

export const currentVersion = migrations.length

const versionOf = async (connection: Connection): Promise<number> => {
  const [found] = await rows<{ tables: number }>(
    connection,
    `SELECT count(*)::INTEGER AS tables FROM duckdb_tables() WHERE schema_name = 'ops' AND table_name = 'settings'`,
  )
  if (!found?.tables) return 0
  const [version] = await rows<{ value: string }>(connection, `SELECT value::VARCHAR AS value FROM ops.settings WHERE key = 'schema_version'`)
  if (!version) throw new AppError('not_a_workspace', 'The file has a settings table but no schema version; it is not a Bandstand workspace.')
  return Number(version.value)
}

/** Makes the tables of this version in an empty database. */
export async function createSchema(connection: Connection): Promise<void> {
  for (const migration of migrations) await connection.run(migration)
}

/** Applies every missing migration in one transaction; an older file is first copied to `<path>.v<version>.backup`. */
export async function migrate(connection: Connection, path: string): Promise<void> {
  const version = await versionOf(connection)
  if (version > currentVersion) {
    throw new AppError('workspace_newer', `${path} was written by a later version of Bandstand (schema ${version}, this one knows ${currentVersion}). Update Bandstand to open it.`)
  }
  if (version === currentVersion) return
  if (version > 0) {
    await connection.run('CHECKPOINT')
    await copyFile(path, `${path}.v${version}.backup`)
  }
  await connection.run('BEGIN')
  try {
    for (const migration of migrations.slice(version)) await connection.run(migration)
    await connection.run(`INSERT OR REPLACE INTO ops.settings VALUES ('schema_version', '${currentVersion}')`)
    await connection.run('COMMIT')
  } catch (cause) {
    await connection.run('ROLLBACK')
    throw cause
  }
}
