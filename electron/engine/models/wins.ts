import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { accountStageSteps } from '../score/stage-at.ts'
import { scoreInputs } from '../score/subject-steps.ts'
import { compile, type Step } from '../sql/steps.ts'
import type { Stage } from '../workspace/stages.ts'

/** An account that exists at the instant asked about. */
export interface Candidate {
  record: string
  name: string
  createdAt: string | null
  /** When it was first won; null where it was not, or nobody says when. */
  wonAt: string | null
  /** Whether it is at the last stage, dated or not. */
  isWon: boolean
}

const wins: Step = {
  name: 'wins',
  reads: ['accounts_at', 'deal_entries', 'record_accounts', 'crm.current_stage_history', 'crm.current_accounts', 'account_stages'],
  sql: `
    WITH of_deals AS (
      SELECT l.account_id AS record_id, min(e.entered_at) AS at FROM deal_entries e JOIN record_accounts l ON l.object = 'deal' AND l.record_id = e.record_id
      WHERE e.stage = $won AND e.entered_at <= $as_of::TIMESTAMP GROUP BY ALL),
    of_accounts AS (
      SELECT record_id, min(entered_at) AS at FROM crm.current_stage_history WHERE stage = $won AND entered_at <= $as_of::TIMESTAMP GROUP BY ALL)
    SELECT a.record_id AS record, coalesce(a.name, a.record_id) AS name, c.created_at AS "createdAt", coalesce(d.at, o.at) AS "wonAt",
      coalesce(t.stage = $won, false) OR d.at IS NOT NULL OR o.at IS NOT NULL AS "isWon"
    FROM accounts_at a JOIN crm.current_accounts c USING (record_id) LEFT JOIN account_stages t USING (record_id) LEFT JOIN of_deals d USING (record_id) LEFT JOIN of_accounts o USING (record_id)
    ORDER BY a.record_id`,
}

/** Every account at an instant with its first win: that of its deals, else the account's own first dated entry into the last stage. */
export const readCandidates = (connection: Connection, { asOf, stages }: { asOf: string; stages: readonly Stage[] }): Promise<Candidate[]> =>
  rows<Candidate>(connection, compile(scoreInputs, [...accountStageSteps(stages), wins]), { as_of: asOf, won: stages.at(-1)?.key ?? '' })
