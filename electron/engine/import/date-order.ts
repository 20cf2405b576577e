import { textOf } from './expressions.ts'
import { type Scan, scanFile } from './file-scan.ts'
import type { DateOrder, Sample, Setting } from './importer.ts'
import type { Sniffed } from './sniff.ts'
import { sampledRecords } from './sample.ts'

export const dateSetting: Setting = { key: 'dates', label: 'In dates such as 01/10/2026: day first (dmy) or month first (mdy)?', required: true, example: 'dmy' }

/** What the slashed dates of one column show: how many can only be one order, and how many could be either. */
export interface DateEvidence {
  column: string
  dmy: number
  mdy: number
  either: number
  example: string | null
}

export interface DateOrders {
  orders: ReadonlyMap<string, DateOrder>
  /** Columns nothing decides, with a date of theirs. */
  ask: readonly { column: string; example: string }[]
}

const slashed = /^\s*(\d{1,2})[/-](\d{1,2})[/-]\d{4}\b/

/** Evidence of the sample; `open` tells whether the rest of the file could show more. */
export function sampledEvidence(sample: Sample, columns: readonly string[]): { evidence: DateEvidence[]; open: boolean } {
  const found = columns.map((column) => {
    const cells = sample.records.flatMap((record) => (typeof record[column] === 'string' && record[column].trim() !== '' ? [record[column]] : []))
    const matches = cells.flatMap((cell) => slashed.exec(cell) ?? [])
    const dates = cells.flatMap((cell) => {
      const match = slashed.exec(cell)
      return match ? [{ cell, first: Number(match[1]), second: Number(match[2]) }] : []
    })
    const dmy = dates.filter(({ first, second }) => first > 12 && second <= 12).length
    const mdy = dates.filter(({ first, second }) => second > 12 && first <= 12).length
    // A date such as 01/01/2025 shows nothing: it is the same day either way.
    const either = dates.filter(({ first, second }) => first <= 12 && second <= 12)
    const ambiguous = either.find(({ first, second }) => first !== second) ?? either[0]
    return {
      open: matches.length > 0 || cells.length === 0,
      evidence: { column, dmy, mdy, either: dates.length - dmy - mdy, example: ambiguous?.cell ?? dates[0]?.cell ?? null },
    }
  })
  return { evidence: found.map(({ evidence }) => evidence), open: found.some(({ open }) => open) }
}

/** Whether the sample is the whole file. */
export const coversFile = ({ complete }: Sniffed, { records }: Sample): boolean => complete && records.length < sampledRecords

/** Evidence of the whole file. */
export async function wholeEvidence(scan: Scan, columns: readonly string[]): Promise<DateEvidence[]> {
  if (columns.length === 0) return []
  const parts = await scanFile<DateEvidence>(scan, (layout, relation) =>
    columns.map((name, index) => {
      const column = layout.at(name)
      const text = column?.type === 'text' ? textOf(column) : 'NULL::VARCHAR'
      const part = (group: number): string => `TRY_CAST(regexp_extract(cell, '^\\s*(\\d{1,2})[/-](\\d{1,2})[/-]\\d{4}\\b', ${group}) AS INTEGER)`
      return `SELECT ${index} AS "column", count(*) FILTER (first > 12 AND second <= 12) AS dmy, count(*) FILTER (second > 12 AND first <= 12) AS mdy,
          count(*) FILTER (NOT (first > 12 AND second <= 12) AND NOT (second > 12 AND first <= 12)) AS either,
          coalesce(min(cell) FILTER (first <= 12 AND second <= 12 AND first <> second), min(cell) FILTER (first <= 12 AND second <= 12), min(cell)) AS example
        FROM (SELECT ${part(1)} AS first, ${part(2)} AS second, cell FROM (SELECT ${text} AS cell FROM ${relation})) WHERE first IS NOT NULL AND second IS NOT NULL`
    }).join(' UNION ALL '))
  return columns.map((column, index) => {
    const own = parts.filter((part) => Number(part.column) === index)
    const sum = (of: (part: DateEvidence) => number): number => own.reduce((total, part) => total + of(part), 0)
    return { column, dmy: sum(({ dmy }) => dmy), mdy: sum(({ mdy }) => mdy), either: sum(({ either }) => either), example: own.find(({ example }) => example !== null)?.example ?? null }
  })
}

/** The order of every column with slashed dates: as chosen, as its own dates show, else as all other columns of the file show; what is left is asked. */
export function decideOrders(evidence: readonly DateEvidence[], chosen: { all?: string | undefined; columns: Readonly<Record<string, DateOrder>> }): DateOrders {
  const slashedColumns = evidence.filter(({ dmy, mdy, either }) => dmy + mdy + either > 0)
  const orders = new Map<string, DateOrder>()
  for (const [column, order] of Object.entries(chosen.columns)) orders.set(column, order)
  if (chosen.all === 'dmy' || chosen.all === 'mdy') for (const { column } of evidence) if (!orders.has(column)) orders.set(column, chosen.all)
  for (const { column, dmy, mdy } of slashedColumns) if (!orders.has(column) && dmy !== mdy) orders.set(column, dmy > mdy ? 'dmy' : 'mdy')
  const seen = new Set(orders.values())
  const undecided = slashedColumns.filter(({ column }) => !orders.has(column))
  const [only] = seen
  if (seen.size === 1 && only !== undefined) for (const { column } of undecided) orders.set(column, only)
  return { orders, ask: seen.size === 1 ? [] : undecided.map(({ column, example }) => ({ column, example: example ?? '01/10/2026' })) }
}
