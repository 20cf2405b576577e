import { itemKinds } from '../../../shared/decision.ts'
import type { Output } from '../../../shared/contract.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows } from '../db/query.ts'

type Since = Output<'review.since'>

/** The key of the item that a decision `d` of one is about, as queues write it. */
export const itemKeyOf = `to_json([d.kind, d.subject, d.object])::VARCHAR`

const most = 10_000

const last = `
  SELECT ${itemKeyOf} AS item_key, d.verdict, d.reviewer, d.decided_at, d.decision_id FROM evidence.standing_decisions d
  WHERE d.data_version > $version AND d.scope = 'one' AND d.kind IN (${itemKinds.map((kind) => `'${kind}'`).join(', ')})
  QUALIFY d.decision_id = max(d.decision_id) OVER (PARTITION BY d.kind, d.subject, d.object)`

/** What was decided after data version `version` and still stands, the last word on each item. */
export async function decidedSince(connection: Connection, version: number): Promise<Since> {
  const counts = await one<Pick<Since, 'decided' | 'unsure'>>(
    connection,
    `SELECT count(*) FILTER (verdict <> 'unsure') AS decided, count(*) FILTER (verdict = 'unsure') AS unsure FROM (${last})`,
    { version },
  )
  return {
    ...counts,
    reviewers: await rows<Since['reviewers'][number]>(connection, `SELECT reviewer, count(*) AS items FROM (${last}) GROUP BY reviewer ORDER BY items DESC, reviewer`, { version }),
    items: await rows<Since['items'][number]>(
      connection,
      `SELECT item_key AS "itemKey", verdict, reviewer, decided_at AS "decidedAt" FROM (${last}) ORDER BY decision_id DESC LIMIT ${most}`,
      { version },
    ),
  }
}
