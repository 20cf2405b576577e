import type { Estimate } from '../../shared/model.ts'
import { formatRatio, formatShare } from './formats.ts'

/** "62–77%"; empty where the interval is undefined. */
export function shareInterval({ low, high }: Estimate): string {
  if (low === null || high === null) return ''
  return `${formatShare(low).replace('%', '')}–${formatShare(high)}`
}

export function ratioInterval({ low, high }: Estimate): string {
  return low === null || high === null ? '' : `${formatRatio(low).replace('×', '')}–${formatRatio(high)}`
}
