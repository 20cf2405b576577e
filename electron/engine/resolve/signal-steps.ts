import type { Step } from '../sql/steps.ts'
import { joinScoredSources, scoredSource, scoredSources } from '../sql/event-targets.ts'
import { actorHash } from './written-steps.ts'

/** What each actor's events are attributed to: their own evidence first, else the person's current company. */
const actorSignals: Step = {
  name: 'actor_signals',
  reads: ['actors', 'actor_persons', 'actor_companies', 'current_attributions', 'company_keys'],
  sql: `
    SELECT a.actor_hash, a.actor_id, p.person_id, k.company_id,
      CASE WHEN k.company_id IS NOT NULL THEN coalesce(o.confidence, c.confidence) END AS confidence
    FROM actors a
    LEFT JOIN actor_persons p USING (actor_id)
    LEFT JOIN actor_companies o USING (actor_id)
    LEFT JOIN current_attributions c ON c.person_id = p.person_id
    LEFT JOIN company_keys k ON k.company_key = coalesce(o.company_key, c.company_key)
    WHERE NOT coalesce(p.is_bot, false) AND (p.person_id IS NOT NULL OR k.company_id IS NOT NULL)`,
}

export const actorSignalSteps: readonly Step[] = [actorSignals, scoredSources]

/** Fills result.signals; `withDuplicates` leaves out the rows of `duplicates`. */
export const insertSignals = (withDuplicates: boolean): string => `
  INSERT INTO result.signals (source, person_id, company_id, confidence, occurred_at, dated, quantity, import_id, source_row, actor_id)
  SELECT ${scoredSource('e', 's')}, a.person_id, a.company_id, a.confidence, coalesce(e.occurred_at, i.collected_at), e.occurred_at IS NOT NULL,
    e.quantity, e.import_id, e.source_row, a.actor_id
  FROM ${withDuplicates ? '(SELECT *, rowid AS event_row FROM dev.events ANTI JOIN duplicates d ON d.event_row = dev.events.rowid)' : 'dev.events'} e
  JOIN actor_signals a ON a.actor_hash = ${actorHash}
  JOIN ops.imports i ON i.import_id = e.import_id
  ${joinScoredSources('e', 's')}
  WHERE ${scoredSource('e', 's')} IS NOT NULL`
