import type { Estimate } from '../../../shared/model.ts'

/** An axis of doublings: −1 is half, 0 equal, 1 twice as likely. */
export interface ForestScale {
  min: number
  max: number
  step: number
}

/** Lifts beyond this many doublings are cut with an arrow. */
const furthest = 6

/** Covers every interval and the line of no difference, up to 64-fold either way. */
export function forestScale(estimates: readonly Estimate[]): ForestScale {
  const doublings = estimates.flatMap(({ low, high }) => [low, high].flatMap((value) => (value !== null && value > 0 ? [Math.log2(value)] : [])))
  const min = Math.max(-furthest, Math.floor(Math.min(-1, ...doublings)))
  const max = Math.min(furthest, Math.ceil(Math.max(1, ...doublings)))
  return { min, max, step: max - min > 8 ? 2 : 1 }
}

/** "½×" and "4×". */
export function doublingLabel(doublings: number): string {
  const fold = 2 ** Math.abs(doublings)
  return doublings >= 0 ? `${fold}×` : fold === 2 ? '½×' : fold === 4 ? '¼×' : `1/${fold}×`
}
