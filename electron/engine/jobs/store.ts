import type { JobRecord, JobState } from '../../../shared/contract-jobs.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { rows, run } from '../db/query.ts'
import type { Answer, Usage } from './kind.ts'

/** One line of `ops.jobs`. */
export interface StoredJob {
  jobId: string
  kind: JobRecord['kind']
  label: string
  state: JobState
  /** What the kind of job was made with. */
  parameters: unknown
  hosts: string[]
  fields: string[]
  moneyLimit: number | null
  requestLimit: number | null
  createdAt: string
  finishedAt: string | null
  stopReason: string | null
}

interface JobRow extends Omit<StoredJob, 'parameters'> {
  parameters: string
}

const columns = `job_id AS "jobId", kind, label, state, parameters::VARCHAR AS parameters, hosts, fields, money_limit AS "moneyLimit", request_limit AS "requestLimit",
  created_at AS "createdAt", finished_at AS "finishedAt", stop_reason AS "stopReason"`

const stored = (row: JobRow): StoredJob => ({ ...row, parameters: JSON.parse(row.parameters) as unknown })

export async function listJobs(connection: Connection): Promise<StoredJob[]> {
  return (await rows<JobRow>(connection, `SELECT ${columns} FROM ops.jobs ORDER BY created_at DESC, job_id`)).map(stored)
}

export async function readJob(connection: Connection, jobId: string): Promise<StoredJob> {
  const [row] = await rows<JobRow>(connection, `SELECT ${columns} FROM ops.jobs WHERE job_id = $job_id`, { job_id: jobId })
  if (!row) throw new AppError('not_found', `There is no job ${jobId}. List them with: bandstand jobs <workspace>`)
  return stored(row)
}

export interface NewItem {
  subjectKey: string
  input: unknown
}

/** The job and all its items; inside the caller's transaction. */
export async function insertJob(connection: Connection, job: StoredJob, items: readonly NewItem[]): Promise<void> {
  await run(
    connection,
    `INSERT INTO ops.jobs BY NAME SELECT $job_id AS job_id, $kind AS kind, $label AS label, $state AS state, $parameters::JSON AS parameters, $hosts::JSON::VARCHAR[] AS hosts,
       $fields::JSON::VARCHAR[] AS fields, $money_limit::DOUBLE AS money_limit, $request_limit::BIGINT AS request_limit, $created_at::TIMESTAMP AS created_at, $created_at::TIMESTAMP AS confirmed_at`,
    {
      job_id: job.jobId, kind: job.kind, label: job.label, state: job.state, parameters: JSON.stringify(job.parameters), hosts: JSON.stringify(job.hosts), fields: JSON.stringify(job.fields),
      money_limit: job.moneyLimit, request_limit: job.requestLimit, created_at: job.createdAt,
    },
  )
  const appender = await connection.createAppender('job_items', 'ops')
  for (const [index, { subjectKey, input }] of items.entries()) {
    appender.appendVarchar(job.jobId)
    appender.appendInteger(index)
    appender.appendVarchar(subjectKey)
    appender.appendVarchar(JSON.stringify(input))
    appender.appendVarchar('waiting')
    appender.appendInteger(0)
    appender.appendInteger(0)
    appender.appendDouble(0)
    appender.appendNull()
    appender.appendNull()
    appender.endRow()
  }
  appender.closeSync()
}

export async function setJobState(connection: Connection, jobId: string, change: { state: JobState; stopReason: string | null; finishedAt: string | null }): Promise<void> {
  await run(connection, 'UPDATE ops.jobs SET state = $state, stop_reason = $reason, finished_at = $finished::TIMESTAMP WHERE job_id = $job_id', {
    job_id: jobId, state: change.state, reason: change.stopReason, finished: change.finishedAt,
  })
}

export async function setJobLimits(connection: Connection, { jobId, moneyLimit, requestLimit }: StoredJob): Promise<void> {
  await run(connection, 'UPDATE ops.jobs SET money_limit = $money, request_limit = $requests WHERE job_id = $job_id', { job_id: jobId, money: moneyLimit, requests: requestLimit })
}

