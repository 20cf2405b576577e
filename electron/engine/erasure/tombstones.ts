import { randomBytes } from 'node:crypto'
import type { Connection } from '../db/connection.ts'
import { run } from '../db/query.ts'
import { readSetting, writeSetting } from '../db/settings.ts'
import { known } from './subject.ts'

const saltSetting = 'erasure_salt'

/** Keeps who was erased as hashes of this workspace alone. */
export async function writeTombstones(connection: Connection, at: string): Promise<void> {
  const salt = (await readSetting<string>(connection, saltSetting)) ?? randomBytes(32).toString('hex')
  await writeSetting(connection, saltSetting, salt)
  await run(
    connection,
    `INSERT OR IGNORE INTO ops.tombstones SELECT DISTINCT kind, sha256($salt || kind || ':' || lower(trim(value))), $at::TIMESTAMP FROM ${known} WHERE kind IN ('email', 'login', 'github_id', 'linkedin', 'contact', 'handle')`,
    { salt, at },
  )
}
