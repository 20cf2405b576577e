import type { Output } from '../../../shared/contract.ts'
import type { LifecycleStage } from '../../../shared/lifecycle.ts'

export type Week = Output<'lifecycle.timeline'>['weeks'][number]

/** A time during which the lifecycle stood still. */
export interface Stretch {
  stage: LifecycleStage | null
  /** The Monday that found it so. */
  from: string
  /** The Monday that found it otherwise; the last week’s instant for the stretch that still lasts. */
  until: string
  events: number
}

export function stretchesOf(weeks: readonly Week[]): Stretch[] {
  const found: Stretch[] = []
  for (const { at, stage, events } of weeks) {
    const last = found.at(-1)
    if (last) last.until = at
    if (last && last.stage === stage) last.events += events
    else found.push({ stage, from: at, until: at, events })
  }
  return found
}
