import type { TrendEvery } from '../../../shared/contract-trend.ts'

const monthsOf: Readonly<Record<TrendEvery, number>> = { month: 1, quarter: 3 }

/**
 * `periods` instants, the earliest first: `asOf` and before it the latest ends of a month or quarter, each the first instant (UTC) after it. Where `asOf` is such
 * an end it is not named twice.
 */
export function periodEnds(asOf: string, every: TrendEvery, periods: number): string[] {
  const months = monthsOf[every]
  const at = new Date(asOf)
  const first = Math.floor(at.getUTCMonth() / months) * months
  const end = (back: number) => new Date(Date.UTC(at.getUTCFullYear(), first - back * months, 1)).toISOString()
  const skipped = end(0) === at.toISOString() ? 1 : 0
  const before = Array.from({ length: periods - 1 }, (_, index) => end(index + skipped))
  return [...before.toReversed(), at.toISOString()]
}
