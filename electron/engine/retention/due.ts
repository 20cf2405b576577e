import type { Retention, RetentionKind, RetentionRules } from '../../../shared/contract-retention.ts'
import { retentionKinds } from '../../../shared/contract-retention.ts'
import type { Connection } from '../db/connection.ts'
import { one } from '../db/query.ts'

/** Rows of a table that are older than `$before`. */
interface AgedRows {
  table: string
  where: string
}

const ofOldImports = 'import_id IN (SELECT import_id FROM ops.imports WHERE imported_at < $before::TIMESTAMP)'
/** A file without times stands for the day it was collected. */
const happenedBefore = '(occurred_at < $before::TIMESTAMP OR (occurred_at IS NULL AND import_id IN (SELECT import_id FROM ops.imports WHERE collected_at < $before::TIMESTAMP)))'

export const agedRows: Readonly<Record<RetentionKind, readonly AgedRows[]>> = {
  events: [{ table: 'dev.events', where: happenedBefore }, { table: 'crm.engagements', where: happenedBefore }],
  rejects: [{ table: 'ops.rejects', where: ofOldImports }, { table: 'ops.duplicates', where: ofOldImports }],
  copies: [{ table: 'ops.imports', where: "imported_at < $before::TIMESTAMP AND inbox_name <> 'removed-' || import_id" }],
  // A job that is not done yet would ask, and pay, again.
  answers: [{ table: 'ops.answers', where: 'received_at < $before::TIMESTAMP AND job_id IN (SELECT job_id FROM ops.jobs WHERE finished_at IS NOT NULL)' }],
}

/** An instant so many calendar months before another; the last day of a month stays the last. */
export function monthsBefore(at: string, months: number): string {
  const day = new Date(at)
  const found = new Date(day)
  found.setUTCMonth(day.getUTCMonth() - months)
  if (found.getUTCDate() !== day.getUTCDate()) found.setUTCDate(0)
  return found.toISOString()
}

/** What the rules let go, by kind. */
export async function dueRows(connection: Connection, rules: RetentionRules, at: string): Promise<Retention['due']> {
  const due: Retention['due'] = []
  for (const kind of retentionKinds) {
    const months = rules[kind]
    if (months === undefined) continue
    const before = monthsBefore(at, months)
    const counts = await Promise.all(agedRows[kind].map(({ table, where }) => one<{ count: number }>(connection, `SELECT count(*) AS count FROM ${table} WHERE ${where}`, { before })))
    due.push({ kind, before, count: counts.reduce((sum, { count }) => sum + count, 0) })
  }
  return due
}
