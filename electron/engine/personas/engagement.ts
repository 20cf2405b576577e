import type { PersonaSummary } from '../../../shared/contract-personas.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { placeSql } from './place.ts'

/** E-mails of the last months by the database of their address; addresses of nobody known are in neither. */
export async function engagementByMonth(connection: Connection, months: number): Promise<PersonaSummary['engagement']> {
  const counted = await rows<Omit<PersonaSummary['engagement'][number], 'clickRate' | 'unsubscribeRate'>>(
    connection,
    `WITH addresses AS (SELECT value AS email, min(human_id) AS human_id FROM result.human_identifiers WHERE kind = 'email' GROUP BY ALL),
       events AS (SELECT date_trunc('month', occurred_at) AS month, lower(trim(email)) AS email, campaign, kind FROM crm.current_engagements),
       of_places AS (SELECT e.*, CASE WHEN h.human_id IS NULL THEN 'neither' ELSE ${placeSql} END AS place FROM events e LEFT JOIN addresses USING (email) LEFT JOIN result.humans h USING (human_id)),
       shown AS (SELECT DISTINCT month FROM events ORDER BY month DESC LIMIT ${months})
     SELECT strftime(month, '%Y-%m') AS month, place, ${['sent', 'clicked', 'unsubscribed'].map((kind) => `count(DISTINCT {email: o.email, campaign: campaign}) FILTER (kind = '${kind}')::INTEGER AS ${kind}`).join(', ')}
     FROM of_places o SEMI JOIN shown USING (month) GROUP BY ALL ORDER BY month, place DESC`,
  )
  const rate = (count: number, sent: number) => (sent === 0 ? null : count / sent)
  return counted.map((each) => ({ ...each, clickRate: rate(each.clicked, each.sent), unsubscribeRate: rate(each.unsubscribed, each.sent) }))
}
