import { textOf } from './expressions.ts'
import { matchHeaders } from './headers.ts'
import type { Layout, Plan, Sample, Setting } from './importer.ts'
import { endsWithFooters } from './report-footers.ts'
import { isSalesforceId } from './salesforce-id.ts'

/** Objects by the first three characters of their ids. */
export const prefixes = { account: '001', contact: '003', lead: '00Q', opportunity: '006' } as const

export const salesforceSettings: readonly Setting[] = [
  { key: 'dates', label: 'Order of day and month in dates written with slashes (dmy or mdy)', required: false, example: 'dmy' },
  { key: 'stage.<word>', label: 'Stage for a word of your own sales process', required: false, example: 'opportunity' },
]

/** The layout with `#N/A` as what it stands for: no value. */
export function withoutNotAvailable(layout: Layout): Layout {
  const at: Layout['at'] = (...path) => {
    const column = layout.at(...path)
    return column && { ...column, sql: available(column.sql) }
  }
  return {
    ...layout,
    at,
    rest: (used) => layout.rest(used, available),
  }
}

const available = (sql: string): string => `nullif(${sql}, '#N/A')`

/** True for a report, which ends with lines that are no records. */
export const isReport = (layout: Layout): boolean => endsWithFooters(layout.fileNames ?? layout.names)

/** Text of the column under one of these headers. */
export function textUnder(layout: Layout, headers: readonly string[]): string {
  const name = matchHeaders(layout.names, { wanted: headers }).get('wanted')
  return textOf(name === undefined ? undefined : layout.at(name))
}

/** What is no record in any file of Salesforce: what was deleted, and the last lines of a report. */
export function notRecords(layout: Layout): Pick<Plan, 'read'> & { ignored: string } {
  const report = isReport(layout)
  const cells = layout.names.flatMap((name) => layout.at(name)?.sql ?? [])
  return {
    read: { deleted: textUnder(layout, ['isdeleted']), ...(report ? { whole_row: `concat_ws('', ${cells.join(', ')})` } : {}) },
    ignored: `coalesce(lower(deleted) IN ('true', '1'), false)${report ? ` OR trim(whole_row) = ''` : ''}`,
  }
}

const wrongId = 'The record id is not one of Salesforce, which has 15 or 18 letters and digits. If a spreadsheet has destroyed it, export the file again.'

/** `own_id` must be an id of Salesforce. */
export const idChecks = (column: string): Plan['checks'] => [
  { when: 'own_id IS NULL', column, reason: 'The record id is blank.' },
  { when: `NOT ${isSalesforceId('own_id')}`, column, reason: wrongId },
]

/** A record without an id is known by something else; an id that is given must be one of Salesforce. */
export const idOrElseChecks = (column: string, fallback: string, reason: string): Plan['checks'] => [
  { when: `own_id IS NULL AND ${fallback} IS NULL`, column, reason },
  { when: `own_id IS NOT NULL AND NOT ${isSalesforceId('own_id')}`, column, reason: wrongId },
]

const anyId = /^[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?$/
const filled = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '' && value.trim() !== '#N/A'

/** What stands under a header that should hold ids of one object: mostly such ids, ids of another object, or no ids at all. Footers fill one cell only. */
export function idsUnder({ records }: Sample, header: string, prefix: string): 'own' | 'foreign' | 'none' {
  const ids = records.filter((record) => Object.values(record).filter(filled).length > 1).flatMap((record) => (filled(record[header]) ? [record[header].trim()] : []))
  const sound = ids.filter((id) => anyId.test(id))
  const own = sound.filter((id) => id.startsWith(prefix)).length
  if (own > 0 && own * 2 >= ids.length) return 'own'
  return sound.length > 0 ? 'foreign' : 'none'
}
