import type { Policy } from '../../../shared/model.ts'
import type { ScoreModel } from '../../../shared/score-model.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { compile, type Step } from '../sql/steps.ts'
import { scoreValues } from './contribution-steps.ts'

/** An account at an instant of its own. */
export interface Moment {
  record: string
  /** ISO instant. */
  at: string
}

const steps: readonly Step[] = [
  {
    name: 'moments',
    reads: [],
    sql: `SELECT unnest(from_json($moments::JSON, '[{"moment": "INTEGER", "record": "VARCHAR", "at": "TIMESTAMP"}]'), recursive := true)`,
  },
  {
    name: 'source_parameters',
    reads: [],
    sql: `
      SELECT unnest(from_json($sources::JSON, '[{"source": "VARCHAR", "family_bit": "BIGINT", "weight": "DOUBLE", "half_life": "DOUBLE"}]'), recursive := true)`,
  },
  {
    name: 'moment_companies',
    reads: ['moments', 'result.subjects', 'result.subject_companies'],
    sql: `
      SELECT m.moment, m.at, c.company_id
      FROM moments m JOIN result.subjects s ON s.record_id = m.record JOIN result.subject_companies c USING (subject_id)`,
  },
  {
    name: 'moment_quantities',
    reads: ['moment_companies', 'result.signals', 'source_parameters'],
    sql: `
      SELECT m.moment, m.at, coalesce(s.person_id, -1 - s.company_id) AS person, p.source, max(s.occurred_at) AS last_at,
        fsum(s.quantity * pow(2.0::DOUBLE, -((epoch_us(m.at) - epoch_us(s.occurred_at)) / 86400e6) / p.half_life)) AS n
      FROM result.signals s JOIN moment_companies m USING (company_id) JOIN source_parameters p USING (source)
      WHERE s.confidence >= $least_confidence AND s.occurred_at <= m.at
      GROUP BY ALL`,
  },
  {
    name: 'moment_totals',
    reads: ['moment_quantities', 'source_parameters'],
    sql: `
      SELECT q.moment, fsum(p.weight * log2(1 + q.n)) AS c, max(q.last_at) > q.at - to_days($active_days::INTEGER) AS active,
        bit_or(CASE WHEN q.last_at > q.at - to_days($family_days::INTEGER) THEN p.family_bit ELSE 0 END) AS family_bits
      FROM moment_quantities q JOIN source_parameters p USING (source) GROUP BY q.moment, q.at`,
  },
  {
    name: 'moment_scores',
    reads: ['moments', 'moment_totals'],
    sql: `
      SELECT m.moment, coalesce(t.c * (1 + $family_bonus * (greatest(bit_count(t.family_bits), 1) - 1)), 0)::DOUBLE AS score, coalesce(t.active, false) AS active
      FROM moments m LEFT JOIN moment_totals t USING (moment) ORDER BY m.moment`,
  },
]

const sql = compile(['result.subjects', 'result.subject_companies', 'result.signals'], steps)

export interface InstantScore {
  score: number
  active: boolean
}

/**
 * Sections 3 of the method for many accounts, each at its own instant, in the order given and in one pass over events. The companies of an account are
 * those matched to it now. Nothing later than its instant counts for any of them.
 */
export function instantScores(connection: Connection, moments: readonly Moment[], { policy, model }: { policy: Policy; model: ScoreModel }): Promise<InstantScore[]> {
  return rows<InstantScore>(connection, sql, {
    ...scoreValues({ asOf: '1970-01-01T00:00:00Z', policy, model }),
    moments: JSON.stringify(moments.map((moment, index) => ({ moment: index, ...moment }))),
  })
}
