import type { DownloadTrend } from '../../../shared/contract-downloads.ts'
import { formatDay, formatInteger, formatShare } from '../../lib/formats.ts'

const compared = 4

interface Change {
  /** Downloads of the latest four weeks. */
  latest: number
  /** Share by which they exceed the four before; null where those are too few or empty. */
  change: number | null
}

/** The latest four weeks beside the four before; null where there are no weeks. */
export function latestWeeks({ unit, points }: DownloadTrend): Change | null {
  if (unit !== 'week') return null
  const sum = (from: number, to?: number) => points.slice(from, to).reduce((total, { downloads }) => total + downloads, 0)
  const latest = sum(-compared)
  const before = points.length < 2 * compared ? 0 : sum(-2 * compared, -compared)
  return { latest, change: before === 0 ? null : latest / before - 1 }
}

const changeWords = (change: number): string =>
  Math.abs(change) < 0.005 ? 'as many as in the four weeks before' : `${formatShare(Math.abs(change))} ${change > 0 ? 'more' : 'fewer'} than in the four weeks before`

/** One line under the name of a package. */
export function trendWords(trend: DownloadTrend): string {
  const weeks = latestWeeks(trend)
  if (weeks === null) return `${formatInteger(trend.total)} downloads on ${formatInteger(trend.days)} ${trend.days === 1 ? 'day' : 'days'}, ${formatDay(trend.from)} – ${formatDay(trend.to)}`
  const words = `${formatInteger(weeks.latest)} downloads in the latest four complete weeks`
  return weeks.change === null ? words : `${words}, ${changeWords(weeks.change)}`
}

/** The sentence above the charts: about the most downloaded package. */
export function trendSentence([first]: readonly DownloadTrend[]): string {
  if (!first) return 'No downloads were imported.'
  return `${first.package}: ${trendWords(first)}.`
}
