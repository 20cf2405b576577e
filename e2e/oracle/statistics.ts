/** Section 6 of the method, written for reading rather than speed. Undefined is null throughout. */

export interface Interval {
  value: number | null
  low: number | null
  high: number | null
}

const z95 = 1.959964
export const undefinedInterval: Interval = { value: null, low: null, high: null }

/** Share `hits` of `total` with its Wilson score interval. */
export function wilson(hits: number, total: number): Interval {
  if (total === 0) return undefinedInterval
  const share = hits / total
  const z2 = z95 * z95
  const centre = (share + z2 / (2 * total)) / (1 + z2 / total)
  const half = (z95 / (1 + z2 / total)) * Math.sqrt((share * (1 - share)) / total + z2 / (4 * total * total))
  return { value: share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}

/** Ratio of two shares with the Katz log interval; any empty cell adds one half to all four. */
export function katz(hits: number, total: number, baseHits: number, baseTotal: number): Interval & { corrected: boolean } {
  if (total === 0 || baseTotal === 0) return { ...undefinedInterval, corrected: false }
  const plain = [hits, total - hits, baseHits, baseTotal - baseHits]
  const corrected = plain.includes(0)
  const [a = 0, b = 0, c = 0, d = 0] = corrected ? plain.map((cell) => cell + 0.5) : plain
  const ratio = a / (a + b) / (c / (c + d))
  const error = Math.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
  return { value: ratio, low: ratio * Math.exp(-z95 * error), high: ratio * Math.exp(z95 * error), corrected }
}

/** Cochran–Armitage over ordered groups of (hits, total), scores 0, 1, 2 …; two-sided p. */
export function cochranArmitage(groups: readonly { hits: number; total: number }[]): { z: number | null; p: number | null } {
  let hits = 0
  let total = 0
  let weightedTotal = 0
  let squaredTotal = 0
  groups.forEach((group, index) => {
    hits += group.hits
    total += group.total
    weightedTotal += index * group.total
    squaredTotal += index * index * group.total
  })
  if (total === 0) return { z: null, p: null }
  const pooled = hits / total
  const variance = pooled * (1 - pooled) * (squaredTotal - (weightedTotal * weightedTotal) / total)
  if (!(variance > 0)) return { z: null, p: null }
  let excess = 0
  groups.forEach((group, index) => (excess += index * (group.hits - group.total * pooled)))
  const z = excess / Math.sqrt(variance)
  return { z, p: twoSided(z) }
}

/** P(|Z| > |z|) = erfc(|z|/√2): a Taylor series near the middle, Lentz's continued fraction in the tails. */
export function twoSided(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  return x < 2.5 ? 1 - erfSeries(x) : erfcFraction(x)
}

function erfSeries(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; Math.abs(term) > 1e-18; n += 1) {
    term *= -(x * x) / n
    sum += term / (2 * n + 1)
  }
  return (2 / Math.sqrt(Math.PI)) * sum
}

/** erfc(x) = e^(−x²)/√π · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))). */
function erfcFraction(x: number): number {
  let tail = x
  for (let k = 200; k >= 1; k -= 1) tail = x + k / 2 / tail
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / tail
}

/** Linear interpolation between order statistics (the definition of numpy and R type 7). */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  if (sorted.length === 0) return null
  const position = (sorted.length - 1) * share
  const below = sorted[Math.floor(position)] ?? 0
  const above = sorted[Math.ceil(position)] ?? below
  return below + (above - below) * (position - Math.floor(position))
}
