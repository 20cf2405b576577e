import type { Values } from '../db/query.ts'
import type { ScoreModel } from '../../../shared/score-model.ts'
import type { Run } from '../score/run-store.ts'
import type { Thresholds } from '../score/thresholds.ts'
import type { CountedSubjects } from './segment.ts'

/** What the measures of section 6 count: scored subjects, from a stored run or a model that is only tried. */
export interface ScoredSubjects {
  /** A SELECT of the subjects counted, with at least stage (null outside the CRM), in_crm, band, score and active. */
  rows: string
  /** A SELECT of score and active of every subject: cut-offs are cut over all of them, whichever are counted. */
  scores: string
  values: Values
  model: Pick<ScoreModel, 'quantiles' | 'thresholds'>
  thresholds: Thresholds
}

/** The counted subjects of a stored run. */
export const subjectsOfRun = (run: Run, counted: CountedSubjects): ScoredSubjects => ({
  rows: counted.sql,
  scores: 'SELECT score, active FROM result.scores WHERE run_id = $run_id',
  values: counted.values,
  model: run.model,
  thresholds: run.thresholds,
})
