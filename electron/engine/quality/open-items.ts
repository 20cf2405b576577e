import type { BlindItem } from '../../../shared/contract-quality.ts'
import type { ItemKind } from '../../../shared/decision.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { blindLabels } from './labels.ts'

/** What is shown of each drawn item, judged or not: nothing of how it was found, by whom, or how sure a machine is. What is no more is left out. */
export const drawnItemsSql = `
  SELECT b.*, coalesce(p.login, p.email, p.person_key) AS name, p.company_text AS known, c.name AS proposed
  FROM evidence.blind_items b JOIN dev.people p ON p.person_key = b.subject JOIN evidence.companies c ON c.company_key = b.object WHERE b.kind = 'attribution'
  UNION ALL
  SELECT b.*, coalesce(p.login, p.email, p.person_key), p.company_text, concat_ws(', ', c.name, c.title, coalesce(c.company, c.domain))
  FROM evidence.blind_items b JOIN evidence.person_claims c ON c.claim_key = b.subject JOIN dev.people p USING (person_id) WHERE b.kind = 'claim'
  UNION ALL
  SELECT b.*, c.name, c.domain, coalesce(a.name, a.domain, a.record_id)
  FROM evidence.blind_items b JOIN evidence.companies c ON c.company_key = b.subject JOIN crm.current_accounts a ON a.record_id = b.object WHERE b.kind = 'match'`

/** Whether seed and keys put a drawn item `b` into the share `$overlap` that a second reviewer judges too. */
const isShared = `md5_number_lower('overlap/' || b.seed || '/' || b.subject || coalesce('/' || b.object, ''))::DOUBLE < $overlap::DOUBLE * 18446744073709551616.0::DOUBLE`

/**
 * Drawn items in the order of the draw that nobody has judged, and for the reviewer (an SQL expression) the share `$overlap` of what exactly one other has
 * judged. Without a reviewer only what nobody has judged.
 */
export const openItemsSql = (reviewer: string): string => `
  SELECT row_number() OVER (ORDER BY b.sample_id, b.item_no)::INTEGER AS place, b.kind, b.subject, b.object, b.name, b.known, b.proposed
  FROM (${drawnItemsSql}) b LEFT JOIN (SELECT kind, subject, object, list(reviewer) AS reviewers FROM (${blindLabels}) GROUP BY ALL) l
    ON l.kind = b.kind AND l.subject = b.subject AND l.object IS NOT DISTINCT FROM b.object
  WHERE l.reviewers IS NULL OR (${isShared} AND len(l.reviewers) = 1 AND l.reviewers[1] <> ${reviewer})`

export interface Asked {
  kind: ItemKind | null
  reviewer: string | null
  overlap: number
  limit: number
}

export const openItems = (connection: Connection, { kind, limit, ...whose }: Asked): Promise<BlindItem[]> =>
  rows<BlindItem>(
    connection,
    `SELECT kind, place, subject, object, name, known, proposed FROM (${openItemsSql('$reviewer::VARCHAR')}) WHERE $kind::VARCHAR IS NULL OR kind = $kind::VARCHAR ORDER BY place LIMIT $limit`,
    { kind, limit, ...whose },
  )
