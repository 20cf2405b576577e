import type { Policy } from '../../../shared/model.ts'
import { familiesOf, type ScoreModel } from '../../../shared/score-model.ts'
import type { Values } from '../db/query.ts'
import { familyBit } from '../score/family-bits.ts'
import { subjectSteps } from '../score/subject-steps.ts'
import type { Step } from '../sql/steps.ts'

/** One side of a comparison. */
export interface State {
  /** ISO instant. */
  asOf: string
  model: ScoreModel
}

export interface ChangeParameters {
  /** The earlier instant, or the same. */
  before: State
  after: State
  policy: Policy
}

/** Values for every `$parameter` of the steps in this file. */
export function changeValues({ before, after, policy }: ChangeParameters): Values {
  const names = [...new Set([before, after].flatMap(({ model }) => Object.keys(model.sources)))].sort()
  const least = ({ reliable_min }: ScoreModel) => (policy === 'reliable' ? reliable_min : -1)
  const side = ({ model }: State, other: State, source: string) => {
    const own = model.sources[source]
    // A source that a model leaves out weighs nothing in it and makes nobody active; its half-life is then the other model's.
    return { w: own?.weight ?? 0, h: (own ?? other.model.sources[source])?.halfLifeDays ?? 1, bit: familyBit(own ? familiesOf(model.sources).indexOf(own.family) : -1), counts: own !== undefined }
  }
  const pairs = names.map((source) => {
    const [one, two] = [side(before, after, source), side(after, before, source)]
    return { source, w0: one.w, h0: one.h, bit0: one.bit, in0: one.counts, w1: two.w, h1: two.h, bit1: two.bit, in1: two.counts }
  })
  return {
    pairs: JSON.stringify(pairs),
    as_of: after.asOf, from_at: before.asOf,
    least0: least(before.model), least1: least(after.model),
    bonus0: before.model.family_bonus, bonus1: after.model.family_bonus,
    family_days0: before.model.family_days, family_days1: after.model.family_days,
    active_days0: before.model.active_days, active_days1: after.model.active_days,
  }
}

/** Parts of a change, in the order they are told. */
export const changeParts = ['weights', 'half_lives', 'evidence', 'decay', 'new_people', 'known_people', 'confirmation'] as const

const decayed = (at: string, halfLife: string, since: string) =>
  `coalesce(fsum(s.quantity * pow(2.0::DOUBLE, -((epoch_us(${at}::TIMESTAMP) - epoch_us(s.occurred_at)) / 86400e6) / p.${halfLife})) FILTER (${since}), 0)`

const early = 's.occurred_at <= $from_at::TIMESTAMP'

/** The events of a person and source as both sides see them; `scope` is a further condition on result.signals. */
const cells = (scope: string): Step => ({
  name: 'cells',
  reads: ['result.signals', 'source_pairs', 'subject_companies_at'],
  sql: `
    SELECT sc.subject_id, coalesce(s.person_id, -1 - s.company_id) AS person, s.source,
      ${decayed('$from_at', 'h0', `${early} AND s.confidence >= $least0`)} AS n0,
      ${decayed('$from_at', 'h0', `${early} AND s.confidence >= $least1`)} AS n_evidence,
      ${decayed('$from_at', 'h1', `${early} AND s.confidence >= $least1`)} AS n_half_life,
      ${decayed('$as_of', 'h1', 's.confidence >= $least1')} AS n1,
      max(s.occurred_at) FILTER (p.in0 AND ${early} AND s.confidence >= $least0) AS last0,
      max(s.occurred_at) FILTER (p.in1 AND s.confidence >= $least1) AS last1
    FROM result.signals s JOIN source_pairs p USING (source) JOIN subject_companies_at sc USING (company_id)
    WHERE s.confidence >= least($least0, $least1) AND s.occurred_at <= $as_of::TIMESTAMP ${scope}
    GROUP BY ALL`,
})

const since = (last: string, at: string, days: string) => `${last} > ${at}::TIMESTAMP - to_days(${days}::INTEGER)`
const factor = (bonus: string, bits: string) => `1 + ${bonus} * (greatest(bit_count(${bits}), 1) - 1)`

