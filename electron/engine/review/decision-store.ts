import { userInfo } from 'node:os'
import type { Decision, DecisionKind, Judgement } from '../../../shared/decision.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows, run } from '../db/query.ts'
import { readDataVersion, readSetting } from '../db/settings.ts'

/** A decision as it is written: new, or the row that takes one back. */
type Written = Omit<Judgement, 'verdict'> & Pick<Decision, 'verdict' | 'reverts'>

/** Columns of evidence.decisions `d` as the contract names them. */
export const decisionColumns = `d.decision_id AS "decisionId", coalesce(d.batch, d.decision_id) AS batch, d.kind, d.scope, d.subject, d.object, d.verdict, d.target, d.reviewer, d.decided_at AS "decidedAt", d.queue, d.note,
  d.reverts, EXISTS (SELECT 1 FROM evidence.decisions r WHERE r.reverts = d.decision_id) AS reverted`

/** Who decides where a call does not say: the setting `reviewer`, else the system's user. */
export const reviewerOf = async (connection: Connection, given: string | undefined): Promise<string> =>
  given ?? (await readSetting<string>(connection, 'reviewer')) ?? userInfo().username

/**
 * Appends decisions in their order, as one stroke, and returns their ids; the stroke has the id of the first. The caller holds the transaction and has bumped
 * the data version.
 */
export async function appendDecisions(connection: Connection, decisions: readonly Written[], reviewer: string): Promise<number[]> {
  const first = await nextDecision(connection)
  await run(
    connection,
    `INSERT INTO evidence.decisions
       (decision_id, data_version, kind, scope, subject, object, verdict, target, reviewer, decided_at, queue, note, reverts, batch)
     SELECT d.decision_id, $data_version, d.kind, d.scope, d.subject, d.object, d.verdict, d.target, $reviewer, $decided_at::TIMESTAMP, d.queue, d.note, d.reverts, $first
     FROM (SELECT unnest(from_json($decisions::JSON, '[{"decision_id": "BIGINT", "kind": "VARCHAR", "scope": "VARCHAR", "subject": "VARCHAR", "object": "VARCHAR",
       "verdict": "VARCHAR", "target": "VARCHAR", "queue": "VARCHAR", "note": "VARCHAR", "reverts": "BIGINT"}]'), recursive := true)) d`,
    {
      data_version: await readDataVersion(connection),
      reviewer,
      first,
      decided_at: new Date().toISOString(),
      decisions: JSON.stringify(decisions.map((decision, index) => ({ ...decision, decision_id: first + index }))),
    },
  )
  return decisions.map((_, index) => first + index)
}

/** The id that the next decision will have. The caller holds the transaction. */
export const nextDecision = async (connection: Connection): Promise<number> =>
  (await one<{ first: number }>(connection, 'SELECT coalesce(max(decision_id), 0) + 1 AS first FROM evidence.decisions')).first

/** Takes back what still stands of a stroke, as a stroke of its own; returns its first id and how many decisions it took back. */
export async function revertBatch(connection: Connection, batch: number, reviewer: string): Promise<{ decisionId: number; count: number }> {
  const decisionId = await nextDecision(connection)
  await run(
    connection,
    `INSERT INTO evidence.decisions
       (decision_id, data_version, kind, scope, subject, object, verdict, target, reviewer, decided_at, queue, note, reverts, batch)
     SELECT $first + row_number() OVER (ORDER BY decision_id) - 1, $data_version, kind, scope, subject, object, NULL, NULL, $reviewer, $decided_at::TIMESTAMP, queue, NULL, decision_id, $first
     FROM evidence.standing_decisions WHERE batch = $batch AND reviewer = $reviewer`,
    { first: decisionId, data_version: await readDataVersion(connection), reviewer, decided_at: new Date().toISOString(), batch },
  )
  return { decisionId, count: (await nextDecision(connection)) - decisionId }
}

/**
 * The first standing decision of the stroke to take back: that of the decision named, else the reviewer's newest. Throws `not_found` where there is none and
 * `bad_usage` where it is somebody else's.
 */
export async function standingDecision(connection: Connection, { decisionId, reviewer }: { decisionId: number | undefined; reviewer: string }): Promise<Decision> {
  const [found] = await rows<Decision>(
    connection,
    `WITH asked AS (SELECT batch FROM evidence.standing_decisions WHERE ${decisionId === undefined ? 'reviewer = $reviewer' : 'decision_id = $decision_id'} ORDER BY decision_id DESC LIMIT 1)
     SELECT ${decisionColumns} FROM evidence.standing_decisions d WHERE d.batch = (SELECT batch FROM asked) ORDER BY d.decision_id LIMIT 1`,
    decisionId === undefined ? { reviewer } : { decision_id: decisionId },
  )
  if (!found) {
    throw new AppError(
      'not_found',
      decisionId === undefined ? `There is no decision of ${reviewer} left to undo.` : `There is no decision ${decisionId} that still stands.`,
    )
  }
  if (found.reviewer !== reviewer) throw new AppError('bad_usage', `Decision ${found.decisionId} is ${found.reviewer}’s. Only ${found.reviewer} takes it back; decide otherwise instead, the last word counts.`)
  return found
}

interface Listed {
  kind: DecisionKind | undefined
  subject: string | undefined
  /** Only decisions older than this one. */
  before: number | undefined
  limit: number
}

export const listDecisions = (connection: Connection, { kind, subject, before, limit }: Listed): Promise<Decision[]> =>
  rows<Decision>(
    connection,
    `SELECT ${decisionColumns} FROM evidence.decisions d
     WHERE ($kind IS NULL OR d.kind = $kind) AND ($subject IS NULL OR d.subject = $subject) AND ($before::BIGINT IS NULL OR d.decision_id < $before::BIGINT)
     ORDER BY d.decision_id DESC LIMIT $limit`,
    { kind: kind ?? null, subject: subject ?? null, before: before ?? null, limit },
  )
