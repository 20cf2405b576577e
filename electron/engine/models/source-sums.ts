import { interruptible } from '../db/interrupt.ts'
import { run } from '../db/query.ts'
import { contributionSteps, scoreValues, type ScoreParameters } from '../score/contribution-steps.ts'
import { scoreInputs, subjectSteps } from '../score/subject-steps.ts'
import { compile, type Step } from '../sql/steps.ts'
import type { TryingArea } from './area.ts'

/**
 * What the events of a source come to for a subject: Σ_p log2(1 + n(p,s)). A weight, a family, a window of days or a cut-off changes none of it, so only
 * the half-life of a source, or other events, need a pass over them.
 */
const sourceSums: Step = {
  name: 'source_sums',
  reads: ['subject_quantities', 'source_parameters'],
  sql: `
    SELECT q.subject_id, p.source, fsum(log2(1 + q.n)) AS g, max(q.last_at) AS last_at
    FROM subject_quantities q JOIN source_parameters p USING (source_id) GROUP BY q.subject_id, p.source`,
}

const sumsSql = compile(scoreInputs, [...contributionSteps.filter(({ name }) => name !== 'contributions'), sourceSums])

/** Every subject as it was, so that a draft scores those without an event too. */
const subjectsSql = compile(scoreInputs, subjectSteps, 'subjects_at')

interface Request extends ScoreParameters {
  /** Of the resolved data the sums are made from. */
  dataVersion: number
}

/** Makes `sums` and `subjects` of the area hold what `request` needs. Returns the sources whose events were read. */
export async function holdSourceSums(trying: TryingArea, request: Request, signal: AbortSignal): Promise<string[]> {
  const { model, asOf, policy, dataVersion } = request
  const key = JSON.stringify([dataVersion, asOf, policy === 'reliable' ? model.reliable_min : null])
  const held = trying.held?.key === key ? trying.held.halfLives : null
  const due = Object.entries(model.sources).filter(([source, { halfLifeDays }]) => held?.get(source) !== halfLifeDays)
  if (due.length === 0) return []
  // Half made is not held.
  trying.held = null
  const { area, serial: { connection } } = trying
  const values = scoreValues({ ...request, model: { ...model, sources: Object.fromEntries(due) } })
  const made = (sql: string) => interruptible(connection, signal, () => run(connection, sql, values))
  if (held === null) {
    await made(`CREATE OR REPLACE TABLE ${area}.subjects AS SELECT subject_id, subject_key, kind, record_id, name, domain FROM (${subjectsSql})`)
    await made(`CREATE OR REPLACE TABLE ${area}.sums AS ${sumsSql}`)
  } else {
    await made(`CREATE OR REPLACE TABLE ${area}.fresh AS ${sumsSql}`)
    await made(`CREATE OR REPLACE TABLE ${area}.sums AS
      SELECT * FROM ${area}.sums WHERE source NOT IN (SELECT unnest(json_extract_string($sources::JSON, '$[*].source'))) UNION ALL SELECT * FROM ${area}.fresh`)
    await made(`DROP TABLE ${area}.fresh`)
  }
  trying.held = { key, halfLives: new Map([...(held ?? []), ...due.map(([source, { halfLifeDays }]) => [source, halfLifeDays] as const)]) }
  return due.map(([source]) => source)
}
