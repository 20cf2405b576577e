import type { ImportRecord, ImportSettings } from '../../../shared/contract-import.ts'
import { importMapping, type ImportMapping, type OverwriteRule } from '../../../shared/import-mapping.ts'
import type { TimesOfColumns } from '../../../shared/time-forms.ts'
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
  times: string | null
  overwrite: OverwriteRule
  mapping: string | null
  records_new: number | null
  records_changed: number | null
  records_same: number | null
  corrects: number | null
  fixed: number
  erased: number
  copy_removed: boolean
}

/** One line of `ops.imports` with the name of the file's copy in the inbox. */
export interface StoredImport {
  record: ImportRecord
  inboxName: string
  /** True where an erasure removed the copy: what stands in the tables is all there is. */
  copyRemoved: boolean
  /** Null for imports of a workspace that did not keep it. */
  mapping: ImportMapping | null
}

const stored = (row: Row): StoredImport => ({
  inboxName: row.inbox_name,
  copyRemoved: row.copy_removed,
  mapping: row.mapping === null ? null : importMapping.parse(JSON.parse(row.mapping)),
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
    rows: { total: row.rows_total, taken: row.rows_taken, rejected: row.rows_rejected, duplicates: row.rows_duplicate, ignored: row.rows_ignored, ...(row.erased > 0 ? { erased: row.erased } : {}) },
    records: row.records_new === null || row.records_changed === null || row.records_same === null ? null : { new: row.records_new, changed: row.records_changed, same: row.records_same },
    overwrite: row.overwrite,
    corrects: row.corrects,
    fixed: row.fixed,
    periodFrom: row.period_from,
    periodTo: row.period_to,
    // Written by insertImport from the same type.
    times: row.times === null ? [] : (JSON.parse(row.times) as TimesOfColumns),
    warnings: [...row.warnings, ...(row.copy_removed ? ['The copy of the file was removed by an erasure or a rule of retention. Rejects that are shortened here stand whole in your own file only.'] : [])],
  },
})

const storedImports = `SELECT i.import_id, format, file_name, inbox_name, sha256, bytes, CAST(settings AS VARCHAR) AS settings, imported_at, rows_total, rows_taken, rows_rejected,
  rows_duplicate, rows_ignored, period_from, period_to, warnings, coalesce(overwrite, 'replace') AS overwrite, CAST(mapping AS VARCHAR) AS mapping,
  records_new, records_changed, records_same, corrects,
  (SELECT count(DISTINCT source_row) FROM ops.corrections f WHERE f.rejected_by = i.import_id AND f.taken) AS fixed,
  coalesce(e.erased, 0) AS erased, coalesce(e.copy_removed, false) AS copy_removed,
  (SELECT CAST(to_json(list({'column': column_name, 'form': form} ORDER BY t.rowid)) AS VARCHAR) FROM ops.import_times t WHERE t.import_id = i.import_id) AS times
  FROM ops.imports i LEFT JOIN ops.import_rules u USING (import_id)
  LEFT JOIN (SELECT import_id, sum(records)::BIGINT AS erased, bool_or(copy_removed) AS copy_removed FROM ops.import_erasures GROUP BY ALL) e USING (import_id)`

export async function listImports(connection: Connection): Promise<StoredImport[]> {
  return (await rows<Row>(connection, `${storedImports} ORDER BY import_id DESC`)).map(stored)
}

export async function readImport(connection: Connection, importId: number): Promise<StoredImport> {
  const [row] = await rows<Row>(connection, `${storedImports} WHERE import_id = $importId`, { importId })
  if (!row) throw new AppError('not_found', `There is no import ${importId}. List them with: bandstand imports <workspace>`)
  return stored(row)
}

/** Throws `not_found` where rejects cannot be looked up in the copy of their file any more. */
export function assertCopy({ fileName }: ImportRecord, copyRemoved: boolean): void {
  if (copyRemoved) throw new AppError('not_found', `The copy of ${fileName} was removed by an erasure or a rule of retention, so its rejects cannot be corrected here. Correct the rows in your own file and import it.`)
}

/** The imports of exactly this file, newest first, whatever their format and settings. */
export async function importsOfFile(connection: Connection, sha256: string): Promise<StoredImport[]> {
  return (await rows<Row>(connection, `${storedImports} WHERE sha256 = $sha256 ORDER BY import_id DESC`, { sha256 })).map(stored)
}

export async function anyImportOfSize(connection: Connection, bytes: number): Promise<boolean> {
  return (await rows(connection, 'SELECT 1 FROM ops.imports WHERE bytes = $bytes LIMIT 1', { bytes })).length > 0
}

export interface NewImport {
  record: ImportRecord
  /** Null where no copy of the file is kept. */
  inboxName: string | null
  collectedAt: Date
  mapping: ImportMapping
  columnsUsed: readonly string[]
}

export async function insertImport(connection: Connection, { record, inboxName, collectedAt, mapping, columnsUsed }: NewImport): Promise<void> {
  await run(
    connection,
    `INSERT INTO ops.imports (import_id, format, file_name, inbox_name, sha256, bytes, settings, imported_at, collected_at, rows_total, rows_taken, rows_rejected,
       rows_duplicate, rows_ignored, period_from, period_to, warnings) VALUES ($importId, $format, $fileName, $inboxName, $sha256, $bytes, $settings::JSON, $importedAt::TIMESTAMP, $collectedAt::TIMESTAMP,
       $total, $taken, $rejected, $duplicates, $ignored, $periodFrom::TIMESTAMP, $periodTo::TIMESTAMP, from_json($warnings, '["VARCHAR"]'))`,
    {
      importId: record.importId,
      format: record.format,
      fileName: record.fileName,
      inboxName: inboxName ?? `removed-${record.importId}`,
      sha256: record.sha256,
      bytes: record.bytes,
      settings: JSON.stringify(record.settings),
      importedAt: record.importedAt,
      collectedAt: collectedAt.toISOString(),
      total: record.rows.total, taken: record.rows.taken, rejected: record.rows.rejected, duplicates: record.rows.duplicates, ignored: record.rows.ignored,
      periodFrom: record.periodFrom,
      periodTo: record.periodTo,
      warnings: JSON.stringify(record.warnings),
    },
  )
  if (record.rows.erased !== undefined) {
    await run(connection, 'INSERT INTO ops.import_erasures VALUES ($importId, $erased, $removed, $importedAt::TIMESTAMP)', { importId: record.importId, erased: record.rows.erased, removed: inboxName === null, importedAt: record.importedAt })
  }
  if (record.times.length > 0) {
    await run(connection, `INSERT INTO ops.import_times SELECT $importId, unnest(from_json($times, '[{"column": "VARCHAR", "form": "VARCHAR"}]'), recursive := true)`, { importId: record.importId, times: JSON.stringify(record.times) })
  }
  await run(
    connection,
    `INSERT INTO ops.import_rules (import_id, overwrite, mapping, columns_used, records_new, records_changed, records_same, corrects)
     VALUES ($importId, $overwrite, $mapping::JSON, from_json($used, '["VARCHAR"]'), $new, $changed, $same, $corrects)`,
    {
      importId: record.importId, overwrite: record.overwrite, mapping: JSON.stringify(mapping), used: JSON.stringify(columnsUsed), corrects: record.corrects,
      new: record.records?.new ?? null, changed: record.records?.changed ?? null, same: record.records?.same ?? null,
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
