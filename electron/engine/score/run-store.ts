import type { Policy } from '../../../shared/model.ts'
import type { Connection } from '../db/connection.ts'
import { run } from '../db/query.ts'
import { steadyRows } from '../db/steady.ts'
import type { ScoreModel } from '../../../shared/score-model.ts'
import type { Thresholds } from './thresholds.ts'

/** One scoring of every subject, with all that decided it. */
export interface Run {
  runId: number
  /** ISO instant. */
  asOf: string
  policy: Policy
  thresholds: Thresholds
  model: ScoreModel
}

export interface RunRequest {
  asOf: string
  policy: Policy
  model: ScoreModel
}

/** Runs of the current data whose scores are kept. */
const keptRuns = 200

// Scores made from older data describe subjects that no longer exist, so they are unreachable; the rows of their runs stay as history.
const reachableRuns = `
  SELECT run_id FROM result.runs WHERE data_version = $data_version ORDER BY run_id DESC LIMIT ${keptRuns}`

/** The newest kept run of exactly this request on this data, if any. */
export async function findRun(connection: Connection, request: RunRequest, dataVersion: number): Promise<Run | undefined> {
  const [found] = await steadyRows<{ runId: number; high: number | null; medium: number | null }>(
    connection,
    `SELECT run_id AS runId, threshold_high AS high, threshold_medium AS medium FROM result.runs
     WHERE run_id IN (${reachableRuns}) AND as_of = $as_of::TIMESTAMP AND policy = $policy AND model::VARCHAR = $model
     ORDER BY run_id DESC LIMIT 1`,
    { data_version: dataVersion, as_of: request.asOf, policy: request.policy, model: JSON.stringify(request.model) },
  )
  return found && { ...request, runId: found.runId, thresholds: { high: found.high, medium: found.medium } }
}

export async function insertRun(connection: Connection, { runId, asOf, policy, model, thresholds }: Run, dataVersion: number): Promise<void> {
  await run(
    connection,
    'INSERT INTO result.runs VALUES ($run_id, $data_version, $as_of::TIMESTAMP, $policy, $model::JSON, $high, $medium, $created_at::TIMESTAMP)',
    {
      run_id: runId, data_version: dataVersion, as_of: asOf, policy, model: JSON.stringify(model),
      high: thresholds.high, medium: thresholds.medium, created_at: new Date().toISOString(),
    },
  )
}

/** Drops scores that no call can reach any more. */
export async function dropUnreachableScores(connection: Connection, dataVersion: number): Promise<void> {
  await run(connection, `DELETE FROM result.scores WHERE run_id NOT IN (${reachableRuns})`, { data_version: dataVersion })
}
