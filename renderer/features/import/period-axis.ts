import type { SourceCapture } from '../../../shared/contract-completeness.ts'

/** One axis for the periods of all sources. */
export interface PeriodAxis {
  from: number
  to: number
  ticks: { label: string; share: number }[]
}

const day = 86_400_000

export const shareOf = ({ from, to }: Pick<PeriodAxis, 'from' | 'to'>, time: number): number => Math.min(1, Math.max(0, (time - from) / (to - from)))

/** From the first event of any source to the as-of instant, with a tick at the start of years, or of quarters where there are few years. */
export function axisOf(sources: readonly Pick<SourceCapture, 'from'>[], asOf: string): PeriodAxis {
  const to = Date.parse(asOf)
  const from = Math.min(to - 28 * day, ...sources.flatMap((each) => (each.from === null ? [] : [Date.parse(each.from)])))
  const months = (to - from) / (30.4 * day)
  const step = months > 120 ? 60 : months > 48 ? 24 : months > 18 ? 12 : 3
  const ticks: PeriodAxis['ticks'] = []
  const start = new Date(from)
  for (let month = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth() + 1) / step) * step; ; month += step) {
    const time = Date.UTC(Math.floor(month / 12), month % 12, 1)
    const share = shareOf({ from, to }, time)
    if (time > to || share > 0.9) break
    ticks.push({ label: step >= 12 ? String(Math.floor(month / 12)) : `${String((month % 12) + 1).padStart(2, '0')}/${String(Math.floor(month / 12)).slice(2)}`, share })
  }
  return { from, to, ticks }
}
