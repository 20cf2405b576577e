import type { Condition } from '../../../shared/contract-grid.ts'
import type { Band } from '../../../shared/model.ts'
import type { Route } from '../../lib/route.ts'
import { currentRoute, navigate } from '../../lib/use-route.ts'

/** The rows behind a figure: which of the scored subjects it counts. */
export interface Door {
  stage?: string
  bands?: readonly Band[]
  active?: boolean
  inCrm?: boolean
}

export function doorConditions({ stage, bands, active, inCrm }: Door): Condition[] {
  return [
    ...(inCrm === undefined ? [] : [{ column: 'in_crm', operator: 'equals' as const, values: [inCrm] }]),
    ...(stage === undefined ? [] : [{ column: 'stage', operator: 'in' as const, values: [stage] }]),
    ...(active === undefined ? [] : [{ column: 'active', operator: 'equals' as const, values: [active] }]),
    ...(bands === undefined ? [] : [{ column: 'band', operator: 'in' as const, values: [...bands] }]),
  ]
}

/** The same within the segment that Explore counts. */
export const doorWithin = (route: Route, door: Door): Condition[] => [...(route.page === 'explore' ? route.where : []), ...doorConditions(door)]

/** Opens Companies on exactly these rows. */
export const openDoor = (door: Door): void => navigate({ page: 'companies', where: doorWithin(currentRoute(), door) })
