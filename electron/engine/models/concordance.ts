import type { Estimate } from '../../../shared/model.ts'
import { undefinedEstimate, z95 } from '../analyse/statistics.ts'

/** Scores of a case and of the controls drawn for it. */
export interface MatchedSet {
  of: number
  controls: readonly number[]
}

// As bands compare, at nine decimals.
const compared = (left: number, right: number): number => Math.sign(Math.round(left * 1e9) - Math.round(right * 1e9))

/** Probability that a case outscores one of its controls, ties one half: the mean over matched sets, with the normal interval of that mean. */
export function concordance(sets: readonly MatchedSet[]): Estimate {
  const shares = sets.flatMap(({ of, controls }) => (controls.length === 0 ? [] : controls.reduce((sum, control) => sum + (compared(of, control) + 1) / 2, 0) / controls.length))
  if (shares.length < 2) return undefinedEstimate
  const value = shares.reduce((sum, share) => sum + share, 0) / shares.length
  const variance = shares.reduce((sum, share) => sum + (share - value) ** 2, 0) / (shares.length - 1)
  const half = z95 * Math.sqrt(variance / shares.length)
  return { value, low: Math.max(0, value - half), high: Math.min(1, value + half) }
}
