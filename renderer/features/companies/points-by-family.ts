import type { Contribution } from '../../../shared/model.ts'

export interface FamilyPoints {
  family: string
  points: number
}

/** Contributions summed by family, the largest first; their sum is the score. */
export function pointsByFamily(contributions: readonly Contribution[]): FamilyPoints[] {
  const sums = new Map<string, number>()
  for (const { family, points } of contributions) sums.set(family, (sums.get(family) ?? 0) + points)
  return [...sums].map(([family, points]) => ({ family, points })).toSorted((left, right) => right.points - left.points)
}
