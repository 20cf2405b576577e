import type { TimeForm, TimesOfColumns } from '../../../shared/time-forms.ts'
import type { Sample } from './importer.ts'

const epoch = /^\d{10}(?:\d{3})?$/
/** Days since 1899, as workbooks count them. */
const serial = /^[2-9]\d{4}(\.\d+)?$/
const timeOfDay = /\d:\d\d/
const zone = /:\d\d(?:[.,]\d+)?\s*(?:z|utc|gmt|[+-]\d\d(?::?\d\d)?)$/i
const shortestDay = 6

/** The form of one cell; null where it holds no date. */
function formOf(cell: string): TimeForm | null {
  if (epoch.test(cell)) return 'instant'
  const days = serial.exec(cell)
  if (days) return days[1] === undefined ? 'day' : 'zoneless'
  if (timeOfDay.test(cell)) return zone.test(cell) ? 'instant' : 'zoneless'
  return cell.length >= shortestDay && /\d/.test(cell) ? 'day' : null
}

/** The least exact form among the sampled cells of each date column, since every later use must reckon with it; columns without a date are left out. */
export function timeForms({ records }: Sample, columns: readonly string[]): TimesOfColumns {
  return columns.flatMap((column) => {
    const found = new Set(records.map((record) => formOf(written(record[column]))))
    const form = (['zoneless', 'day', 'instant'] as const).find((each) => found.has(each))
    return form === undefined ? [] : [{ column, form }]
  })
}

const written = (value: unknown): string => (typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '')
