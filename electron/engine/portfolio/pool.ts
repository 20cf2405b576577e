import type { PooledLift } from '../../../shared/contract-portfolio.ts'
import { z95 } from '../analyse/statistics.ts'

/** A log ratio and its standard error, which is above 0. */
export interface Effect {
  value: number
  standardError: number
}

interface Pooled extends PooledLift {
  /** Share of each effect in the pooled one; they add up to 1. */
  weights: readonly number[]
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/**
 * Random-effects mean of log ratios, as a ratio with its 95 % interval: DerSimonian & Laird 1986, I² by Higgins & Thompson 2002. One effect is pooled to
 * itself, and how much organisations differ is then unknown. Undefined (null) without any.
 */
export function pool(effects: readonly Effect[]): Pooled | null {
  if (effects.length === 0) return null
  const variances = effects.map(({ standardError }) => standardError ** 2)
  const { tauSquared, iSquared, q } = heterogeneity(effects, variances)
  const precisions = variances.map((variance) => 1 / (variance + (tauSquared ?? 0)))
  const total = sum(precisions)
  const mean = sum(effects.map(({ value }, index) => value * (precisions[index] ?? 0))) / total
  const half = z95 * Math.sqrt(1 / total)
  return {
    lift: { value: Math.exp(mean), low: Math.exp(mean - half), high: Math.exp(mean + half) },
    tauSquared, iSquared, q,
    organisations: effects.length,
    weights: precisions.map((precision) => precision / total),
  }
}

function heterogeneity(effects: readonly Effect[], variances: readonly number[]): Pick<PooledLift, 'tauSquared' | 'iSquared' | 'q'> {
  if (effects.length === 1) return { tauSquared: null, iSquared: null, q: null }
  const precisions = variances.map((variance) => 1 / variance)
  const total = sum(precisions)
  const mean = sum(effects.map(({ value }, index) => value * (precisions[index] ?? 0))) / total
  const q = sum(effects.map(({ value }, index) => (precisions[index] ?? 0) * (value - mean) ** 2))
  const excess = q - (effects.length - 1)
  return {
    tauSquared: Math.max(0, excess / (total - sum(precisions.map((precision) => precision ** 2)) / total)),
    iSquared: q === 0 ? 0 : Math.max(0, excess / q),
    q,
  }
}
