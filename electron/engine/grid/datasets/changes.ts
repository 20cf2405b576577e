import { keptColumn as column, type Definition } from '../definition.ts'
import { recordNames } from './record-names.ts'

/** What imports changed: one row per record and column. */
export const changes: Definition = {
  needs: 'nothing',
  columns: [
    column('integer', 'import_id', ['Import', 'Number of the import that made the change.']),
    column('text', 'file_name', ['File', 'Name of the imported file.'], { hidden: true }),
    column('text', 'object', ['Kind', 'Account, contact or deal.'], { hidden: true }),
    column('text', 'record_id', ['Record', 'Record id in the CRM.'], { exact: true }),
    column('text', 'name', ['Name', 'What the record is called in that file.']),
    column('text', 'kind', ['Change', 'New: the record was not there before; changed: one of its cells was another.']),
    column('text', 'column_name', ['Column', 'The field or column that changed.']),
    column('text', 'before', ['Before', 'What stood there before the import; blank where nothing did.']),
    column('text', 'after', ['After', 'What stands there after it; blank where nothing does.']),
    column('integer', 'source_row', ['Row', 'Number of the record in the file, counted from 1.']),
  ],
  order: ['-import_id', 'source_row', 'record_id', 'column_name'],
  table: () => ({
    sql: `SELECT c.import_id, i.file_name, c.object, c.record_id, n.name, c.kind, c.column_name, c.before, c.after, c.source_row
          FROM ops.changes c JOIN ops.imports i USING (import_id) LEFT JOIN ${recordNames} n USING (object, import_id, source_row, record_id)`,
    values: {},
  }),
}
