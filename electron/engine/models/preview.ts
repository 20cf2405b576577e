import type { ModelFigures, ModelPreview, ModelVersion } from '../../../shared/contract-models.ts'
import type { Policy } from '../../../shared/model.ts'
import type { ScoreModel } from '../../../shared/score-model.ts'
import type { ScoredSubjects } from '../analyse/scored-subjects.ts'
import { rows } from '../db/query.ts'
import { readDataVersion } from '../db/settings.ts'
import type { Workspace } from '../db/workspace.ts'
import { withRun } from '../score/ensure-scored.ts'
import type { Run } from '../score/run-store.ts'
import { readStages, type Stage } from '../workspace/stages.ts'
import { type TryingArea, tryingAreaOf } from './area.ts'
import { scoreDraft } from './draft-scores.ts'
import { modelFigures } from './figures.ts'
import { holdPlaces } from './places.ts'
import { holdSourceSums } from './source-sums.ts'

interface Request {
  model: ScoreModel
  against: ModelVersion
  asOf?: string | undefined
  policy: Policy
}

/** The figures of a draft beside those of a version; the version's run is made where there is none yet, the draft's is not stored. */
export async function previewModel(workspace: Workspace, request: Request, signal: AbortSignal): Promise<ModelPreview> {
  const { model, against, asOf, policy } = request
  const trying = await tryingAreaOf(workspace)
  return withRun(workspace, { asOf, policy, model: against.model }, {
    signal,
    work: (run) => trying.serial.run(async () => {
      signal.throwIfAborted()
      const stages = await readStages(workspace.reader)
      const dataVersion = await readDataVersion(workspace.reader)
      const placesKey = await holdPlaces(trying, { dataVersion, asOf: run.asOf, stages })
      await holdSourceSums(trying, { model, asOf: run.asOf, policy, dataVersion }, signal)
      const thresholds = await scoreDraft(trying, { model, asOf: run.asOf, policy })
      return {
        asOf: run.asOf,
        policy,
        against: { version: against.version, name: against.name, runId: run.runId, figures: await figuresAgainst(trying, { run, stages, placesKey }) },
        draft: await modelFigures(trying, { ...draftSubjects(trying), model, thresholds }, stages),
        moves: await moves(trying, run),
      }
    }),
  })
}

const draftSubjects = ({ area }: TryingArea): Pick<ScoredSubjects, 'rows' | 'scores' | 'values'> => ({
  rows: `SELECT p.stage, p.in_crm, d.score, d.active, d.band FROM ${area}.places p JOIN ${area}.draft d USING (subject_id)`,
  scores: `SELECT score, active FROM ${area}.draft`,
  values: {},
})

const runSubjects = ({ area }: TryingArea, { runId, model, thresholds }: Run): ScoredSubjects => ({
  rows: `SELECT p.stage, p.in_crm, r.score, r.active, r.band FROM ${area}.places p JOIN result.scores r ON r.run_id = $run_id AND r.subject_id = p.subject_id`,
  scores: 'SELECT score, active FROM result.scores WHERE run_id = $run_id',
  values: { run_id: runId },
  model,
  thresholds,
})

/** A slider asks for these again and again. */
async function figuresAgainst(trying: TryingArea, { run, stages, placesKey }: { run: Run; stages: readonly Stage[]; placesKey: string }): Promise<ModelFigures> {
  const key = `${run.runId} ${placesKey}`
  if (trying.against?.key !== key) trying.against = { key, figures: await modelFigures(trying, runSubjects(trying, run), stages) }
  return trying.against.figures
}

const moves = ({ area, serial: { connection } }: TryingArea, { runId }: Run): Promise<ModelPreview['moves']> =>
  rows(
    connection,
    `SELECT r.band AS "from", d.band AS "to", count(*)::INTEGER AS subjects, (count(*) FILTER (p.in_crm))::INTEGER AS "inCrm"
     FROM result.scores r JOIN ${area}.draft d USING (subject_id) JOIN ${area}.places p USING (subject_id)
     WHERE r.run_id = $run_id GROUP BY ALL ORDER BY ALL`,
    { run_id: runId },
  )
