import type { ScoreModel } from '../../../shared/score-model.ts'
import type { Values } from '../db/query.ts'
import type { Run } from '../score/run-store.ts'
import type { Thresholds } from '../score/thresholds.ts'

/** Scores that cut-offs are cut over, those of every subject, whichever are counted; of a stored run or of a model that is only tried. */
export interface Scores {
  /** A SELECT of score and active. */
  scores: string
  values: Values
  model: Pick<ScoreModel, 'quantiles' | 'thresholds'>
  thresholds: Thresholds
}

export const scoresOfRun = ({ runId, model, thresholds }: Run): Scores => ({
  scores: 'SELECT score, active FROM result.scores WHERE run_id = $run_id', values: { run_id: runId }, model, thresholds,
})

/** What the measures of section 6 count of a model that is tried. */
export interface ScoredSubjects extends Scores {
  /** A SELECT of the subjects with at least stage (null outside the CRM), in_crm, band, score and active. */
  rows: string
}
