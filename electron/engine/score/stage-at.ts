import { quotedString } from '@duckdb/node-api'
import { compile, type Step } from '../sql/steps.ts'
import type { Stage } from '../workspace/stages.ts'
import { scoreInputs } from './subject-steps.ts'

/**
 * The stage of every account that exists at `$as_of` (columns record_id, stage): one of `stages`, `lost` or `unmapped`.
 *
 * An account whose dated entries include its current stage is at the furthest stage entered by then, never beyond the current one (it may
 * have been moved back); before its first entry it is unmapped. Any other account keeps its current stage.
 */
export const accountStageSteps = (stages: readonly Stage[]): readonly Step[] => [
  {
    name: 'stage_ranks',
    reads: [],
    sql: `SELECT * FROM (VALUES ${stages.map(({ key }, rank) => `(${quotedString(key)}, ${rank})`).join(', ')}) AS ranks(stage, rank)`,
  },
  {
    name: 'accounts_at',
    reads: ['crm.current_accounts', 'stage_ranks'],
    sql: `
      SELECT a.record_id, CASE WHEN r.stage IS NOT NULL OR a.stage = 'lost' THEN a.stage ELSE 'unmapped' END AS stage, r.rank
      FROM crm.current_accounts a LEFT JOIN stage_ranks r USING (stage)
      WHERE a.created_at IS NULL OR a.created_at <= $as_of::TIMESTAMP`,
  },
  {
    name: 'stage_entries',
    reads: ['crm.current_stage_history', 'stage_ranks', 'accounts_at'],
    sql: `
      SELECT h.record_id, bool_or(h.stage = a.stage) AS dated,
        bool_or(h.stage = 'lost' AND a.stage = 'lost' AND h.entered_at <= $as_of::TIMESTAMP) AS lost,
        arg_max(r.stage, r.rank) FILTER (h.entered_at <= $as_of::TIMESTAMP AND r.rank <= coalesce(a.rank, r.rank)) AS reached
      FROM crm.current_stage_history h JOIN accounts_at a USING (record_id) LEFT JOIN stage_ranks r ON h.stage = r.stage
      GROUP BY h.record_id`,
  },
  {
    name: 'account_stages',
    reads: ['accounts_at', 'stage_entries'],
    sql: `
      SELECT a.record_id,
        CASE WHEN a.stage = 'unmapped' OR NOT coalesce(e.dated, false) THEN a.stage WHEN e.lost THEN 'lost' ELSE coalesce(e.reached, 'unmapped') END AS stage
      FROM accounts_at a LEFT JOIN stage_entries e USING (record_id)`,
  },
]

/** `accountStageSteps` as one statement with the parameter `$as_of`. */
export const accountStagesSql = (stages: readonly Stage[]): string => compile(scoreInputs, accountStageSteps(stages))
