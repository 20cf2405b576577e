import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from './connection.ts'
import { one } from './query.ts'
import { readDataVersion } from './settings.ts'

/** Beside the workspace: what must be in it. A file that holds less has lost committed work. */
const manifest = z.object({
  dataVersion: z.int(),
  rows: z.object({ accounts: z.int(), profiles: z.int(), events: z.int(), imports: z.int(), decisions: z.int().default(0) }),
})
type Manifest = z.infer<typeof manifest>

async function measure(connection: Connection): Promise<Manifest> {
  const rows = await one<Manifest['rows']>(
    connection,
    `SELECT (SELECT count(*) FROM crm.accounts) AS accounts, (SELECT count(*) FROM dev.profiles) AS profiles,
            (SELECT count(*) FROM dev.events) AS events, (SELECT count(*) FROM ops.imports) AS imports,
            (SELECT count(*) FROM evidence.decisions) AS decisions`,
  )
  return { dataVersion: await readDataVersion(connection), rows }
}

const manifestPath = (folder: string) => join(folder, 'manifest.json')

/** Replaces the manifest atomically. Called after a commit, so it never promises more than the file holds. */
export async function writeManifest(connection: Connection, folder: string): Promise<void> {
  const path = manifestPath(folder)
  await writeFile(`${path}.new`, JSON.stringify(await measure(connection)), { mode: 0o600 })
  await rename(`${path}.new`, path)
}

/** Throws `workspace_damaged` when the file is older than its manifest, which a truncated write-ahead log causes. */
export async function verifyManifest(connection: Connection, folder: string): Promise<void> {
  const text = await readFile(manifestPath(folder), 'utf8').catch(() => undefined)
  if (text === undefined) return
  const promised = manifest.safeParse(JSON.parse(text))
  if (!promised.success) return
  const found = await measure(connection)
  const lost = promised.data.dataVersion - found.dataVersion
  const sameVersionFewerRows = lost === 0 && Object.entries(promised.data.rows).some(([table, count]) => found.rows[table as keyof Manifest['rows']] < count)
  if (lost > 0 || sameVersionFewerRows) {
    throw new AppError(
      'workspace_damaged',
      `The workspace has lost ${lost > 0 ? `its last ${lost} change${lost === 1 ? '' : 's'}` : 'rows'}: its write-ahead log was cut off. ` +
        `Restore the file from a backup; to accept the loss, delete ${manifestPath(folder)} and open it again, then repeat the missing imports.`,
    )
  }
}
