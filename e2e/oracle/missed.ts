/** Judged nearest accounts of one kind, and how many companies have one that nobody judged. */
export interface NearestCount {
  readonly missed: number
  readonly not: number
  readonly undecided: number
}

/** Section 6, last point: the expected number of missed matches, and where 2.5 and 97.5 % of its exact distribution lie. */
export function missedMatches(kinds: readonly NearestCount[]): { expected: number; low: number; high: number } {
  const chances = kinds.map(({ missed, not, undecided }) => betaBinomial(undecided, 1 + missed, 1 + not)).reduce(together, [1])
  return {
    expected: kinds.reduce((sum, { missed, not, undecided }) => sum + (undecided * (missed + 1)) / (missed + not + 2), 0),
    low: quantile(chances, 0.025),
    high: quantile(chances, 0.975),
  }
}

/** P(X = 0 … n) where X counts n trials whose common chance is Beta(a, b). */
function betaBinomial(n: number, a: number, b: number): number[] {
  const all = [1]
  for (let k = 0; k < n; k += 1) all.push((all[k] ?? 0) * (((n - k) * (a + k)) / ((k + 1) * (b + n - k - 1))))
  const total = all.reduce((sum, x) => sum + x, 0)
  return all.map((x) => x / total)
}

/** The distribution of the sum of two independent counts. */
const together = (left: readonly number[], right: readonly number[]): number[] =>
  Array.from({ length: left.length + right.length - 1 }, (_, sum) => left.reduce((chance, p, k) => chance + p * (right[sum - k] ?? 0), 0))

function quantile(chances: readonly number[], share: number): number {
  let sum = 0
  return chances.findIndex((chance) => (sum += chance) >= share)
}
