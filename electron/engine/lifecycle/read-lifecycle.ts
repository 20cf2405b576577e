import { lifecycleStages, type Lifecycle, type LifecycleStage } from '../../../shared/lifecycle.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import type { Run } from '../score/run-store.ts'
import { datedSignals, isMade, readLifecycleParameters } from './ensure-lifecycle.ts'
import { lifecycleSql, lifecycleValues } from './lifecycle-steps.ts'

/** A row of `lifecycles` or of result.lifecycle. */
export interface LifecycleRow {
  stage: LifecycleStage | null
  is_sparse: boolean
  since: string
  dormant_at: string | null
  pioneering_at: string | null
  surge_at: string | null
  evaluation_at: string | null
  decisioning_at: string | null
  has_open_opportunity: boolean
  outreach: boolean
  events: number
  recent_people: number
  recent_events: number
  usual_events: number
}

/** Without a dated event there is nothing to judge by. */
const nothing: Lifecycle = {
  stage: null, missing: 'not enough dated events', since: null, entered: entries(() => null), outreachWindow: false, openOpportunity: false, events: 0,
  recent: { people: 0, events: 0, usual: 0 },
}

function entries(at: (stage: LifecycleStage) => string | null): Lifecycle['entered'] {
  // Every stage is named once.
  return Object.fromEntries(lifecycleStages.map((stage) => [stage, at(stage)])) as Lifecycle['entered']
}

export function lifecycleOf(row: LifecycleRow | undefined): Lifecycle {
  if (!row) return nothing
  const at = { Dormant: row.dormant_at, Pioneering: row.pioneering_at, Surge: row.surge_at, Evaluation: row.evaluation_at, Decisioning: row.decisioning_at }
  return {
    stage: row.stage,
    missing: row.is_sparse ? 'not enough dated events' : row.stage === null ? 'quiet' : null,
    since: row.is_sparse ? null : row.since,
    entered: entries((stage) => (row.is_sparse ? null : at[stage])),
    outreachWindow: row.outreach,
    openOpportunity: row.has_open_opportunity,
    events: row.events,
    recent: { people: row.recent_people, events: row.recent_events, usual: row.usual_events },
  }
}

/** Section 9 for one subject of a run: the stored one where the run's lifecycle has been made, else made from its own events. */
export async function readLifecycle(connection: Connection, run: Run, subjectId: number): Promise<Lifecycle> {
  const parameters = await readLifecycleParameters(connection)
  const which = { run_id: run.runId, subject_id: subjectId }
  if (await isMade(connection, run, parameters)) {
    const [stored] = await rows<LifecycleRow>(connection, 'SELECT * FROM result.lifecycle WHERE run_id = $run_id AND subject_id = $subject_id', which)
    return lifecycleOf(stored)
  }
  const { earliest } = await datedSignals(connection, run)
  if (earliest === null) return nothing
  const [row] = await rows<LifecycleRow>(connection, lifecycleSql({ ...parameters, asOf: run.asOf, earliest }, 'one'), { ...lifecycleValues(run, parameters.model), ...which })
  return lifecycleOf(row)
}
