import type { TargetListChanges, TargetListEntry } from '../../../shared/contract-target-lists.ts'

/** Who is on the list: a company or an account, and of champions the person too. */
const keyOf = ({ subjectKey, person }: TargetListEntry): string => JSON.stringify([subjectKey, person?.personKey ?? null])

/** Equal signals may be summed in another order. */
const summationNoise = 1e-9

/** What a later list has that an earlier one has not, what it lacks, and who stands elsewhere. */
export function compareEntries(before: readonly TargetListEntry[], now: readonly TargetListEntry[]): Pick<TargetListChanges, 'added' | 'gone' | 'moved' | 'unchanged'> {
  const placed = (entries: readonly TargetListEntry[]) => new Map(entries.map((entry, index) => [keyOf(entry), { ...entry, place: index + 1 }]))
  const [earlier, later] = [placed(before), placed(now)]
  const both = [...later].flatMap(([key, entry]) => {
    const was = earlier.get(key)
    return was ? [{ ...entry, before: { place: was.place, band: was.band, score: was.score } }] : []
  })
  const moved = both.filter(({ place, band, score, before: was }) => place !== was.place || band !== was.band || Math.abs(score - was.score) > summationNoise)
  return {
    added: [...later].flatMap(([key, entry]) => (earlier.has(key) ? [] : [entry])),
    gone: [...earlier].flatMap(([key, entry]) => (later.has(key) ? [] : [entry])),
    moved,
    unchanged: both.length - moved.length,
  }
}
