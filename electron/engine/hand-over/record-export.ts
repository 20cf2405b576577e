import type { ExportRecord } from '../../../shared/contract-hand-over.ts'
import type { Connection } from '../db/connection.ts'
import { run } from '../db/query.ts'

/** Adds a file to the log of files written for people outside. */
export const recordExport = (writer: Connection, { personal, ...record }: Omit<ExportRecord, 'exportId' | 'writtenAt'>): Promise<void> => {
  const { kind, audience, path, format, rows, withheld, pseudonymised } = record
  return run(
    writer,
    `INSERT INTO ops.exports (kind, audience, path, format, rows, withheld, personal, pseudonymised, written_at)
     VALUES ($kind, $audience, $path, $format, $rows, $withheld, $personal::JSON, $pseudonymised, $written_at::TIMESTAMP)`,
    { kind, audience, path, format, rows, withheld, pseudonymised, personal: JSON.stringify(personal), written_at: new Date().toISOString() },
  )
}
