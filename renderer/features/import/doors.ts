import type { ImportRecord } from '../../../shared/contract-import.ts'
import type { Condition } from '../../../shared/contract-grid.ts'
import { linkTo } from '../../lib/use-route.ts'
import type { Route } from '../../lib/route.ts'

const view = (route: Route, name: string, where: Condition[]): string => linkTo(route, { page: 'import', view: name, where, search: '', sort: [], columns: [], open: null })
const equals = (column: string, value: string | number): Condition => ({ column, operator: 'equals', values: [value] })

const rejectsOf = (route: Route, { importId }: ImportRecord): string => view(route, 'rejects', [equals('import_id', importId)])

/** The page on which the rejects of an import are corrected. */
export const correctionOf = (route: Route, { importId }: Pick<ImportRecord, 'importId'>): string => view(route, 'correct', [equals('import_id', importId)])

/** Where each count of an import opens its rows. */
export function doorsOf(route: Route, record: ImportRecord) {
  const own = equals('import_id', record.importId)
  const records = (state: string) => view(route, 'records', [own, equals('state', state)])
  return {
    taken: takenOf(route, record),
    new: records('new'),
    changed: view(route, 'changes', [own, equals('kind', 'changed')]),
    same: records('same'),
    rejected: rejectsOf(route, record),
    duplicates: view(route, 'duplicates', [own]),
  }
}

/** Where the taken records of an import can be seen: CRM records and profiles by what they became, everything else as events. */
function takenOf(route: Route, record: ImportRecord): string {
  if (record.records !== null) return view(route, 'records', [equals('import_id', record.importId)])
  return /profile|user/.test(record.format) ? linkTo(route, { page: 'people' }) : view(route, 'events', [equals('import_id', record.importId)])
}
