/** A probability and what came true. */
export interface Outcome {
  probability: number
  correct: boolean
}

export interface ReliabilityBin {
  from: number
  to: number
  n: number
  /** Mean stated probability, and share that was correct; null in an empty bin. */
  stated: number | null
  observed: number | null
}

/** Mean squared distance between what was stated and what came true. */
export const brierScore = (outcomes: readonly Outcome[]): number | null =>
  outcomes.length === 0 ? null : outcomes.reduce((sum, { probability, correct }) => sum + (probability - (correct ? 1 : 0)) ** 2, 0) / outcomes.length

/** Ten equal bins, as a reliability diagram shows them. */
export function reliability(outcomes: readonly Outcome[], bins = 10): ReliabilityBin[] {
  return Array.from({ length: bins }, (_, index) => {
    const inside = outcomes.filter(({ probability }) => Math.min(bins - 1, Math.floor(probability * bins)) === index)
    const mean = (values: readonly number[]) => (values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length)
    return { from: index / bins, to: (index + 1) / bins, n: inside.length, stated: mean(inside.map(({ probability }) => probability)), observed: mean(inside.map(({ correct }) => (correct ? 1 : 0))) }
  })
}
