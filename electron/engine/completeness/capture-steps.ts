import { eventTargets, joinScoredSources, scoredSource, scoredSources } from '../sql/event-targets.ts'
import type { Step } from '../sql/steps.ts'
import { limitFacts } from './limit-facts.ts'

export const captureInputs = ['dev.events', 'dev.targets', 'ops.imports'] as const

const key = 'source, excluded, level, kind, name'

/** Events by what they are, day and file: everything else reads this. */
const cells: Step = {
  name: 'cells',
  reads: ['dev.events', 'ops.imports'],
  sql: `
    SELECT e.source, e.target, e.import_id, CAST(e.occurred_at AS DATE) AS day, count(*) AS events, min(e.occurred_at) AS first_at, max(e.occurred_at) AS last_at
    FROM dev.events e JOIN ops.imports i USING (import_id)
    WHERE coalesce(e.occurred_at, i.collected_at) <= $as_of::TIMESTAMP
    GROUP BY ALL`,
}

const counted: Step = {
  name: 'counted',
  reads: ['cells', 'scored_sources', 'event_targets'],
  sql: `
    SELECT coalesce(${scoredSource('c', 's')}, c.source) AS source, c.source AS action,
      ${scoredSource('c', 's')} IS NULL AS excluded, t.kind, t.name, c.import_id, c.day, c.events, c.first_at, c.last_at
    FROM cells c ${joinScoredSources('c', 's')}
    LEFT JOIN event_targets t ON t.source = c.source AND t.target IS NOT DISTINCT FROM c.target`,
}

/** Targets with a line of their own: the marked ones and the largest of each source. */
const shownTargets: Step = {
  name: 'shown_targets',
  reads: ['counted', 'dev.targets'],
  sql: `
    SELECT s.source, s.excluded, s.kind, s.name, coalesce(t.role, 'unmarked') AS role
    FROM (SELECT *, row_number() OVER (PARTITION BY source, excluded ORDER BY events DESC, kind, name) AS place
      FROM (SELECT source, excluded, kind, name, sum(events) AS events FROM counted WHERE kind IS NOT NULL GROUP BY ALL)) s
    LEFT JOIN dev.targets t ON t.kind = s.kind AND t.name = s.name
    WHERE coalesce(t.role, 'unmarked') <> 'unmarked' OR s.place <= $most_targets`,
}

const series: Step = {
  name: 'series',
  reads: ['counted', 'shown_targets'],
  sql: `
    SELECT source, excluded, 'total' AS level, '' AS kind, '' AS name, 'unmarked' AS role, action, import_id, day, events, first_at, last_at FROM counted
    UNION ALL
    SELECT source, excluded, 'target', kind, name, role, action, import_id, day, events, first_at, last_at FROM counted JOIN shown_targets USING (source, excluded, kind, name)`,
}

const figures: Step = {
  name: 'figures',
  reads: ['series', 'ops.imports'],
  sql: `
    SELECT ${key}, NOT excluded AND list_contains($model_sources, source) AS scored, any_value(role) AS role, sum(events)::BIGINT AS events, coalesce(sum(events) FILTER (day IS NULL), 0)::BIGINT AS undated,
      min(first_at) AS first_at, max(last_at) AS last_at, coalesce(max(day) - min(day) + 1, 0)::INTEGER AS days, count(DISTINCT day)::INTEGER AS active_days,
      count(DISTINCT import_id)::INTEGER AS imports, ${limitFacts}
    FROM series JOIN ops.imports USING (import_id) GROUP BY ALL`,
}

/** Days with an event, and how many of the 90 days before and after have one. The day itself is left out: beside a silence it has an event by construction. */
const activeDays: Step = {
  name: 'active_days',
  reads: ['series'],
  sql: `
    SELECT *, min(day) OVER whole AS first_day, max(day) OVER whole AS last_day,
      count(*) OVER (PARTITION BY ${key} ORDER BY day RANGE BETWEEN 90 PRECEDING AND 1 PRECEDING) AS active_before,
      count(*) OVER (PARTITION BY ${key} ORDER BY day RANGE BETWEEN 1 FOLLOWING AND 90 FOLLOWING) AS active_after
    FROM (SELECT DISTINCT ${key}, day - DATE '1970-01-01' AS day FROM series WHERE day IS NOT NULL)
    WINDOW whole AS (PARTITION BY ${key})`,
}

const share = (active: string, days: string): string => `CASE WHEN ${days} >= 7 THEN (${active} + 0.5) / (${days} + 1) END`

/** Silences between two active days, with the lower of the shares of active days on either side. */
const silences: Step = {
  name: 'silences',
  reads: ['active_days'],
  sql: `
    SELECT ${key}, day + 1 AS first_silent, next_day - 1 AS last_silent, next_day - day - 1 AS days,
      least(${share('active_before', 'least(90, day - first_day)')}, ${share('active_after_next', 'least(90, last_day - next_day)')}) AS active_share,
      count(*) OVER (PARTITION BY ${key}) AS places
    FROM (SELECT *, lead(day) OVER following AS next_day, lead(active_after) OVER following AS active_after_next FROM active_days WINDOW following AS (PARTITION BY ${key} ORDER BY day))
    WHERE next_day > day + 1`,
}

const gaps: Step = {
  name: 'gaps',
  reads: ['silences'],
  sql: `
    SELECT ${key}, list({'from': strftime(DATE '1970-01-01' + first_silent::INTEGER, '%Y-%m-%d'), 'to': strftime(DATE '1970-01-01' + last_silent::INTEGER, '%Y-%m-%d'),
      'days': days, 'probability': probability} ORDER BY first_silent) AS gaps
    FROM (SELECT *, least(1, places * pow(1 - active_share, days)) AS probability FROM silences WHERE active_share IS NOT NULL)
    WHERE probability < $implausible GROUP BY ALL`,
}

const captured: Step = {
  name: 'captured',
  reads: ['figures', 'gaps'],
  sql: `
    SELECT f.*, coalesce(g.gaps, []) AS gaps FROM figures f LEFT JOIN gaps g USING (${key})
    ORDER BY f.scored DESC, max(f.events) OVER (PARTITION BY f.source, f.excluded) DESC, f.source, f.excluded, f.level = 'target', f.events DESC, f.kind, f.name`,
}

export const captureSteps: readonly Step[] = [
  cells, scoredSources, eventTargets('cells'), counted, shownTargets, series, figures, activeDays, silences, gaps, captured,
]
