import { keptColumn as column, type Definition } from '../definition.ts'
import { recordNames } from './record-names.ts'

/** Every record of every imported CRM file and what the import made of it. */
export const records: Definition = {
  needs: 'nothing',
  columns: [
    column('integer', 'import_id', ['Import', 'Number of the import.']),
    column('text', 'file_name', ['File', 'Name of the imported file.'], { hidden: true }),
    column('text', 'state', ['State', 'New, changed or the same as before this import; superseded by a later row of the same file.'], { exact: true }),
    column('text', 'object', ['Kind', 'Account, contact or deal.']),
    column('text', 'record_id', ['Record', 'Record id in the CRM.'], { exact: true }),
    column('text', 'name', ['Name', 'What the record is called in the file.']),
    column('stage', 'stage', ['Stage', 'Funnel stage the record has in the file.']),
    column('integer', 'source_row', ['Row', 'Number of the record in the file, counted from 1.']),
  ],
  order: ['-import_id', 'source_row'],
  table: () => ({
    sql: `SELECT n.import_id, i.file_name, n.object, n.record_id, n.name, n.stage, n.source_row,
            CASE WHEN n.source_row < max(n.source_row) OVER (PARTITION BY n.object, n.import_id, n.record_id) THEN 'superseded'
              WHEN c.kind IS NOT NULL THEN c.kind WHEN u.records_changed = 0 AND u.records_same = 0 THEN 'new' WHEN u.import_id IS NOT NULL THEN 'same' END AS state
          FROM ${recordNames} n JOIN ops.imports i USING (import_id) LEFT JOIN ops.import_rules u USING (import_id)
            LEFT JOIN (SELECT DISTINCT import_id, object, record_id, kind FROM ops.changes) c USING (import_id, object, record_id)`,
    values: {},
  }),
}
