import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows } from '../db/query.ts'
import type { ScoreModel } from '../../../shared/score-model.ts'

/** Least score of each band; null where a run had no active subject. */
export interface Thresholds {
  high: number | null
  medium: number | null
}

/** Noise of floating-point sums must not decide ties: scores and cut-offs are compared at nine decimals. */
export const reaches = (threshold: string): string => `(round(score, 9) >= round(${threshold}::DOUBLE, 9))`

/** The band of a row with `score` and `active`, given `$high` and `$medium`; a tie takes the higher band. */
export const bandSql = `CASE WHEN NOT active THEN 'None' WHEN ${reaches('$high')} THEN 'High' WHEN ${reaches('$medium')} THEN 'Medium' ELSE 'Low' END`

/** Linear-interpolated quantile of the active subjects; DuckDB wants the share as a literal. */
export const quantileSql = (share: number): string => `quantile_cont(score, ${share}::DOUBLE) FILTER (active)`

/** Cut-offs of a run whose subjects stand in `relation` (columns score, active). Throws `bad_usage` when a frozen run is missing. */
export async function thresholdsFor(connection: Connection, model: ScoreModel, relation: string): Promise<Thresholds> {
  const { thresholds, quantiles } = model
  switch (thresholds.mode) {
    case 'absolute':
      return { high: thresholds.high, medium: thresholds.medium }
    case 'quantile':
      return one<Thresholds>(connection, `SELECT ${quantileSql(quantiles.high)} AS high, ${quantileSql(quantiles.medium)} AS medium FROM ${relation}`)
    case 'frozen':
      return frozenThresholds(connection, thresholds.run)
  }
}

async function frozenThresholds(connection: Connection, run: number): Promise<Thresholds> {
  const [found] = await rows<Thresholds>(
    connection,
    'SELECT threshold_high AS high, threshold_medium AS medium FROM result.runs WHERE run_id = $run',
    { run },
  )
  if (!found) throw new AppError('bad_usage', `The score model reuses the thresholds of run ${run}, but there is no such run.`)
  if (found.high === null) throw new AppError('bad_usage', `The score model reuses the thresholds of run ${run}, but that run had no active subject.`)
  return found
}
