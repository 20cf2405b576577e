import { userInfo } from 'node:os'
import type { Decision, DecisionKind, NewDecision } from '../../../shared/contract-review.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows, run } from '../db/query.ts'
import { readDataVersion, readSetting } from '../db/settings.ts'

/** A decision as it is written: new, or the row that takes one back. */
type Written = Omit<NewDecision, 'verdict'> & Pick<Decision, 'verdict' | 'reverts'>

const columns = `d.decision_id AS "decisionId", d.kind, d.scope, d.subject, d.object, d.verdict, d.target, d.reviewer, d.decided_at AS "decidedAt", d.queue, d.note,
  d.reverts, EXISTS (SELECT 1 FROM evidence.decisions r WHERE r.reverts = d.decision_id) AS reverted`

/** Who decides where a call does not say: the setting `reviewer`, else the system's user. */
export const reviewerOf = async (connection: Connection, given: string | undefined): Promise<string> =>
  given ?? (await readSetting<string>(connection, 'reviewer')) ?? userInfo().username

/** Appends decisions in their order and returns their ids. The caller holds the transaction and has bumped the data version. */
export async function appendDecisions(connection: Connection, decisions: readonly Written[], reviewer: string): Promise<number[]> {
  const { first } = await one<{ first: number }>(connection, 'SELECT coalesce(max(decision_id), 0) + 1 AS first FROM evidence.decisions')
  await run(
    connection,
    `INSERT INTO evidence.decisions
       (decision_id, data_version, kind, scope, subject, object, verdict, target, reviewer, decided_at, queue, note, reverts)
     SELECT d.decision_id, $data_version, d.kind, d.scope, d.subject, d.object, d.verdict, d.target, $reviewer, $decided_at::TIMESTAMP, d.queue, d.note, d.reverts
     FROM (SELECT unnest(from_json($decisions::JSON, '[{"decision_id": "BIGINT", "kind": "VARCHAR", "scope": "VARCHAR", "subject": "VARCHAR", "object": "VARCHAR",
       "verdict": "VARCHAR", "target": "VARCHAR", "queue": "VARCHAR", "note": "VARCHAR", "reverts": "BIGINT"}]'), recursive := true)) d`,
    {
      data_version: await readDataVersion(connection),
      reviewer,
      decided_at: new Date().toISOString(),
      decisions: JSON.stringify(decisions.map((decision, index) => ({ ...decision, decision_id: first + index }))),
    },
  )
  return decisions.map((_, index) => first + index)
}

/** The decision to take back: the one named, else the reviewer's newest that stands. Throws `not_found`. */
export async function standingDecision(connection: Connection, { decisionId, reviewer }: { decisionId: number | undefined; reviewer: string }): Promise<Decision> {
  const [found] = await rows<Decision>(
    connection,
    `SELECT ${columns} FROM evidence.active_decisions d
     WHERE ${decisionId === undefined ? 'd.reviewer = $reviewer' : 'd.decision_id = $decision_id'} ORDER BY d.decision_id DESC LIMIT 1`,
    decisionId === undefined ? { reviewer } : { decision_id: decisionId },
  )
  if (found) return found
  throw new AppError(
    'not_found',
    decisionId === undefined ? `There is no decision of ${reviewer} left to undo.` : `There is no decision ${decisionId} that still stands.`,
  )
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
    `SELECT ${columns} FROM evidence.decisions d
     WHERE ($kind IS NULL OR d.kind = $kind) AND ($subject IS NULL OR d.subject = $subject) AND ($before::BIGINT IS NULL OR d.decision_id < $before::BIGINT)
     ORDER BY d.decision_id DESC LIMIT $limit`,
    { kind: kind ?? null, subject: subject ?? null, before: before ?? null, limit },
  )
