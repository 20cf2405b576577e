import type { StageEntries } from '../../../shared/contract-before-entry.ts'
import type { Estimate } from '../../../shared/model.ts'
import { formatInteger, formatPoints } from '../../lib/formats.ts'

export const pointsInterval = ({ low, high }: Estimate): string => (low === null || high === null ? '' : `${formatPoints(low)}–${formatPoints(high)}`)

/** "84 days before, 31 of 40 surged". */
export function leadTimeWords({ medianDays, before, after, never }: NonNullable<StageEntries['figures']>['leadTime']): string {
  if (medianDays === null) return 'no account surged'
  const days = Math.round(Math.abs(medianDays))
  return `${formatInteger(days)} ${days === 1 ? 'day' : 'days'} ${medianDays >= 0 ? 'before' : 'after'} (${formatInteger(before)} surged before, ${formatInteger(after)} after, ${formatInteger(never)} never)`
}
