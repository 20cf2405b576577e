import type { Estimate } from '../../../shared/model.ts'
import { undefinedEstimate } from './statistics.ts'

/** Median with the 2.5 and 97.5 % quantiles of draws, linearly interpolated. */
export function spread(values: ArrayLike<number>): Estimate {
  if (values.length === 0) return undefinedEstimate
  const sorted = new Float64Array(values).sort()
  const at = (share: number): number => {
    const place = share * (sorted.length - 1)
    const low = sorted[Math.floor(place)] ?? 0
    return low + ((sorted[Math.ceil(place)] ?? low) - low) * (place - Math.floor(place))
  }
  return { value: at(0.5), low: at(0.025), high: at(0.975) }
}
