import type { Connection } from '../db/connection.ts'
import { interruptible } from '../db/interrupt.ts'
import { one, run } from '../db/query.ts'
import { compile } from '../sql/steps.ts'
import { scoreValues } from './contribution-steps.ts'
import { dropUnreachableScores, insertRun, type Run, type RunRequest } from './run-store.ts'
import { scoreSteps } from './score-steps.ts'
import { scoreInputs } from './subject-steps.ts'
import { bandSql, thresholdsFor } from './thresholds.ts'

interface Options {
  dataVersion: number
  signal: AbortSignal
}

/** Scores every subject into result.scores, one row each, and stores the run. The caller holds the transaction. */
export async function scoreRun(connection: Connection, request: RunRequest, { dataVersion, signal }: Options): Promise<Run> {
  const scored = compile(scoreInputs, scoreSteps)
  await interruptible(connection, signal, () => run(connection, `CREATE OR REPLACE TEMP TABLE scored AS ${scored}`, scoreValues(request)))
  const thresholds = await thresholdsFor(connection, request.model, 'scored')
  const { runId } = await one<{ runId: number }>(connection, `SELECT nextval('ops.run_ids') AS runId`)
  const made: Run = { ...request, runId, thresholds }
  await insertRun(connection, made, dataVersion)
  await run(
    connection,
    `INSERT INTO result.scores
     SELECT $run_id, subject_id, score, ${bandSql}, active, families, people_30, people_90, people, events, last_at FROM scored`,
    { run_id: runId, ...thresholds },
  )
  await run(connection, 'DROP TABLE scored')
  await dropUnreachableScores(connection, dataVersion)
  return made
}
