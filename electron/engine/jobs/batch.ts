import type { Connection } from '../db/connection.ts'
import { run } from '../db/query.ts'
import type { AnswerLine, OverLine } from './journal.ts'

export interface ItemResult {
  itemNo: number
  state: 'done' | 'failed'
  requests: number
  reused: number
  cost: number
  cause: string | null
  error: string | null
}

/** Answers by the key of their question; one that is there already stays. */
export async function storeAnswers(connection: Connection, jobId: string, answers: readonly AnswerLine[]): Promise<void> {
  if (answers.length === 0) return
  await run(
    connection,
    `INSERT OR IGNORE INTO ops.answers
     SELECT r->>'key', $job_id, r->>'provider', (r->>'found')::BOOLEAN, r->'body', (r->>'cost')::DOUBLE, nullif(r->'usage', 'null'::JSON), (r->>'milliseconds')::INTEGER, (r->>'receivedAt')::TIMESTAMP
     FROM (SELECT unnest($rows::JSON::JSON[]) AS r)
     QUALIFY row_number() OVER (PARTITION BY r->>'key' ORDER BY r->>'receivedAt') = 1`,
    { job_id: jobId, rows: rowsOf(answers) },
  )
}

/** One ledger row per request; a request recorded before is not recorded twice. */
export async function storeRequests(connection: Connection, jobId: string, requests: readonly OverLine[]): Promise<void> {
  if (requests.length === 0) return
  await run(
    connection,
    `INSERT INTO ops.egress BY NAME
     SELECT r->>'requestId' AS request_id, $job_id AS job_id, (r->>'at')::TIMESTAMP AS happened_at, r->>'host' AS host, r->>'purpose' AS purpose, (r->'fields')::VARCHAR[] AS fields,
       (r->>'bytesSent')::BIGINT AS bytes_sent, (r->>'bytesReceived')::BIGINT AS bytes_received, (r->>'status')::INTEGER AS status, r->>'outcome' AS outcome, (r->>'cost')::DOUBLE AS cost
     FROM (SELECT unnest($rows::JSON::JSON[]) AS r)
     WHERE (r->>'requestId') NOT IN (SELECT request_id FROM ops.egress WHERE job_id = $job_id)`,
    { job_id: jobId, rows: rowsOf(requests) },
  )
}

export async function storeItems(connection: Connection, jobId: string, items: readonly ItemResult[]): Promise<void> {
  if (items.length === 0) return
  await run(
    connection,
    `UPDATE ops.job_items SET state = done.state, requests = job_items.requests + done.requests, reused = done.reused, cost = job_items.cost + done.cost, cause = done.cause, error = done.error
     FROM (SELECT (r->>'itemNo')::INTEGER AS item_no, r->>'state' AS state, (r->>'requests')::INTEGER AS requests, (r->>'reused')::INTEGER AS reused, (r->>'cost')::DOUBLE AS cost,
             r->>'cause' AS cause, r->>'error' AS error
           FROM (SELECT unnest($rows::JSON::JSON[]) AS r)) AS done
     WHERE job_items.job_id = $job_id AND job_items.item_no = done.item_no`,
    { job_id: jobId, rows: rowsOf(items) },
  )
}

/** One text for all rows: a prepared INSERT a row would be a hundred times slower. */
const rowsOf = (rows: readonly object[]): string => JSON.stringify(rows)
