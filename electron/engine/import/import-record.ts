import type { ImportRecord, ImportSettings } from '../../../shared/contract-import.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { rows, run } from '../db/query.ts'
import { formatLabel } from './formats.ts'

interface Row {
  import_id: number
  format: string
  file_name: string
  inbox_name: string
  sha256: string
  bytes: number
  settings: string
  imported_at: string
  rows_total: number
  rows_taken: number
  rows_rejected: number
  rows_duplicate: number
  rows_ignored: number
  period_from: string | null
  period_to: string | null
  warnings: string[]
}

/** One line of `ops.imports` with the name of the file's copy in the inbox. */
export interface StoredImport {
  record: ImportRecord
  inboxName: string
}

const stored = (row: Row): StoredImport => ({
  inboxName: row.inbox_name,
  record: {
    importId: row.import_id,
    format: row.format,
    formatLabel: formatLabel(row.format),
    fileName: row.file_name,
    sha256: row.sha256,
    bytes: row.bytes,
    // Written by insertImport from the same type.
    settings: JSON.parse(row.settings) as ImportSettings,
    importedAt: row.imported_at,
    rows: { total: row.rows_total, taken: row.rows_taken, rejected: row.rows_rejected, duplicates: row.rows_duplicate, ignored: row.rows_ignored },
    periodFrom: row.period_from,
    periodTo: row.period_to,
    warnings: row.warnings,
  },
})

const columns = `import_id, format, file_name, inbox_name, sha256, bytes, CAST(settings AS VARCHAR) AS settings, imported_at, rows_total, rows_taken, rows_rejected,
  rows_duplicate, rows_ignored, period_from, period_to, warnings`

export async function listImports(connection: Connection): Promise<StoredImport[]> {
  return (await rows<Row>(connection, `SELECT ${columns} FROM ops.imports ORDER BY import_id DESC`)).map(stored)
}

export async function readImport(connection: Connection, importId: number): Promise<StoredImport> {
  const [row] = await rows<Row>(connection, `SELECT ${columns} FROM ops.imports WHERE import_id = $importId`, { importId })
  if (!row) throw new AppError('not_found', `There is no import ${importId}. List them with: bandstand imports <workspace>`)
  return stored(row)
}

/** The imports of exactly this file, newest first, whatever their format and settings. */
export async function importsOfFile(connection: Connection, sha256: string): Promise<StoredImport[]> {
  return (await rows<Row>(connection, `SELECT ${columns} FROM ops.imports WHERE sha256 = $sha256 ORDER BY import_id DESC`, { sha256 })).map(stored)
}

export async function anyImportOfSize(connection: Connection, bytes: number): Promise<boolean> {
  return (await rows(connection, 'SELECT 1 FROM ops.imports WHERE bytes = $bytes LIMIT 1', { bytes })).length > 0
}

export interface NewImport {
  record: ImportRecord
  inboxName: string
  collectedAt: Date
}

export async function insertImport(connection: Connection, { record, inboxName, collectedAt }: NewImport): Promise<void> {
  await run(
    connection,
    `INSERT INTO ops.imports VALUES ($importId, $format, $fileName, $inboxName, $sha256, $bytes, $settings::JSON, $importedAt::TIMESTAMP, $collectedAt::TIMESTAMP,
       $total, $taken, $rejected, $duplicates, $ignored, $periodFrom::TIMESTAMP, $periodTo::TIMESTAMP, from_json($warnings, '["VARCHAR"]'))`,
    {
      importId: record.importId,
      format: record.format,
      fileName: record.fileName,
      inboxName,
      sha256: record.sha256,
      bytes: record.bytes,
      settings: JSON.stringify(record.settings),
      importedAt: record.importedAt,
      collectedAt: collectedAt.toISOString(),
      ...record.rows,
      periodFrom: record.periodFrom,
      periodTo: record.periodTo,
      warnings: JSON.stringify(record.warnings),
    },
  )
}

export async function audit(connection: Connection, action: string, detail: object): Promise<void> {
  await run(connection, `INSERT INTO ops.audit VALUES (nextval('ops.audit_ids'), $at::TIMESTAMP, $action, $detail::JSON)`, {
    at: new Date().toISOString(),
    action,
    detail: JSON.stringify(detail),
  })
}
