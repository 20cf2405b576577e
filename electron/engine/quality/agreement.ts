/** A 2 × 2 table of two judges: both yes, only the first, only the second, both no. */
export interface Table {
  both: number
  first: number
  second: number
  neither: number
}

/** Cohen’s κ (1960): agreement beyond chance; null without cases or where chance alone explains all. */
export function kappa({ both, first, second, neither }: Table): number | null {
  const total = both + first + second + neither
  if (total === 0) return null
  const observed = (both + neither) / total
  const expected = ((both + first) * (both + second) + (second + neither) * (first + neither)) / total ** 2
  return expected === 1 ? null : (observed - expected) / (1 - expected)
}
