import type { Estimate, TrendTest } from '../../../shared/model.ts'
import { twoSided } from './normal.ts'

/** The 97.5 % point of the standard normal, to the digits the method states. */
export const z95 = 1.959964

export const undefinedEstimate: Estimate = { value: null, low: null, high: null }

/** `hits` among `total`. */
export interface Count {
  hits: number
  total: number
}

/** A share with its Wilson score interval (Wilson 1927); undefined without cases. */
export function wilson({ hits, total }: Count): Estimate {
  if (total === 0) return undefinedEstimate
  const share = hits / total
  const squared = z95 * z95
  const centre = share + squared / (2 * total)
  const half = z95 * Math.sqrt((share * (1 - share)) / total + squared / (4 * total * total))
  const scale = 1 + squared / total
  // At the ends the bound is exactly 0 or 1; floating point would leave a trace.
  return {
    value: share,
    low: hits === 0 ? 0 : (centre - half) / scale,
    high: hits === total ? 1 : (centre + half) / scale,
  }
}

interface RatioOfShares {
  ratio: Estimate
  /** Natural logarithm of the ratio and its standard error; null where the ratio is undefined. */
  logRatio: number | null
  standardError: number | null
  corrected: boolean
}

/** Ratio of two shares with the Katz log interval (Katz et al. 1978); a zero among the four cells adds 0.5 to all four. */
export function katz(group: Count, baseline: Count): RatioOfShares {
  if (group.total === 0 || baseline.total === 0) return { ratio: undefinedEstimate, logRatio: null, standardError: null, corrected: false }
  const corrected = [group, baseline].some(({ hits, total }) => hits === 0 || hits === total)
  const added = corrected ? 0.5 : 0
  const [hits, total] = [group.hits + added, group.total + 2 * added]
  const [baseHits, baseTotal] = [baseline.hits + added, baseline.total + 2 * added]
  const value = hits / total / (baseHits / baseTotal)
  const standardError = Math.sqrt(1 / hits - 1 / total + 1 / baseHits - 1 / baseTotal)
  const width = z95 * standardError
  return { ratio: { value, low: value * Math.exp(-width), high: value * Math.exp(width) }, logRatio: Math.log(value), standardError, corrected }
}

/** Cochran–Armitage test for a trend over ordered groups with scores 0, 1, 2 …; undefined where nothing varies. */
export function cochranArmitage(groups: readonly Count[]): TrendTest {
  const sum = (value: (group: Count, score: number) => number) => groups.reduce((total, group, score) => total + value(group, score), 0)
  const hits = sum((group) => group.hits)
  const total = sum((group) => group.total)
  const weighted = sum((group, score) => score * group.total)
  const squared = sum((group, score) => score * score * group.total)
  // Whole numbers, so that "no spread" is exactly 0.
  const spread = total * squared - weighted * weighted
  if (total === 0 || hits === 0 || hits === total || spread === 0) return { z: null, p: null }
  const share = hits / total
  const excess = sum((group, score) => score * (group.hits - group.total * share))
  const z = excess / Math.sqrt((share * (1 - share) * spread) / total)
  return { z, p: twoSided(z) }
}
