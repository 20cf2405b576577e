import { keptColumn as column, type Definition } from '../definition.ts'

/** Records that repeat another of the same file. */
export const duplicates: Definition = {
  needs: 'nothing',
  columns: [
    column('integer', 'import_id', ['Import', 'Number of the import.']),
    column('text', 'file_name', ['File', 'Name of the imported file.']),
    column('text', 'record_key', ['Key', 'Record or event id that occurs more than once.'], { exact: true }),
    column('integer', 'source_row', ['Record', 'Number of the record that was set aside, counted from 1.']),
    column('integer', 'same_as_row', ['Repeats record', 'Number of the record that was taken.']),
  ],
  order: ['-import_id', 'source_row'],
  table: () => ({ sql: 'SELECT d.import_id, i.file_name, d.record_key, d.source_row, d.same_as_row FROM ops.duplicates d JOIN ops.imports i USING (import_id)', values: {} }),
}
