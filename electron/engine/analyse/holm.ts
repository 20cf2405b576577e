/**
 * p-values adjusted for testing them all (Holm 1979), in the order given: the smallest counts as often as there are tests, the next once less, and none is
 * smaller than one before it. Undefined ones (null) are no tests.
 */
export function holm(values: readonly (number | null)[]): (number | null)[] {
  const ascending = values.flatMap((p, index) => (p === null ? [] : [{ p, index }])).sort((a, b) => a.p - b.p)
  const adjusted: (number | null)[] = values.map(() => null)
  let least = 0
  for (const [rank, { p, index }] of ascending.entries()) {
    least = Math.max(least, Math.min(1, (ascending.length - rank) * p))
    adjusted[index] = least
  }
  return adjusted
}
