import { one, run, type Values } from '../db/query.ts'
import { scoreValues, type ScoreParameters } from '../score/contribution-steps.ts'
import { bandSql, type Thresholds, thresholdsFor } from '../score/thresholds.ts'
import { compile, type Step } from '../sql/steps.ts'
import type { TryingArea } from './area.ts'

const draftSteps = (area: string): readonly Step[] => [
  {
    name: 'source_parameters',
    reads: [],
    sql: `SELECT unnest(from_json($sources::JSON, '[{"source": "VARCHAR", "family_bit": "BIGINT", "weight": "DOUBLE"}]'), recursive := true)`,
  },
  {
    name: 'subject_totals',
    reads: ['sums', 'source_parameters'],
    sql: `
      SELECT s.subject_id, fsum(p.weight * s.g) AS c, max(s.last_at) AS last_at,
        bit_or(CASE WHEN s.last_at > $as_of::TIMESTAMP - to_days($family_days::INTEGER) THEN p.family_bit ELSE 0 END) AS family_bits
      FROM ${area}.sums s JOIN source_parameters p USING (source) GROUP BY s.subject_id`,
  },
  {
    name: 'draft',
    reads: ['subjects', 'subject_totals'],
    sql: `
      SELECT s.subject_id, coalesce(t.c * (1 + $family_bonus * (greatest(bit_count(t.family_bits), 1) - 1)), 0)::DOUBLE AS score,
        coalesce(t.last_at > $as_of::TIMESTAMP - to_days($active_days::INTEGER), false) AS active
      FROM ${area}.subjects s LEFT JOIN subject_totals t USING (subject_id)`,
  },
]

/** Scores every subject by a model that is not stored, into `draft` of the area, from the sums it holds. Returns the cut-offs. */
export async function scoreDraft(trying: TryingArea, request: ScoreParameters): Promise<Thresholds> {
  const { area, serial: { connection } } = trying
  await run(connection, `CREATE OR REPLACE TABLE ${area}.draft_scores AS ${compile(['sums', 'subjects'], draftSteps(area))}`, scoreValues(request))
  const thresholds = await thresholdsFor(connection, request.model, `${area}.draft_scores`)
  await run(connection, `CREATE OR REPLACE TABLE ${area}.draft AS SELECT *, ${bandSql} AS band FROM ${area}.draft_scores`, { ...thresholds })
  return thresholds
}

/** Subjects by band, inactive ones as None. */
export const bandCountsOf = (trying: TryingArea, relation: string, values: Values = {}) =>
  one<{ High: number; Medium: number; Low: number; None: number }>(
    trying.serial.connection,
    `SELECT count(*) FILTER (band = 'High') AS High, count(*) FILTER (band = 'Medium') AS Medium, count(*) FILTER (band = 'Low') AS Low,
       count(*) FILTER (band = 'None') AS "None" FROM (${relation})`,
    values,
  )
