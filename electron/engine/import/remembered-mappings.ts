import { importMapping, type ImportMapping } from '../../../shared/import-mapping.ts'
import type { RememberedMapping } from '../../../shared/contract-import.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { rows, run } from '../db/query.ts'

/** The mapping of the last file with these headers, or undefined. */
export async function rememberedMapping(connection: Connection, signature: string): Promise<ImportMapping | undefined> {
  const [found] = await rows<{ mapping: string }>(connection, 'SELECT CAST(mapping AS VARCHAR) AS mapping FROM ops.mappings WHERE signature = $signature', { signature })
  return found && importMapping.parse(JSON.parse(found.mapping))
}

export async function rememberMapping(connection: Connection, { signature, mapping, fileName }: { signature: string; mapping: ImportMapping; fileName: string }): Promise<void> {
  await run(connection, 'INSERT OR REPLACE INTO ops.mappings VALUES ($signature, $mapping::JSON, $fileName, $at::TIMESTAMP)', {
    signature, mapping: JSON.stringify(mapping), fileName, at: new Date().toISOString(),
  })
}

export async function listMappings(connection: Connection): Promise<RememberedMapping[]> {
  const found = await rows<{ signature: string; mapping: string; file_name: string; saved_at: string }>(
    connection, 'SELECT signature, CAST(mapping AS VARCHAR) AS mapping, file_name, saved_at FROM ops.mappings ORDER BY saved_at DESC, signature')
  return found.map(({ signature, mapping, file_name, saved_at }) => ({ signature, mapping: importMapping.parse(JSON.parse(mapping)), fileName: file_name, savedAt: saved_at }))
}

/** Throws `not_found` for a signature nothing is remembered for. */
export async function forgetMapping(connection: Connection, signature: string): Promise<void> {
  const { rowsChanged } = await connection.run('DELETE FROM ops.mappings WHERE signature = $signature', { signature })
  if (rowsChanged === 0) throw new AppError('not_found', 'No mapping is remembered under that signature. It may have been forgotten already.')
}
