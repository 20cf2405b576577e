import type { Step } from '../sql/steps.ts'
import { actorHash } from './written-steps.ts'

/** The periods in which two imports state the same kind of event; nothing outside them can be a duplicate. */
const sharedPeriods: Step = {
  name: 'shared_periods',
  reads: ['dev.events'],
  sql: `
    WITH held AS (
      SELECT import_id, source, min(occurred_at) AS period_from, max(occurred_at) AS period_to, count(*) > count(occurred_at) AS has_undated
      FROM dev.events GROUP BY import_id, source)
    SELECT a.import_id, a.source, min(greatest(a.period_from, b.period_from)) AS period_from, max(least(a.period_to, b.period_to)) AS period_to,
      bool_or(a.has_undated AND b.has_undated) AS undated
    FROM held a JOIN held b ON a.source = b.source AND a.import_id <> b.import_id
      AND ((a.period_from < b.period_to + INTERVAL 1 SECOND AND b.period_from < a.period_to + INTERVAL 1 SECOND) OR (a.has_undated AND b.has_undated))
    GROUP BY a.import_id, a.source`,
}

/** Events of those periods. \`who\` is the person, or the company of an event that names no person. */
const candidates: Step = {
  name: 'duplicate_candidates',
  reads: ['shared_periods', 'dev.events', 'actor_signals', 'ops.imports'],
  sql: `
    SELECT e.rowid AS event_row, e.import_id, e.source_event_id, e.source, lower(e.target) AS target, coalesce(a.person_id, -1 - a.company_id) AS who,
      date_trunc('second', e.occurred_at) AS second, e.quantity, a.confidence, a.company_id, e.occurred_at, i.collected_at
    FROM dev.events e
    JOIN shared_periods p ON p.import_id = e.import_id AND p.source = e.source
    JOIN ops.imports i ON i.import_id = e.import_id
    JOIN actor_signals a ON a.actor_hash = ${actorHash}
    WHERE CASE WHEN e.occurred_at IS NULL THEN p.undated
      ELSE e.occurred_at >= date_trunc('second', p.period_from) AND e.occurred_at < date_trunc('second', p.period_to) + INTERVAL 1 SECOND END`,
}

/** Which copy stays: the best attributed, then the earliest; never which file came first. */
const preference = 'confidence DESC NULLS LAST, company_id, occurred_at, collected_at, import_id, event_row'

const byEventId: Step = {
  name: 'same_event_ids',
  reads: ['duplicate_candidates'],
  sql: `
    SELECT event_row FROM duplicate_candidates WHERE source_event_id IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY source, source_event_id ORDER BY ${preference}) > 1`,
}

/**
 * Events without an id are matched by content, the k-th of one import to the k-th of another: a multiset union. Events with an id are told
 * apart by it, so together they stand as one import.
 */
const byContent: Step = {
  name: 'same_contents',
  reads: ['duplicate_candidates', 'same_event_ids'],
  sql: `
    WITH numbered AS (
      SELECT *, row_number() OVER (
        PARTITION BY CASE WHEN source_event_id IS NULL THEN import_id END, source, target, who, second, quantity ORDER BY ${preference}) AS k
      FROM duplicate_candidates ANTI JOIN same_event_ids USING (event_row))
    SELECT event_row FROM numbered
    QUALIFY row_number() OVER (PARTITION BY source, target, who, second, quantity, k ORDER BY source_event_id IS NULL, ${preference}) > 1`,
}

const duplicates: Step = {
  name: 'duplicates',
  reads: ['same_event_ids', 'same_contents'],
  sql: 'SELECT event_row FROM same_event_ids UNION ALL SELECT event_row FROM same_contents',
}

/** Rows of dev.events (by rowid) that repeat an event of another import. Needed only where several imports hold events. */
export const duplicateSteps: readonly Step[] = [sharedPeriods, candidates, byEventId, byContent, duplicates]
