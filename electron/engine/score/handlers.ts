import type { Handlers } from '../../../shared/contract.ts'
import type { ScoreSummary } from '../../../shared/model.ts'
import type { Connection } from '../db/connection.ts'
import { one } from '../db/query.ts'
import type { Session } from '../session.ts'
import { withRun } from './ensure-scored.ts'
import { parseScoreModelText } from './model.ts'
import type { Run } from './run-store.ts'

export function scoreHandlers(session: Session): Pick<Handlers, 'score.run'> {
  return {
    /** `model` is the JSON text of a whole model; without it the model of the workspace holds. */
    'score.run': async ({ model, ...request }, signal) => {
      const workspace = session.workspace()
      const given = model === undefined ? undefined : parseScoreModelText(model)
      return withRun(workspace, { ...request, model: given }, { signal, work: (run) => summary(workspace.reader, run) })
    },
  }
}

async function summary(connection: Connection, { runId, asOf, policy, thresholds }: Run): Promise<ScoreSummary> {
  const counts = await one<ScoreSummary['counts']>(
    connection,
    `SELECT count(*) FILTER (band = 'High') AS High, count(*) FILTER (band = 'Medium') AS Medium, count(*) FILTER (band = 'Low') AS Low,
       count(*) FILTER (band = 'None') AS "None"
     FROM result.scores WHERE run_id = $run_id`,
    { run_id: runId },
  )
  return { runId, asOf, policy, thresholds, counts }
}