const weighedCells: readonly Step[] = [
  {
    name: 'factors',
    reads: ['cells', 'source_pairs'],
    sql: `
      SELECT subject_id, ${factor('$bonus0', 'bits0')} AS f0, ${factor('$bonus1', 'bits1')} AS f1, active0, active1 FROM (
        SELECT c.subject_id, bit_or(CASE WHEN ${since('c.last0', '$from_at', '$family_days0')} THEN p.bit0 ELSE 0 END) AS bits0,
          bit_or(CASE WHEN ${since('c.last1', '$as_of', '$family_days1')} THEN p.bit1 ELSE 0 END) AS bits1,
          coalesce(bool_or(${since('c.last0', '$from_at', '$active_days0')}), false) AS active0, coalesce(bool_or(${since('c.last1', '$as_of', '$active_days1')}), false) AS active1
        FROM cells c JOIN source_pairs p USING (source) GROUP BY c.subject_id)`,
  },
  {
    name: 'known_before',
    reads: ['cells'],
    sql: 'SELECT subject_id, person, max(last0) IS NOT NULL AS is_known FROM cells GROUP BY subject_id, person',
  },
  {
    name: 'weighed_cells',
    reads: ['cells', 'source_pairs', 'factors', 'known_before'],
    sql: `
      SELECT c.subject_id, c.person, c.source, f.f0, f.f1, p.w0, p.w1, k.is_known, log2(1 + c.n0) AS g0, log2(1 + c.n1) AS g1,
        log2(1 + c.n_evidence) AS g_evidence, log2(1 + c.n_half_life) AS g_half_life,
        log2(1 + c.n_half_life * pow(2.0::DOUBLE, -((epoch_us($as_of::TIMESTAMP) - epoch_us($from_at::TIMESTAMP)) / 86400e6) / p.h1)) AS g_decay
      FROM cells c JOIN source_pairs p USING (source) JOIN factors f USING (subject_id) JOIN known_before k USING (subject_id, person)`,
  },
]

// The share of one factor in the change of a product of three, whichever changes first: the mean over all six orders.
const share = (x: string, y: string) => `((${x}0 * ${y}0 + ${x}1 * ${y}1) / 3 + (${x}0 * ${y}1 + ${x}1 * ${y}0) / 6)`

/** Each part of the change of f · w · g per cell; they add up to f1 w1 g1 − f0 w0 g0. */
const partedCells: Step = {
  name: 'parted_cells',
  reads: ['weighed_cells'],
  sql: `
    SELECT subject_id, person, source, f0 * w0 * g0 AS points_before, f1 * w1 * g1 AS points_after,
      (w1 - w0) * ${share('f', 'g')} AS weights,
      (g_half_life - g_evidence) * ${share('f', 'w')} AS half_lives,
      (g_evidence - g0) * ${share('f', 'w')} AS evidence,
      (g_decay - g_half_life) * ${share('f', 'w')} AS decay,
      CASE WHEN is_known THEN 0 ELSE (g1 - g_decay) * ${share('f', 'w')} END AS new_people,
      CASE WHEN is_known THEN (g1 - g_decay) * ${share('f', 'w')} ELSE 0 END AS known_people,
      (f1 - f0) * ${share('w', 'g')} AS confirmation
    FROM weighed_cells`,
}

const sourcePairs: Step = {
  name: 'source_pairs',
  reads: [],
  sql: `SELECT unnest(from_json($pairs::JSON, '[{"source": "VARCHAR", "w0": "DOUBLE", "h0": "DOUBLE", "bit0": "BIGINT", "in0": "BOOLEAN", "w1": "DOUBLE", "h1": "DOUBLE", "bit1": "BIGINT", "in1": "BOOLEAN"}]'), recursive := true)`,
}

/** Parts of the change of every subject as it is at the later instant. */
export const changeSteps: readonly Step[] = [
  ...subjectSteps,
  sourcePairs,
  cells(''),
  ...weighedCells,
  partedCells,
  {
    name: 'changes',
    reads: ['parted_cells', 'factors'],
    sql: `
      SELECT subject_id, fsum(points_before) AS score_before, fsum(points_after) AS score_after, any_value(f.active0) AS active_before, any_value(f.active1) AS active_after,
        ${changeParts.map((part) => `fsum(${part}) AS ${part}`).join(', ')}
      FROM parted_cells JOIN factors f USING (subject_id) GROUP BY subject_id`,
  },
]

/** The cells of the subject `$subject_id` alone. */
export const oneChangeSteps: readonly Step[] = [
  ...subjectSteps,
  sourcePairs,
  cells('AND s.company_id IN (SELECT company_id FROM subject_companies_at WHERE subject_id = $subject_id)'),
  ...weighedCells,
  partedCells,
]
