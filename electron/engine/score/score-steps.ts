import type { Step } from '../sql/steps.ts'
import { contributionSteps } from './contribution-steps.ts'

const since = (days: string) => `last_at > $as_of::TIMESTAMP - to_days(${days}::INTEGER)`

/** From contributions to one row per subject, without its band. */
export const scoreSteps: readonly Step[] = [
  ...contributionSteps,
  {
    name: 'person_totals',
    reads: ['contributions'],
    sql: `
      SELECT subject_id, person, sum(c) AS c, sum(events)::BIGINT AS events, max(last_at) AS last_at, bit_or(family_bit) AS family_bits
      FROM contributions GROUP BY subject_id, person`,
  },
  {
    name: 'subject_totals',
    reads: ['person_totals'],
    sql: `
      SELECT subject_id, fsum(c) AS c, bit_or(family_bits) AS family_bits, max(last_at) AS last_at, sum(events)::BIGINT AS events,
        count(*)::INTEGER AS people, (count(*) FILTER (${since('30')}))::INTEGER AS people_30, (count(*) FILTER (${since('90')}))::INTEGER AS people_90
      FROM person_totals GROUP BY subject_id`,
  },
  {
    name: 'scored',
    reads: ['subjects_at', 'subject_totals'],
    sql: `
      SELECT s.subject_id, coalesce(t.c * (1 + $family_bonus * (greatest(bit_count(t.family_bits), 1) - 1)), 0)::DOUBLE AS score,
        coalesce(${since('$active_days')}, false) AS active,
        list_filter(from_json($families::JSON, '["VARCHAR"]'), lambda family, position: (coalesce(t.family_bits, 0) >> (position - 1)) & 1 = 1) AS families,
        coalesce(t.people_30, 0) AS people_30, coalesce(t.people_90, 0) AS people_90, coalesce(t.people, 0) AS people,
        coalesce(t.events, 0) AS events, t.last_at
      FROM subjects_at s LEFT JOIN subject_totals t USING (subject_id)`,
  },
]
