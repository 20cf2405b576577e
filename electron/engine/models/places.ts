import { run } from '../db/query.ts'
import { accountStageSteps } from '../score/stage-at.ts'
import { scoreInputs, subjectSteps } from '../score/subject-steps.ts'
import { compile, type Step } from '../sql/steps.ts'
import type { Stage } from '../workspace/stages.ts'
import type { TryingArea } from './area.ts'

const places: Step = {
  name: 'places',
  reads: ['subjects_at', 'account_stages'],
  sql: `
    SELECT s.subject_id, CASE WHEN s.kind = 'account' THEN coalesce(a.stage, 'unmapped') END AS stage, s.kind = 'account' AS in_crm
    FROM subjects_at s LEFT JOIN account_stages a USING (record_id)`,
}

interface Request {
  dataVersion: number
  asOf: string
  stages: readonly Stage[]
}

/** Where every subject stands in the funnel at an instant, into `places` of the area; no score moves it. Returns what it was made from. */
export async function holdPlaces(trying: TryingArea, { dataVersion, asOf, stages }: Request): Promise<string> {
  const key = JSON.stringify([dataVersion, asOf, stages])
  if (trying.placesKey === key) return key
  trying.placesKey = null
  const sql = compile(scoreInputs, [...subjectSteps, ...accountStageSteps(stages), places])
  await run(trying.serial.connection, `CREATE OR REPLACE TABLE ${trying.area}.places AS ${sql}`, { as_of: asOf })
  trying.placesKey = key
  return key
}
