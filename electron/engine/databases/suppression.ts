import { suppressionColumns } from '../hand-over/columns.ts'
import type { Asked } from '../hand-over/held-rows.ts'

export type Tools = 'sales' | 'marketing'

/** Which database the tools must leave alone: sales the user database, marketing to users the buyer database. */
const leftAlone: Record<Tools, { reason: string; condition: string }> = {
  sales: { reason: 'User database', condition: 'in_user' },
  marketing: { reason: 'Buyer database', condition: 'in_buyer AND NOT in_user' },
}

/** Every address once, with the strongest reason: who opted out, who unsubscribed, then the database that is not theirs. */
export const suppressionSql = (tools: Tools): string => `
  WITH addresses AS (SELECT human_id, value AS email FROM result.human_identifiers WHERE kind = 'email'),
    reasons AS (
      SELECT email, 0 AS place, 'Opted out' AS reason FROM addresses SEMI JOIN (SELECT human_id FROM result.humans WHERE opted_out) o USING (human_id)
      UNION ALL SELECT lower(trim(email)), 1, 'Unsubscribed' FROM crm.current_engagements WHERE kind = 'unsubscribed'
      UNION ALL SELECT email, 2, '${leftAlone[tools].reason}' FROM addresses SEMI JOIN (SELECT human_id FROM result.humans WHERE ${leftAlone[tools].condition}) d USING (human_id))
  SELECT NULL::INTEGER AS person_id, NULL::VARCHAR AS contact_record_id, email, sha256(email) AS sha256, arg_min(reason, place) AS reason
  FROM reasons WHERE contains(email, '@') GROUP BY email ORDER BY email`

export const suppressionFile = (tools: Tools): Asked => ({ audience: tools, columns: suppressionColumns, source: { sql: suppressionSql(tools), values: {} }, isSuppression: true })
