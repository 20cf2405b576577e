import type { Median } from '../../../shared/contract-portfolio.ts'

/** Median of the defined values; of an even number the mean of the two in the middle. */
export function medianOf(values: readonly (number | null)[]): Median {
  const defined = values.filter((value) => value !== null).sort((a, b) => a - b)
  const n = defined.length
  const [low, high] = [defined[Math.floor((n - 1) / 2)], defined[Math.floor(n / 2)]]
  return { value: low === undefined || high === undefined ? null : (low + high) / 2, n }
}
