import { keptColumn as column, type Definition } from '../definition.ts'

/** One row per package and day (or period), the newest import that states it. */
export const downloads: Definition = {
  needs: 'nothing',
  columns: [
    column('text', 'registry', ['Registry', 'Where the package is published: npm or pypi.'], { exact: true }),
    column('text', 'package', ['Package', 'Name of the package.']),
    column('instant', 'day', ['Day', 'The day, or the first day of the period, in UTC.']),
    column('integer', 'days', ['Days', 'How many days the number covers: 1, or more where the file gives only a total.']),
    column('integer', 'downloads', ['Downloads', 'Downloads in that time, by people and machines alike. They name no company and are never scored.']),
    column('text', 'file_name', ['File', 'Imported file the number stands in.']),
    column('integer', 'import_id', ['Import', 'Number of the import.'], { hidden: true }),
  ],
  order: ['registry', 'package', '-day'],
  table: () => ({
    sql: `SELECT d.registry, d.package, d.day, d.days, d.downloads, i.file_name, d.import_id FROM dev.current_downloads d JOIN ops.imports i USING (import_id)`,
    values: {},
  }),
}
