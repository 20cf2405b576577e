import type { Analysis } from '../../../shared/model.ts'
import { type Segment, segmentColumns } from '../../../shared/segment.ts'
import type { Connection } from '../db/connection.ts'
import { columnsOf, type Values } from '../db/query.ts'
import { companies } from '../grid/datasets/companies.ts'
import { filterSql } from '../grid/filter-sql.ts'
import { subjectRowsSql } from '../score/subject-rows.ts'
import type { Run } from '../score/run-store.ts'
import type { Stage } from '../workspace/stages.ts'
import type { Counting } from './kept-rows.ts'

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

/** How many of the counted subjects each condition kept although it is not known whether they meet it; null without a condition. */
export async function segmentFigures(connection: Connection, { kept, rows, counted }: Pick<Counting, 'kept' | 'rows' | 'counted'>, segment: Segment): Promise<Analysis['segment']> {
  if (segment.length === 0) return null
  const asked = segmentColumns.filter((column) => segment.some((each) => each.column === column))
  const unknown = await Promise.all(asked.map(async (column) => {
    const places = await kept.value(`without_${column}`, () => placesWithout(connection, rows, column))
    return { column, subjects: places.reduce((count, place) => count + (counted[place] ?? 0), 0) }
  }))
  return { subjects: counted.reduce((count, is) => count + is, 0), unknown }
}

/** Places of the subjects of which nobody says. */
async function placesWithout(connection: Connection, rows: string, column: (typeof segmentColumns)[number]): Promise<Int32Array> {
  const [places = []] = await columnsOf(connection, `SELECT place FROM ${rows} WHERE nullif(${column}::VARCHAR, '') IS NULL`)
  return Int32Array.from(places, Number)
}
