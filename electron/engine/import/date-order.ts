import type { ImportSettings } from '../../../shared/contract-import.ts'
import type { DateOrder, Sample, Setting } from './importer.ts'

const slashed = /^\s*(\d{1,2})[/-](\d{1,2})[/-]\d{4}\b/

export const dateSetting: Setting = { key: 'dates', label: 'In dates such as 01/10/2026: day first (dmy) or month first (mdy)?', required: true, example: 'dmy' }

/** The order of day and month as the sample shows it; `ask` where every slashed date could be either. */
export function dateOrder(sample: Sample, columns: readonly string[], settings: ImportSettings): DateOrder | 'ask' {
  const chosen = settings['dates']
  if (chosen === 'dmy' || chosen === 'mdy') return chosen
  const dates = columns.flatMap((column) => sample.records.flatMap((record) => {
    const cell = record[column]
    const match = typeof cell === 'string' ? slashed.exec(cell) : null
    return match ? [[Number(match[1]), Number(match[2])] as const] : []
  }))
  if (dates.length === 0) return 'dmy'
  const firsts = dates.filter(([first]) => first > 12).length
  const seconds = dates.filter(([, second]) => second > 12).length
  if (firsts === seconds) return 'ask'
  return firsts > seconds ? 'dmy' : 'mdy'
}
