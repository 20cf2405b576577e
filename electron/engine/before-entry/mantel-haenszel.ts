import type { Estimate } from '../../../shared/model.ts'
import { undefinedEstimate, z95 } from '../analyse/statistics.ts'

/** A two-by-two table of one stratum. */
export interface Stratum {
  exposedCases: number
  unexposedCases: number
  exposedControls: number
  unexposedControls: number
}

/**
 * Common odds ratio over strata (Mantel and Haenszel 1959) with the 95 % interval of Robins, Breslow and Greenland 1986, which holds for a few large
 * strata and for many sparse ones. Undefined where no stratum holds both kinds of discordance.
 */
export function mantelHaenszel(strata: readonly Stratum[]): Estimate {
  let [r, s, pr, mixed, qs] = [0, 0, 0, 0, 0]
  for (const { exposedCases: a, unexposedCases: b, exposedControls: c, unexposedControls: d } of strata) {
    const n = a + b + c + d
    if (n === 0) continue
    const [along, against] = [(a * d) / n, (b * c) / n]
    const [p, q] = [(a + d) / n, (b + c) / n]
    r += along
    s += against
    pr += p * along
    mixed += p * against + q * along
    qs += q * against
  }
  if (r === 0 || s === 0) return undefinedEstimate
  const value = r / s
  const width = z95 * Math.sqrt(pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s))
  return { value, low: value * Math.exp(-width), high: value * Math.exp(width) }
}
