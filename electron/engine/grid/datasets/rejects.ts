import { keptColumn as column, type Definition } from '../definition.ts'

export const rejects: Definition = {
  needs: 'nothing',
  columns: [
    column('integer', 'import_id', ['Import', 'Number of the import that refused the record.']),
    column('text', 'file_name', ['File', 'Name of the imported file.']),
    column('integer', 'line_number', ['Line', 'Line of the file the record starts on, counted from 1.']),
    column('integer', 'source_row', ['Record', 'Number of the record in the file, counted from 1.'], { hidden: true }),
    column('text', 'column_name', ['Column', 'Column whose value was refused; blank where the record as a whole was.']),
    column('text', 'reason', ['Reason', 'Why the record was refused.']),
    column('text', 'raw', ['Record text', 'The record as it stands in the file, cut where it is long.']),
  ],
  order: ['import_id', 'line_number', 'source_row'],
  table: () => ({
    sql: `SELECT r.import_id, i.file_name, r.line_number, r.source_row, r.column_name, r.reason, r.raw
          FROM ops.open_rejects r JOIN ops.imports i USING (import_id)`,
    values: {},
  }),
}
