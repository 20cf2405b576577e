import type { Step } from '../sql/steps.ts'

/** What narrows the subjects that are looked at: all, one, or one of several equal parts. */
export type Scope = 'all' | 'one' | 'part'

const conditions: Record<Scope, string> = {
  all: '',
  one: 'AND s.company_id IN (SELECT company_id FROM subject_companies_at WHERE subject_id = $subject_id) AND c.subject_id = $subject_id',
  part: 'AND abs(c.subject_id) % $parts::INTEGER = $part::INTEGER',
}

/** Dated events that count for a subject: who did what when. Visitors without a name are one person per company. */
export const momentSteps = (scope: Scope): readonly Step[] => [
  {
    name: 'moment_sources',
    reads: [],
    sql: `
      SELECT source, source_id, source IN (SELECT unnest($deep_sources::VARCHAR[])) AS is_deep
      FROM (SELECT unnest(from_json($sources::JSON, '[{"source": "VARCHAR", "source_id": "INTEGER"}]'), recursive := true))`,
  },
  {
    name: 'moments',
    reads: ['result.signals', 'moment_sources', 'subject_companies_at'],
    sql: `
      SELECT c.subject_id, coalesce(s.person_id, -1 - s.company_id) AS person, m.source_id, m.is_deep, s.occurred_at
      FROM result.signals s JOIN moment_sources m USING (source) JOIN subject_companies_at c USING (company_id)
      WHERE s.dated AND s.confidence >= $least_confidence AND s.occurred_at <= $as_of::TIMESTAMP ${conditions[scope]}`,
  },
  {
    name: 'moment_totals',
    reads: ['moments'],
    sql: `
      SELECT subject_id, count(*) AS events, max(occurred_at) AS last_at,
        (count(DISTINCT person) FILTER (occurred_at > $as_of::TIMESTAMP - to_days(7 * $surge_weeks::INTEGER)))::INTEGER AS recent_people
      FROM moments GROUP BY subject_id`,
  },
]
