import type { Connection } from './connection.ts'
import { run } from './query.ts'
import { steadyRows } from './steady.ts'

/** A workspace setting, or undefined. Settings are JSON values under a key. */
export async function readSetting<T>(connection: Connection, key: string): Promise<T | undefined> {
  const [found] = await steadyRows<{ value: string }>(connection, 'SELECT value::VARCHAR AS value FROM ops.settings WHERE key = $key', { key })
  return found === undefined ? undefined : (JSON.parse(found.value) as T)
}

export async function writeSetting(connection: Connection, key: string, value: unknown): Promise<void> {
  await run(connection, 'INSERT OR REPLACE INTO ops.settings VALUES ($key, $value::JSON)', { key, value: JSON.stringify(value) })
}

/** Counts every change of imports and decisions; derived results name the version they were made from. */
export const readDataVersion = async (connection: Connection): Promise<number> => (await readSetting<number>(connection, 'data_version')) ?? 0

/** Where a workspace stands: what it would be asked for with every reading call. */
export interface Standing {
  dataVersion: number
  /** The data version of the last resolution; undefined before any. */
  resolvedVersion: number | undefined
  /** The as-of instant or date chosen for the workspace. */
  asOf: string | undefined
}

export async function readStanding(connection: Connection): Promise<Standing> {
  const found = await steadyRows<{ key: string; value: string }>(connection, `SELECT key, value::VARCHAR AS value FROM ops.settings WHERE key IN ('data_version', 'resolved_version', 'as_of')`)
  const settings = new Map(found.map(({ key, value }) => [key, JSON.parse(value) as unknown]))
  return {
    dataVersion: Number(settings.get('data_version') ?? 0),
    // Each is written as this type and no other.
    resolvedVersion: settings.get('resolved_version') as number | undefined,
    asOf: settings.get('as_of') as string | undefined,
  }
}

/** The data version of the last whole resolution. */
export const readFoundVersion = async (connection: Connection): Promise<number> => (await readSetting<number>(connection, 'found_version')) ?? 0

export const bumpDataVersion = async (connection: Connection): Promise<void> =>
  writeSetting(connection, 'data_version', (await readDataVersion(connection)) + 1)
