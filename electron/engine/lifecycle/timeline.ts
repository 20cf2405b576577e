import type { Output } from '../../../shared/contract.ts'
import type { LifecycleStage } from '../../../shared/lifecycle.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import type { Run } from '../score/run-store.ts'
import { datedSignals, readLifecycleParameters } from './ensure-lifecycle.ts'
import { lifecycleSql, lifecycleValues } from './lifecycle-steps.ts'

/** Every evaluated week of one subject, the first with its first dated event. */
export async function timeline(connection: Connection, run: Run, subjectId: number): Promise<Output<'lifecycle.timeline'>> {
  const { earliest } = await datedSignals(connection, run)
  if (earliest === null) return { asOf: run.asOf, weeks: [] }
  const parameters = await readLifecycleParameters(connection)
  const weeks = await rows<{ at: string; stage: LifecycleStage | null; events: number; people: number }>(
    connection,
    `SELECT evaluated_at AS "at", stage, week_events AS events, week_people AS people FROM (${lifecycleSql({ ...parameters, asOf: run.asOf, earliest }, 'one', 'course')}) ORDER BY evaluated_at`,
    { ...lifecycleValues(run, parameters.model), subject_id: subjectId },
  )
  return { asOf: run.asOf, weeks }
}
