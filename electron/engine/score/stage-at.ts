import { quotedString } from '@duckdb/node-api'
import { compile, type Step } from '../sql/steps.ts'
import type { Stage } from '../workspace/stages.ts'
import { relatedRecordSteps } from './related-records.ts'
import { scoreInputs } from './subject-steps.ts'

/** From here on a stage says that a deal is or was open: the first of the bottom of the funnel, never the baseline. */
export const openFrom = (stages: readonly Stage[]): number => Math.max(1, stages.findIndex(({ bottom }) => bottom))

const rankSteps = (stages: readonly Stage[]): readonly Step[] => [
  {
    name: 'stage_ranks',
    reads: [],
    sql: `SELECT * FROM (VALUES ${stages.map(({ key }, rank) => `(${quotedString(key)}, ${rank})`).join(', ')}) AS ranks(stage, rank)`,
  },
  {
    // Where a deal stands: of two entries of one instant the one further on counts, and losing it is beyond everything but winning it.
    name: 'stage_places',
    reads: ['stage_ranks'],
    sql: `SELECT stage, rank::DOUBLE AS place FROM stage_ranks UNION ALL SELECT 'lost', max(rank) - 0.5 FROM stage_ranks`,
  },
]

/** The stage of the account's own row, its dated entries considered. */
const ownStageSteps: readonly Step[] = [
  {
    name: 'accounts_at',
    reads: ['crm.current_accounts', 'stage_ranks'],
    sql: `
      SELECT a.record_id, a.name, a.stage_raw, CASE WHEN r.stage IS NOT NULL OR a.stage = 'lost' THEN a.stage ELSE 'unmapped' END AS stage, r.rank
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
    name: 'own_stages',
    reads: ['accounts_at', 'stage_entries'],
    sql: `
      SELECT a.record_id, a.stage_raw,
        CASE WHEN a.stage = 'unmapped' OR NOT coalesce(e.dated, false) THEN a.stage WHEN e.lost THEN 'lost' ELSE coalesce(e.reached, 'unmapped') END AS stage
      FROM accounts_at a LEFT JOIN stage_entries e USING (record_id)`,
  },
]

/** The furthest of several stages; lost only where none of them is open or won. SQL over `rank` and `stage` of `record_stages`. */
const furthest = (stages: readonly Stage[]): string => `
  CASE WHEN max(rank) >= ${openFrom(stages)} THEN arg_max(stage, rank) WHEN bool_or(stage = 'lost') THEN 'lost' ELSE coalesce(arg_max(stage, rank), 'unmapped') END`

/**
 * The stage of every account that exists at `$as_of` (`account_stages`: record_id, stage): the furthest among its own row, its contacts and its
 * deals, one of `stages`, `lost` or `unmapped`. `object_stages` has what each kind of record says by itself.
 *
 * A row or contact whose dated entries include its current stage is at the furthest stage entered by then, never beyond the current one (it may
 * have been moved back); before its first entry it is unmapped. A deal is where its latest entry put it. Without dates the current stage holds.
 */
export const accountStageSteps = (stages: readonly Stage[]): readonly Step[] => [
  ...rankSteps(stages),
  ...ownStageSteps,
  ...relatedRecordSteps,
  {
    name: 'record_stages',
    reads: ['own_stages', 'record_accounts', 'related_records', 'stage_ranks'],
    sql: `
      SELECT s.record_id, s.object, s.stage, s.stage_raw, r.rank FROM (
        SELECT record_id, 'account' AS object, stage, stage_raw FROM own_stages
        UNION ALL
        SELECT l.account_id, object, t.stage, t.stage_raw FROM record_accounts l JOIN related_records t USING (object, record_id)) s
      LEFT JOIN stage_ranks r USING (stage)`,
  },
  {
    name: 'object_stages',
    reads: ['record_stages'],
    sql: `
      SELECT record_id, object, ${furthest(stages)} AS stage, count(*) AS records, bool_or(stage_raw IS NOT NULL) AS worded
      FROM record_stages GROUP BY record_id, object`,
  },
  {
    name: 'account_stages',
    reads: ['record_stages'],
    sql: `SELECT record_id, ${furthest(stages)} AS stage FROM record_stages GROUP BY record_id`,
  },
]

/** `accountStageSteps` as one statement with the parameter `$as_of`. */
export const accountStagesSql = (stages: readonly Stage[]): string => compile(scoreInputs, accountStageSteps(stages))
