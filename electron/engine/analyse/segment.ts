import type { Segment } from '../../../shared/segment.ts'
import type { Values } from '../db/query.ts'
import { companies } from '../grid/datasets/companies.ts'
import { filterSql } from '../grid/filter-sql.ts'
import { subjectRowsSql } from '../score/subject-rows.ts'
import type { Run } from '../score/run-store.ts'
import type { Stage } from '../workspace/stages.ts'

/** A SELECT over subjects of a run, and what its parameters are bound to. */
export interface CountedSubjects {
  /** Whether nothing narrows them. */
  isAll: boolean
  sql: string
  values: Values
}

/** The subjects of a run that meet a segment, with all columns of `subject_rows`; without a condition every subject. */
export const subjectsOf = (run: Run, stages: readonly Stage[], segment: Segment): CountedSubjects => subjectsAmong(subjectRowsSql(stages), run, segment)

/** The same, where `rows` already selects the subject rows of the run. */
export function subjectsAmong(rows: string, run: Run, segment: Segment): CountedSubjects {
  const values = { run_id: run.runId, as_of: run.asOf }
  if (segment.length === 0) return { isAll: true, sql: rows, values }
  const { sql, values: bound } = filterSql(companies.columns, { filter: segment, search: '' })
  return { isAll: false, sql: `SELECT b.* FROM (${rows}) b WHERE ${sql}`, values: { ...values, ...bound } }
}
