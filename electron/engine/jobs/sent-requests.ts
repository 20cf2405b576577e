import type { SentRequest } from '../../../shared/contract-jobs.ts'
import type { Output } from '../../../shared/contract.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows } from '../db/query.ts'

const ofJob = '($job_id IS NULL OR job_id = $job_id)'

/** The newest requests of one job or of all, as the ledger has them, and how much went to each host. */
export async function sentRequests(connection: Connection, { jobId, limit }: { jobId: string | null; limit: number }): Promise<Output<'jobs.requests'>> {
  return {
    ...(await one<{ total: number }>(connection, `SELECT count(*) AS total FROM ops.egress WHERE ${ofJob}`, { job_id: jobId })),
    hosts: await rows(
      connection,
      `SELECT host, count(*) AS requests, sum(bytes_sent)::BIGINT AS "bytesSent", coalesce(sum(cost), 0)::DOUBLE AS cost FROM ops.egress WHERE ${ofJob} GROUP BY host ORDER BY requests DESC, host`,
      { job_id: jobId },
    ),
    requests: await rows<SentRequest>(
      connection,
      `SELECT job_id AS "jobId", happened_at AS at, host, purpose, fields, bytes_sent AS "bytesSent", bytes_received AS "bytesReceived", status, outcome, cost
       FROM ops.egress WHERE ${ofJob} ORDER BY happened_at DESC, request_id LIMIT $limit`,
      { job_id: jobId, limit },
    ),
  }
}
