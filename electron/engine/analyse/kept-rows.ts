import type { Segment } from '../../../shared/segment.ts'
import type { Connection } from '../db/connection.ts'
import { columnsOf } from '../db/query.ts'
import type { Run } from '../score/run-store.ts'
import { subjectRowsSql } from '../score/subject-rows.ts'
import { readStages, type Stage } from '../workspace/stages.ts'
import { type Kept, withKept } from './kept.ts'
import { type CountedSubjects, subjectsAmong } from './segment.ts'
import { allOf, type CountedPlaces, readSubjects, type Subjects } from './subjects.ts'

/** A run, what is kept of it, and which of its subjects a figure counts. */
export interface Counting {
  stages: readonly Stage[]
  /** What is kept of the run, whatever is counted. */
  kept: Kept
  /** What is kept of the subjects counted. */
  within: Kept
  /** A table of the subjects of the run, `place` among its columns. */
  rows: string
  subjects: Subjects
  counted: CountedPlaces
  /** The rows of those counted, with all that is known of them. */
  chosen: CountedSubjects
}

/** Segments kept beside those in use: somebody takes a condition back as often as they add one. */
const place = { name: 'segments', spare: 4 }

/** Lends the subjects of a run within a segment to `work`; they are read once, and which of them a segment counts once for each. */
export async function withCounted<T>(connection: Connection, { run, segment }: { run: Run; segment: Segment }, work: (counting: Counting) => Promise<T>): Promise<T> {
  const stages = await readStages(connection)
  return withKept(connection, { run, stages }, (kept) =>
    withKept(connection, { run, stages, segment, place }, async (within) => {
      const rows = await kept.table('subject_rows', () => ({
        sql: `SELECT (row_number() OVER () - 1)::INTEGER AS place, * FROM (${subjectRowsSql(stages)})`, values: { run_id: run.runId, as_of: run.asOf },
      }))
      const subjects = await kept.value('subjects', () => readSubjects(connection, `FROM ${rows} ORDER BY place`))
      const chosen = subjectsAmong(`SELECT * FROM ${rows}`, run, segment)
      const counted = chosen.isAll ? await kept.value('all', () => Promise.resolve(allOf(subjects))) : await within.value('counted', () => countedOf(connection, subjects, chosen))
      return work({ stages, kept, within, rows, subjects, counted, chosen })
    }))
}

async function countedOf(connection: Connection, { stage }: Subjects, { sql, values }: CountedSubjects): Promise<CountedPlaces> {
  const [places = []] = await columnsOf(connection, `SELECT place FROM (${sql})`, values)
  const counted = new Uint8Array(stage.length)
  for (const each of places) counted[Number(each)] = 1
  return counted
}
