import type { LifecycleModel } from './model.ts'

/** Instants a week apart at which the rules are evaluated: week n ends with the instant `start` + n weeks, which belongs to it. */
export interface WeekGrid {
  /** Begins the names of the steps. */
  readonly name: 'weekly' | 'final'
  /** In milliseconds; events up to then stay out. */
  readonly start: number
  /** Evaluated are the weeks from `first` to `last`. */
  readonly first: number
  readonly last: number
}

const weekLength = 7 * 86_400_000
/** 1970-01-05, 00:00 UTC. */
const aMonday = 4 * 86_400_000

/** Mondays 00:00 UTC after `earliest` up to `asOf`, in milliseconds. */
export function mondays(earliest: number, asOf: number): WeekGrid {
  // An event of a Monday's first instant belongs to the week that ends there.
  const start = aMonday + (Math.ceil((earliest - aMonday) / weekLength) - 1) * weekLength
  return { name: 'weekly', start, first: 1, last: Math.floor((asOf - start) / weekLength) }
}

/** The one instant `asOf`, with as many weeks before it as any rule looks back. */
export function onlyAt(asOf: number, { surge, evaluation, dormant_days: dormant, pioneering_days: pioneering }: LifecycleModel): WeekGrid {
  const reach = Math.max(surge.weeks + surge.usual_weeks, evaluation.weeks, 1 + Math.floor(Math.max(dormant, pioneering) / 7))
  return { name: 'final', start: asOf - reach * weekLength, first: reach, last: reach }
}
