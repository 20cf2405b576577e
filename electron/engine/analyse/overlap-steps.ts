import { repositorySide } from '../sql/event-targets.ts'
import { subjectSteps } from '../score/subject-steps.ts'
import type { Step } from '../sql/steps.ts'
import type { CountedSubjects } from './segment.ts'

/** Stands for the repository of an event that names none. */
export const notNamed = '(not named)'

/** Tables these steps read beside those of a score. */
export const overlapInputs = ['dev.events', 'dev.targets'] as const

/** Events on repositories of either side in the active window; parameters are those of `scoreValues`. */
const repositorySteps: readonly Step[] = [
  ...subjectSteps,
  { name: 'scored_source_names', reads: [], sql: `SELECT unnest(json_extract_string($sources::JSON, '$[*].source')) AS source` },
  {
    name: 'repository_signals',
    reads: ['result.signals', 'scored_source_names'],
    sql: `
      SELECT import_id, source_row, person_id, CASE WHEN confidence >= $least_confidence THEN company_id END AS company_id, occurred_at, ${repositorySide('source')} AS side
      FROM result.signals SEMI JOIN scored_source_names USING (source)
      WHERE ${repositorySide('source')} IS NOT NULL AND occurred_at <= $as_of::TIMESTAMP AND occurred_at > $as_of::TIMESTAMP - to_days($active_days::INTEGER)`,
  },
  {
    name: 'repository_events',
    reads: ['repository_signals', 'dev.events'],
    sql: `
      SELECT person_id, company_id, occurred_at, side, NULL AS target FROM repository_signals WHERE side = 'ours'
      UNION ALL
      SELECT s.person_id, s.company_id, s.occurred_at, s.side, coalesce(lower(e.target), '${notNamed}')
      FROM repository_signals s JOIN dev.events e USING (import_id, source_row) WHERE s.side = 'theirs'`,
  },
]

/** The same by the account or company, and the person, they count for. */
export const overlapSteps = ({ isAll, sql }: CountedSubjects): readonly Step[] => [
  ...repositorySteps,
  { name: 'counted_groups', reads: [], sql: `SELECT subject_id, coalesce(stage, 'hidden') AS "group" FROM (${sql})` },
  {
    name: 'grouped_events',
    reads: ['repository_events', 'subject_companies_at', 'counted_groups'],
    sql: `
      SELECT g.subject_id, e.person_id, g."group", e.occurred_at, e.side, e.target
      FROM repository_events e JOIN subject_companies_at USING (company_id) JOIN counted_groups g USING (subject_id)
      ${isAll ? `UNION ALL SELECT NULL, person_id, 'unresolved', occurred_at, side, target FROM repository_events WHERE company_id IS NULL` : ''}`,
  },
  {
    name: 'units',
    reads: ['grouped_events'],
    sql: `
      SELECT 'subjects' AS kind, subject_id AS unit, unnest([CAST("group" AS VARCHAR), 'all']) AS "group", occurred_at, side, target FROM grouped_events WHERE subject_id IS NOT NULL
      UNION ALL
      SELECT 'people', person_id, unnest([CAST("group" AS VARCHAR), 'all']), occurred_at, side, target FROM grouped_events WHERE person_id IS NOT NULL`,
  },
]

/**
 * Who was active on which side, whatever is counted: parameters are those of `scoreValues`. Whoever belongs to one place (an account or company, or a person with
 * events of one of them alone, or of none) is counted there (`members`); a person of several stands once for each, and is counted when it is known which of them are.
 */
export const sideSteps: readonly Step[] = [
  ...repositorySteps,
  {
    name: 'placed_events',
    reads: ['repository_events', 'subject_companies_at'],
    sql: `
      SELECT DISTINCT c.subject_id, e.person_id, e.side, e.target FROM repository_events e JOIN subject_companies_at c USING (company_id)
      UNION
      SELECT DISTINCT NULL, person_id, side, target FROM repository_events WHERE company_id IS NULL`,
  },
  {
    name: 'places',
    reads: ['placed_events'],
    sql: `SELECT person_id, count(DISTINCT coalesce(subject_id::VARCHAR, '')) > 1 AS is_several FROM placed_events WHERE person_id IS NOT NULL GROUP BY person_id`,
  },
  {
    name: 'unit_sides',
    reads: ['placed_events', 'places'],
    sql: `
      SELECT DISTINCT 'subjects' AS kind, subject_id AS unit, subject_id, false AS is_several, side, unnest(CASE WHEN side = 'ours' THEN [NULL] ELSE [NULL, target] END) AS target
      FROM placed_events WHERE subject_id IS NOT NULL
      UNION ALL
      SELECT DISTINCT 'people', person_id, subject_id, is_several, side, unnest(CASE WHEN side = 'ours' THEN [NULL] ELSE [NULL, target] END)
      FROM placed_events JOIN places USING (person_id)`,
  },
  {
    name: 'kept_sides',
    reads: ['unit_sides'],
    sql: `
      WITH ours AS (SELECT kind, unit FROM unit_sides WHERE side = 'ours' AND NOT is_several)
      SELECT s.kind, s.subject_id, NULL::INTEGER AS person_id, s.side, s.target, count(*) AS members, count(o.unit) AS on_both
      FROM unit_sides s LEFT JOIN ours o USING (kind, unit) WHERE NOT is_several GROUP BY ALL
      UNION ALL
      SELECT kind, subject_id, unit, side, target, 1, 0 FROM unit_sides WHERE is_several`,
  },
]
