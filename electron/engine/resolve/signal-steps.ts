import type { Step } from '../sql/steps.ts'
import { joinScoredSources, scoredSource, scoredSources } from '../sql/event-targets.ts'
import { actorHash } from './written-steps.ts'

/** What each actor's events are attributed to: their own evidence first, else the person's current company. */
const actorSignals: Step = {
  name: 'actor_signals',
  reads: ['actors', 'actor_persons', 'actor_companies', 'current_attributions', 'company_keys'],
  sql: `
    SELECT a.actor_hash, a.actor_id, p.person_id, k.company_id, o.company_key IS NULL AS by_person,
      CASE WHEN k.company_id IS NOT NULL THEN coalesce(o.confidence, c.confidence) END AS confidence
    FROM actors a
    LEFT JOIN actor_persons p USING (actor_id)
    LEFT JOIN actor_companies o USING (actor_id)
    LEFT JOIN current_attributions c ON c.person_id = p.person_id
    LEFT JOIN company_keys k ON k.company_key = coalesce(o.company_key, c.company_key)
    WHERE NOT coalesce(p.is_bot, false) AND (p.person_id IS NOT NULL OR k.company_id IS NOT NULL)`,
}

const periodCompanies: Step = {
  name: 'period_companies',
  reads: ['employment_periods', 'company_keys'],
  sql: 'SELECT person_id, company_id, confidence, valid_from, valid_to FROM employment_periods JOIN company_keys USING (company_key)',
}

export const actorSignalSteps: readonly Step[] = [actorSignals, periodCompanies, scoredSources]

export interface SignalCases {
  /** Several imports hold events: the rows of `duplicates` are left out. */
  repeated: boolean
  /** Somebody worked elsewhere at a known time. */
  moved: boolean
}

/** Fills result.signals. */
export const insertSignals = ({ repeated, moved }: SignalCases): string => `
  INSERT INTO result.signals (source, person_id, company_id, confidence, occurred_at, dated, quantity, import_id, source_row, actor_id)
  SELECT ${scoredSource('e', 's')}, a.person_id, ${moved ? 'coalesce(d.company_id, a.company_id), CASE WHEN d.company_id IS NOT NULL THEN d.confidence ELSE a.confidence END' : 'a.company_id, a.confidence'}, coalesce(e.occurred_at, i.collected_at), e.occurred_at IS NOT NULL,
    e.quantity, e.import_id, e.source_row, a.actor_id
  FROM ${repeated ? '(SELECT *, rowid AS event_row FROM dev.events ANTI JOIN duplicates ON duplicates.event_row = dev.events.rowid)' : 'dev.events'} e
  JOIN actor_signals a ON a.actor_hash = ${actorHash}
  JOIN ops.imports i ON i.import_id = e.import_id
  ${moved ? 'LEFT JOIN period_companies d ON a.by_person AND d.person_id = a.person_id AND coalesce(e.occurred_at, i.collected_at) >= d.valid_from AND coalesce(e.occurred_at, i.collected_at) < d.valid_to' : ''}
  ${joinScoredSources('e', 's')}
  WHERE ${scoredSource('e', 's')} IS NOT NULL`
