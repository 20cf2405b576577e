import { formatInteger } from '../../lib/formats.ts'

/** Longer than this nobody was reviewing. */
const pauseMs = 120_000

/** Items a minute over the recent strokes, pauses left out; null where there are too few. */
export function perMinute(times: readonly number[]): number | null {
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time)).filter((gap) => gap < pauseMs)
  if (gaps.length < 4) return null
  const minutes = gaps.reduce((sum, gap) => sum + gap, 0) / 60_000
  return minutes > 0 ? gaps.length / minutes : null
}

/** `37 of 200 · 14/min · about 12 min left` */
export function paceWords({ decided, total, times }: { decided: number; total: number; times: readonly number[] }): string {
  const counted = `${formatInteger(decided)} of ${formatInteger(total)}`
  const rate = perMinute(times)
  if (rate === null || rate < 0.05) return counted
  return [counted, `${formatInteger(rate)}/min`, leftWords((total - decided) / rate)].filter(Boolean).join(' · ')
}

function leftWords(minutes: number): string {
  if (minutes <= 0) return ''
  if (minutes < 1) return 'less than a minute left'
  return minutes < 90 ? `about ${formatInteger(minutes)} min left` : `about ${formatInteger(minutes / 60)} h left`
}
