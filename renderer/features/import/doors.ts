import type { ImportRecord } from '../../../shared/contract-import.ts'
import { linkTo } from '../../lib/use-route.ts'
import type { Route } from '../../lib/route.ts'

const ofImport = ({ importId }: ImportRecord) => [{ column: 'import_id', operator: 'equals' as const, values: [importId] }]

export const rejectsOf = (route: Route, record: ImportRecord): string => linkTo(route, { page: 'import', view: 'rejects', where: ofImport(record), search: '', sort: [], columns: [] })

/** Where the taken records of an import can be seen: accounts and profiles by what they became, everything else as events. */
export function takenOf(route: Route, record: ImportRecord): string {
  if (/profile|user/.test(record.format)) return linkTo(route, { page: 'people' })
  if (/account|compan|hubspot|salesforce/.test(record.format)) {
    const where = [{ column: 'file_name', operator: 'equals' as const, values: [record.fileName] }]
    return linkTo(route, { page: 'import', view: 'accounts', where, search: '', sort: [], columns: [] })
  }
  return linkTo(route, { page: 'import', view: 'events', where: ofImport(record), search: '', sort: [], columns: [] })
}
