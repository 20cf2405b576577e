import { normalHeader } from './headers.ts'
import type { Setting } from './importer.ts'
import type { StageColumns } from './record-plan.ts'
import { stageOf } from './stage-names.ts'

/** Columns such as `opportunity_at` or `Closed Won date`: a stage's word and then at, date or on. */
export function namedStageDates(names: readonly string[]): StageColumns[] {
  return names.flatMap((name) => {
    const raw = /^(.+?)[ _](?:at|date|on)$/.exec(normalHeader(name))?.[1]?.replaceAll('_', ' ')
    return raw !== undefined && stageOf(raw) !== 'unmapped' ? [{ raw, columns: [name] }] : []
  })
}

/** What a table with stages and dates of the analyst's own making may have to be told. */
export const funnelSettings: readonly Setting[] = [
  { key: 'dates', label: 'Order of day and month in dates written with slashes (dmy or mdy)', required: false, example: 'dmy' },
  { key: 'stage.<word>', label: 'Stage for a word of your own funnel', required: false, example: 'opportunity' },
]
