import type { Estimate, TrendTest } from '../../../shared/model.ts'

const share = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 })
const ratio = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const count = new Intl.NumberFormat()

export const countWords = (value: number): string => count.format(value)
export const rowWords = (rows: number): string => `${countWords(rows)} ${rows === 1 ? 'row' : 'rows'}`
export const ratioWords = (value: number | null): string => (value === null ? '–' : ratio.format(value))
export const shareWords = (value: number | null): string => (value === null ? '–' : share.format(value))

const withInterval = (estimate: Estimate, words: (value: number | null) => string): string =>
  estimate.value === null ? '–' : `${words(estimate.value)} (${words(estimate.low)}–${words(estimate.high)})`

export const shareEstimate = (estimate: Estimate): string => withInterval(estimate, shareWords)
export const ratioEstimate = (estimate: Estimate): string => withInterval(estimate, ratioWords)

export function trendWords({ z, p }: TrendTest): string {
  if (z === null || p === null) return '– (undefined)'
  return `z = ${ratio.format(z)}, p ${p < 0.0001 ? '< 0.0001' : `= ${p.toFixed(4)}`}`
}
