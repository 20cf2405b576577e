import type { StorySignal } from '../../../shared/contract-stories.ts'
import type { Contribution } from '../../../shared/model.ts'

/** Contributions summed by source, those of most points first; their points add up to the score. */
export function signalsOf(contributions: readonly Contribution[]): StorySignal[] {
  const sums = new Map<string, StorySignal>()
  for (const { source, family, events, lastAt, points } of contributions) {
    const before = sums.get(source) ?? { source, family, people: 0, events: 0, lastAt: null, points: 0 }
    sums.set(source, { ...before, people: before.people + 1, events: before.events + events, lastAt: later(before.lastAt, lastAt), points: before.points + points })
  }
  return [...sums.values()].toSorted((left, right) => right.points - left.points || left.source.localeCompare(right.source))
}

/** The later of two ISO instants. */
export const later = (one: string | null, other: string | null): string | null => (one === null ? other : other === null || one > other ? one : other)
