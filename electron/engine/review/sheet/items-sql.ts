import type { Statement } from '../../grid/definition.ts'
import { drawnItemsSql } from '../../quality/open-items.ts'
import { itemKeyOf } from '../decided-since.ts'

/** What an item shows in every queue: if any of it changes, an answer was given to something else. */
const shownOf = `concat_ws(chr(31), i.item_key, coalesce(i.name, ''), coalesce(i.company_text, ''), coalesce(i.proposed, ''))`

/**
 * The items of a queue with what an answer is checked against: the last decision on each (`decision_id`, 0 where there is none) and a fingerprint of what is shown.
 * `items` has `item_key`, `name`, `company_text` and `proposed`. Binds `$queue`, which is part of the fingerprint: an answer counts for the queue it was given in.
 */
export const statedSql = (items: string): string => `
  SELECT i.*, coalesce(w.decision_id, 0) AS decision_id, w.verdict AS last_verdict, w.reviewer AS last_reviewer, w.note AS last_note, left(md5(concat_ws(chr(31), $queue::VARCHAR, ${shownOf})), 16) AS shown
  FROM (${items}) i LEFT JOIN (${lastWords}) w ON w.item_key = i.item_key`

const lastWords = `
  SELECT ${itemKeyOf} AS item_key, d.decision_id, d.verdict, d.reviewer, d.note FROM evidence.standing_decisions d
  WHERE d.scope = 'one' AND d.kind IN ('claim', 'attribution', 'match') QUALIFY d.decision_id = max(d.decision_id) OVER (PARTITION BY d.kind, d.subject, d.object)`

/** Everything ever drawn that is still there, judged or not. */
export const drawnStatement: Statement = {
  sql: `SELECT to_json([kind, subject, object])::VARCHAR AS item_key, name, known AS company_text, proposed FROM (${drawnItemsSql})`,
  values: {},
}

/** The rows of a sheet in the order of `items`, with what the profile says of the person beside the queue's own columns. Binds `$queue`. */
export const sheetRowsSql = (items: string): string => `
  WITH placed AS (SELECT row_number() OVER () AS place, * FROM (${items})),
    stated AS (${statedSql('SELECT * FROM placed')}),
    people AS (
      SELECT s.item_key, p.name, p.bio, p.location, p.blog FROM stated s JOIN dev.people p ON p.person_key = (s.item_key->>'$[1]') WHERE s.kind = 'attribution'
      UNION ALL
      SELECT s.item_key, p.name, p.bio, p.location, p.blog FROM stated s JOIN evidence.claim_people c ON c.claim_key = (s.item_key->>'$[1]') JOIN dev.people p USING (person_id) WHERE s.kind = 'claim')
  SELECT s.* EXCLUDE (place, decision_id, last_verdict, last_reviewer, last_note, shown), p.name AS real_name, p.bio, p.location, p.blog AS website,
    CASE WHEN s.last_verdict IS NOT NULL THEN s.last_verdict || ' (' || s.last_reviewer || ')' END AS said, $queue::VARCHAR AS queue, 'd' || s.decision_id || '.' || s.shown AS state
  FROM stated s LEFT JOIN people p USING (item_key) ORDER BY s.place`
