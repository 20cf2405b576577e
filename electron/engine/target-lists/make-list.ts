import type { ReportLanguage } from '../../../shared/contract-report.ts'
import type { TargetListEntry, TargetListName } from '../../../shared/contract-target-lists.ts'
import { type Segment, segmentColumns } from '../../../shared/segment.ts'
import { subjectsOf } from '../analyse/segment.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import type { Workspace } from '../db/workspace.ts'
import { ensureLifecycle } from '../lifecycle/ensure-lifecycle.ts'
import { ensurePersonas } from '../personas/ensure-personas.ts'
import { type ScoreRequest, withRun } from '../score/ensure-scored.ts'
import type { Run } from '../score/run-store.ts'
import { readStages } from '../workspace/stages.ts'
import { champions } from './champions.ts'
import { midFunnel } from './mid-funnel.ts'
import { missing } from './missing.ts'
import { outreach } from './outreach.ts'

const lists: Record<TargetListName, (connection: Connection, run: Run, language: ReportLanguage) => Promise<TargetListEntry[]>> = { missing, 'mid-funnel': midFunnel, outreach, champions }

export interface MadeList {
  run: Run
  entries: TargetListEntry[]
  /** Of the subjects on the list, how many each condition kept although nobody says. */
  unknown: { column: Segment[number]['column']; subjects: number }[]
}

interface ListRequest extends Omit<ScoreRequest, 'model'> {
  list: TargetListName
  filter: Segment
  /** Of the reasons; English unless it says otherwise. */
  language?: ReportLanguage
}

/** A list from a run of the current data, narrowed to a segment. */
export function makeList(workspace: Workspace, { list, filter, language = 'en', ...request }: ListRequest, signal: AbortSignal): Promise<MadeList> {
  return withRun(workspace, request, {
    signal,
    work: async (run) => {
      if (list === 'outreach') await ensureLifecycle(workspace, run, signal)
      if (list === 'champions') await ensurePersonas(workspace, signal)
      const entries = await lists[list](workspace.reader, run, language)
      if (filter.length === 0) return { run, entries, unknown: [] }
      const known = await knownOf(workspace.reader, run, filter)
      const kept = entries.filter(({ subjectKey }) => known.has(subjectKey))
      const subjects = new Set(kept.map(({ subjectKey }) => subjectKey))
      const asked = segmentColumns.filter((column) => filter.some((each) => each.column === column))
      return { run, entries: kept, unknown: asked.map((column) => ({ column, subjects: [...subjects].filter((key) => !known.get(key)?.has(column)).length })) }
    },
  })
}

/** Subjects that meet a segment, each with the columns of it that somebody filled. */
async function knownOf(connection: Connection, run: Run, filter: Segment): Promise<Map<string, ReadonlySet<string>>> {
  const { sql, values } = subjectsOf(run, await readStages(connection), filter)
  const columns = segmentColumns.map((column) => `CASE WHEN nullif(${column}::VARCHAR, '') IS NOT NULL THEN '${column}' END`)
  const found = await rows<{ key: string; known: string[] }>(connection, `SELECT subject_key AS key, list_filter([${columns.join(', ')}], lambda known: known IS NOT NULL) AS known FROM (${sql})`, values)
  return new Map(found.map(({ key, known }) => [key, new Set(known)]))
}
