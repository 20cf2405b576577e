import type { ImportPreview } from '../../../shared/contract-import.ts'
import { rows } from '../db/query.ts'
import type { Workspace } from '../db/workspace.ts'
import { oneAtATime } from './file-scan.ts'
import type { DateOrder, Plan, Sample } from './importer.ts'
import { delimitedLayout, jsonObjectsLayout } from './layouts.ts'
import { orderedLayout } from './mapped-layout.ts'
import type { Choice } from './recognise.ts'
import { stagedSelect } from './staging.ts'

type Fault = NonNullable<ImportPreview['columns'][number]['unreadable']>

interface Judged {
  choice: Choice
  sample: Sample
  orders: ReadonlyMap<string, DateOrder>
}

const examples = 3

/** Per column the sampled cells that cannot be read as the field it fills, judged by the very plan of the import. */
export async function columnFaults(workspace: Workspace, { choice: { importer, settings }, sample, orders }: Judged): Promise<Map<string, Fault>> {
  const isJson = sample.container === 'json'
  const layout = orderedLayout(isJson ? jsonObjectsLayout(sample.names) : delimitedLayout(sample.names, (index) => `c[${index + 1}]`), orders)
  const plan = importer.plan({ layout, settings, dateOrder: 'dmy' })
  const cells = isJson ? sample.records : sample.records.map((record) => sample.names.map((name) => record[name] ?? null))
  const relation = isJson ? `(SELECT unnest(from_json($cells, '["JSON"]')) AS v)` : `(SELECT unnest(from_json($cells, '[["VARCHAR"]]')) AS c)`
  const judged = await oneAtATime(workspace, (connection) =>
    rows<{ _verdict: number; _doubts: number }>(connection, `SELECT * FROM (${stagedSelect(plan, { relation, ordinal: null })})`, { cells: JSON.stringify(cells) }))
  const found = new Map<string, Fault>()
  const note = (column: string, reason: string, record: Record<string, unknown>) => {
    const fault = found.get(column) ?? { cells: 0, sampled: sample.records.length, examples: [], reason }
    const value = record[column]
    const text = value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)
    if (text !== '' && fault.examples.length < examples && !fault.examples.includes(text)) fault.examples.push(text.slice(0, 80))
    found.set(column, { ...fault, cells: fault.cells + 1 })
  }
  judged.forEach(({ _verdict: verdict, _doubts: doubts }, index) => {
    const record = sample.records[index]
    if (!record) return
    const check = plan.checks[verdict - 1]
    if (check) note(check.column, check.reason, record)
    if (verdict <= 0) for (const [column, reason] of doubted(plan, doubts)) note(column, reason, record)
  })
  return found
}

function doubted({ doubts: list }: Plan, doubts: number): [string, string][] {
  return list.flatMap((doubt, index): [string, string][] => {
    if (Math.floor(doubts / 2 ** index) % 2 === 0) return []
    const column = doubt.column ?? /“([^”]+)”/.exec(doubt.warning(1))?.[1]
    return column === undefined ? [] : [[column, 'The cell is left empty.']]
  })
}
