import type { Connection } from '../db/connection.ts'
import type { Segment } from '../../../shared/segment.ts'
import type { Run } from '../score/run-store.ts'
import { subjectRowsSql } from '../score/subject-rows.ts'
import { readStages, type Stage } from '../workspace/stages.ts'
import { type Kept, withKept } from './kept.ts'
import { type CountedSubjects, subjectsAmong } from './segment.ts'

/** A run, what is kept of it, and which of its subjects a figure counts. */
export interface Counting {
  stages: readonly Stage[]
  kept: Kept
  counted: CountedSubjects
}

/** Lends the subjects of a run within a segment to `work`; the rows of all of them are worked out once. */
export async function withCounted<T>(connection: Connection, { run, segment }: { run: Run; segment: Segment }, work: (counting: Counting) => Promise<T>): Promise<T> {
  const stages = await readStages(connection)
  return withKept(connection, { run, stages }, async (kept) => {
    const table = await kept.table('subject_rows', () => ({ sql: subjectRowsSql(stages), values: { run_id: run.runId, as_of: run.asOf } }))
    return work({ stages, kept, counted: subjectsAmong(`SELECT * FROM ${table}`, run, segment) })
  })
}
