import { normalHeader } from './headers.ts'
import type { StageColumns } from './record-plan.ts'
import { stageOf } from './stage-names.ts'

/** Columns such as `opportunity_at` or `Closed Won date`: a stage's word and then at, date or on. */
export function namedStageDates(names: readonly string[]): StageColumns[] {
  return names.flatMap((name) => {
    const raw = /^(.+?)[ _](?:at|date|on)$/.exec(normalHeader(name))?.[1]?.replaceAll('_', ' ')
    return raw !== undefined && stageOf(raw) !== 'unmapped' ? [{ raw, columns: [name] }] : []
  })
}