export interface WaitingItem {
  itemNo: number
  input: unknown
}

export async function waitingItems(connection: Connection, { jobId, after, limit }: { jobId: string; after: number; limit: number }): Promise<WaitingItem[]> {
  const found = await rows<{ itemNo: number; input: string }>(
    connection,
    `SELECT item_no AS "itemNo", input::VARCHAR AS input FROM ops.job_items WHERE job_id = $job_id AND item_no > $after AND state = 'waiting' ORDER BY item_no LIMIT ${limit}`,
    { job_id: jobId, after },
  )
  return found.map(({ itemNo, input }) => ({ itemNo, input: JSON.parse(input) as unknown }))
}

export interface Totals {
  total: number
  done: number
  failed: number
  reused: number
  sent: number
  cost: number
}

/** What the ledger holds of every job. */
export async function jobTotals(connection: Connection): Promise<Map<string, Totals>> {
  const found = await rows<Totals & { jobId: string }>(
    connection,
    `WITH items AS (SELECT job_id, count(*) AS total, count(*) FILTER (state = 'done') AS done, count(*) FILTER (state = 'failed') AS failed, sum(reused)::BIGINT AS reused FROM ops.job_items GROUP BY job_id),
       sent AS (SELECT job_id, count(*) AS sent FROM ops.egress GROUP BY job_id),
       paid AS (SELECT job_id, sum(cost) AS cost FROM ops.answers GROUP BY job_id)
     SELECT job_id AS "jobId", coalesce(total, 0) AS total, coalesce(done, 0) AS done, coalesce(failed, 0) AS failed, coalesce(reused, 0) AS reused, coalesce(sent, 0) AS sent, coalesce(cost, 0)::DOUBLE AS cost
     FROM ops.jobs LEFT JOIN items USING (job_id) LEFT JOIN sent USING (job_id) LEFT JOIN paid USING (job_id)`,
  )
  return new Map(found.map(({ jobId, ...totals }) => [jobId, totals]))
}

export interface ErrorGroup {
  cause: string
  items: number
  example: string
}

export async function errorGroups(connection: Connection): Promise<Map<string, ErrorGroup[]>> {
  const found = await rows<ErrorGroup & { jobId: string }>(
    connection,
    `SELECT job_id AS "jobId", coalesce(cause, 'unknown') AS cause, count(*) AS items, coalesce(min(error), '') AS example FROM ops.job_items WHERE state = 'failed' GROUP BY ALL ORDER BY items DESC, cause`,
  )
  const groups = new Map<string, ErrorGroup[]>()
  for (const { jobId, ...group } of found) groups.set(jobId, [...(groups.get(jobId) ?? []), group])
  return groups
}

/** Keys of all answers that were ever paid for. */
export async function knownKeys(connection: Connection): Promise<Set<string>> {
  return new Set((await rows<{ key: string }>(connection, 'SELECT request_key AS key FROM ops.answers')).map(({ key }) => key))
}

interface AnswerRow extends Omit<Answer, 'body' | 'usage'> {
  body: string
  usage: string | null
}

export async function readAnswers(connection: Connection, keys: readonly string[]): Promise<Map<string, Answer>> {
  if (keys.length === 0) return new Map()
  const found = await rows<AnswerRow>(
    connection,
    `SELECT request_key AS key, provider, found, body::VARCHAR AS body, cost, usage::VARCHAR AS usage, milliseconds, received_at AS "receivedAt"
     FROM ops.answers WHERE request_key IN (SELECT unnest($keys::JSON::VARCHAR[]))`,
    { keys: JSON.stringify(keys) },
  )
  return new Map(found.map((row) => [row.key, { ...row, body: JSON.parse(row.body) as unknown, usage: row.usage === null ? null : (JSON.parse(row.usage) as Usage) }]))
}
