import { keptColumn as column, type Definition } from '../definition.ts'

export const imports: Definition = {
  needs: 'nothing',
  columns: [
    column('integer', 'import_id', ['Import', 'Number of the import, in the order files were imported.']),
    column('text', 'file_name', ['File', 'Name of the imported file.']),
    column('text', 'format', ['Format', 'Format the file was recognised as or imported with.'], { exact: true }),
    column('instant', 'imported_at', ['Imported', 'When the import was made.']),
    column('instant', 'collected_at', ['Collected', 'As of when the file describes the world; undated events count from here.']),
    column('integer', 'rows_total', ['Records', 'Records in the file.']),
    column('integer', 'rows_taken', ['Taken', 'Records that became accounts, profiles or events.']),
    column('integer', 'rows_rejected', ['Rejected', 'Records refused, each with its reason in Rejects.']),
    column('integer', 'rows_duplicate', ['Duplicates', 'Records that repeat one of the same file.']),
    column('integer', 'rows_ignored', ['Ignored', 'Well-formed records that carry no signal this product uses.']),
    column('instant', 'period_from', ['From', 'Earliest instant among the taken records.']),
    column('instant', 'period_to', ['To', 'Latest instant among the taken records.']),
    column('integer', 'bytes', ['Bytes', 'Size of the file in bytes.'], { hidden: true }),
    column('text', 'sha256', ['SHA-256', 'Fingerprint of the file: the same file is never imported twice.'], { hidden: true, exact: true }),
    column('text', 'warnings', ['Warnings', 'What the import noticed without refusing anything.'], { hidden: true }),
  ],
  order: ['-import_id'],
  table: () => ({
    sql: `SELECT import_id, file_name, format, imported_at, collected_at, rows_total, rows_taken, rows_rejected, rows_duplicate, rows_ignored,
            period_from, period_to, bytes, sha256, array_to_string(warnings, ' · ') AS warnings
          FROM ops.imports`,
    values: {},
  }),
}
