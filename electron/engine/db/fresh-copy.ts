import { DuckDBInstance, quotedString } from '@duckdb/node-api'
import { constants } from 'node:fs'
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from './connection.ts'
import { createSchema } from './migrate.ts'
import { one, rows } from './query.ts'
import { lockDown, unfinishedFolder } from './workspace.ts'

const recipe = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false', storage_compatibility_version: 'latest' }

/**
 * Changes a workspace that nobody has open so that the bytes of what is taken out are gone: `change` works on a copy, what is left goes row by row into a
 * fresh file, and that takes the place of the old one in one step. A killed process leaves the old file or the new one. Backups of earlier versions, which
 * hold what was taken out, go too.
 */
export async function rewriteFile<T>(path: string, change: (connection: Connection) => Promise<T>): Promise<T> {
  if (await stat(`${path}.wal`).catch(() => null)) throw new AppError('busy', `${path} was not closed whole: ${path}.wal is still there. Open and close the workspace, then try again.`)
  const folder = unfinishedFolder(path)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { mode: 0o700 })
  try {
    const [work, fresh] = [join(folder, 'work.bandstand'), join(folder, 'fresh.bandstand')]
    await copyFile(path, work, constants.COPYFILE_FICLONE)
    const result = await changeFile(work, folder, change)
    await copyRows(work, fresh, folder)
    await synced(fresh)
    for (const backup of await backupsOf(path)) await rm(backup)
    await rename(fresh, path)
    await synced(dirname(path))
    return result
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The files that migrations left beside a workspace. */
export async function backupsOf(path: string): Promise<string[]> {
  const folder = dirname(path)
  const own = `${basename(path)}.v`
  return (await readdir(folder)).filter((name) => name.startsWith(own) && /^\d+\.backup$/.test(name.slice(own.length))).map((name) => join(folder, name))
}

async function changeFile<T>(path: string, folder: string, change: (connection: Connection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(path, recipe)
  try {
    const connection = await instance.connect()
    await lockDown(connection, [], join(folder, 'temp'))
    const result = await change(connection)
    await connection.run('CHECKPOINT')
    connection.closeSync()
    return result
  } finally {
    instance.closeSync()
  }
}

/** Every row of every table, in order, and where every sequence stands. */
async function copyRows(from: string, to: string, folder: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' })
  try {
    const connection = await instance.connect()
    await connection.run(`ATTACH ${quotedString(from)} AS before (READ_ONLY)`)
    await connection.run(`ATTACH ${quotedString(to)} AS fresh (STORAGE_VERSION 'latest')`)
    await lockDown(connection, [], join(folder, 'temp'))
    await connection.run('USE fresh')
    await createSchema(connection)
    const tables = await rows<{ name: string }>(connection, `SELECT schema_name || '.' || table_name AS name FROM duckdb_tables() WHERE database_name = 'before' ORDER BY ALL`)
    // Names come from the migrations of this program: plain words.
    for (const { name } of tables) await connection.run(`INSERT INTO fresh.${name} BY NAME SELECT * FROM before.${name}`)
    await advanceSequences(connection)
    await connection.run('CHECKPOINT fresh')
    connection.closeSync()
  } finally {
    instance.closeSync()
  }
}

async function advanceSequences(connection: Connection): Promise<void> {
  // Of a file that was opened again, the start is the number to come.
  const standing = await rows<{ name: string; next: number }>(
    connection,
    `SELECT schema_name || '.' || sequence_name AS name, start_value AS next FROM duckdb_sequences() WHERE database_name = 'before' AND start_value > 1`,
  )
  for (const { name, next } of standing) await one(connection, `SELECT max(nextval('fresh.${name}')) AS last FROM range($steps::BIGINT)`, { steps: next - 1 })
}

async function synced(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
