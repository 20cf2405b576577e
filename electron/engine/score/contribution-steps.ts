import type { Policy } from '../../../shared/model.ts'
import type { Values } from '../db/query.ts'
import type { Step } from '../sql/steps.ts'
import { familiesOf, type ScoreModel } from '../../../shared/score-model.ts'
import { familyBit } from './family-bits.ts'
import { subjectSteps } from './subject-steps.ts'

export interface ScoreParameters {
  /** ISO instant. */
  asOf: string
  policy: Policy
  model: ScoreModel
}

/** Values for every `$parameter` of the steps in this folder. */
export function scoreValues({ asOf, policy, model }: ScoreParameters): Values {
  const families = familiesOf(model.sources)
  const sources = Object.entries(model.sources).map(([source, { family, weight, halfLifeDays }], id) => ({
    source, source_id: id, family, family_bit: familyBit(families.indexOf(family)), weight, half_life: halfLifeDays,
  }))
  return {
    as_of: asOf,
    // Below any confidence: every attributed signal counts.
    least_confidence: policy === 'reliable' ? model.reliable_min : -1,
    sources: JSON.stringify(sources),
    families: JSON.stringify(families),
    active_days: model.active_days,
    family_days: model.family_days,
    family_bonus: model.family_bonus,
  }
}

/** A person within a subject as one INTEGER; signals without a person are one anonymous person (−1 − company id) per company. */
const person = 'coalesce(s.person_id, -1 - s.company_id)'

const sourceParameters: Step = {
  name: 'source_parameters',
  reads: [],
  sql: `
    SELECT unnest(from_json($sources::JSON, '[{"source": "VARCHAR", "source_id": "UTINYINT", "family": "VARCHAR", "family_bit": "BIGINT",
                                               "weight": "DOUBLE", "half_life": "DOUBLE"}]'), recursive := true)`,
}

/** n(p,s) of the method per company; `scope` is a further condition on result.signals. */
const companyQuantities = (scope: string): Step => ({
  name: 'company_quantities',
  reads: ['result.signals', 'source_parameters', 'subject_companies_at'],
  sql: `
    SELECT s.company_id, ${person} AS person, p.source_id, count(*) AS events, max(s.occurred_at) AS last_at,
      fsum(s.quantity * pow(2.0::DOUBLE, -((epoch_us($as_of::TIMESTAMP) - epoch_us(s.occurred_at)) / 86400e6) / p.half_life)) AS n
    FROM result.signals s JOIN source_parameters p USING (source)
    WHERE s.company_id IS NOT NULL AND s.confidence >= $least_confidence AND s.occurred_at <= $as_of::TIMESTAMP ${scope}
    GROUP BY ALL`,
})

/** Pooled per subject. Only subjects of several companies need a second grouping; the others pass through. */
const subjectQuantities: Step = {
  name: 'subject_quantities',
  reads: ['company_quantities', 'subject_companies_at'],
  sql: `
    SELECT sc.subject_id, q.person, q.source_id, q.events, q.last_at, q.n
    FROM company_quantities q JOIN subject_companies_at sc USING (company_id) WHERE sc.companies = 1
    UNION ALL
    SELECT sc.subject_id, q.person, q.source_id, sum(q.events)::BIGINT, max(q.last_at), fsum(q.n)
    FROM company_quantities q JOIN subject_companies_at sc USING (company_id) WHERE sc.companies > 1
    GROUP BY sc.subject_id, q.person, q.source_id`,
}

/** c(p,s) of the method. */
const contributions: Step = {
  name: 'contributions',
  reads: ['subject_quantities', 'source_parameters'],
  sql: `
    SELECT q.subject_id, q.person, p.source, p.family, q.n, q.events, q.last_at, p.weight * log2(1 + q.n) AS c,
      CASE WHEN q.last_at > $as_of::TIMESTAMP - to_days($family_days::INTEGER) THEN p.family_bit ELSE 0 END AS family_bit
    FROM subject_quantities q JOIN source_parameters p USING (source_id)`,
}

/** One row per subject, person and source, for every subject. */
export const contributionSteps: readonly Step[] = [...subjectSteps, sourceParameters, companyQuantities(''), subjectQuantities, contributions]

/** The same for the subject `$subject_id` alone. */
export const oneSubjectSteps: readonly Step[] = [
  ...subjectSteps,
  sourceParameters,
  companyQuantities('AND s.company_id IN (SELECT company_id FROM subject_companies_at WHERE subject_id = $subject_id)'),
  subjectQuantities,
  contributions,
  { name: 'subject_contributions', reads: ['contributions'], sql: 'SELECT * FROM contributions WHERE subject_id = $subject_id' },
]
