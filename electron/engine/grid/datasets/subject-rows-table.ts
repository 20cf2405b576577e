import { quotedString } from '@duckdb/node-api'
import { subjectRowsSql } from '../../score/subject-rows.ts'
import type { Context, Statement } from '../definition.ts'

/** `select` over `subject_rows`, one row per subject of the run; families as text. */
export function subjectRowsTable({ runId, asOf, stages }: Context, select: string): Statement {
  if (runId === null || asOf === null) throw new Error('Scored rows need a run.')
  return {
    sql: `WITH subject_rows AS (SELECT * REPLACE (array_to_string(families, ${quotedString(' · ')}) AS families) FROM (${subjectRowsSql(stages)})) ${select}`,
    values: { run_id: runId, as_of: asOf },
  }
}
