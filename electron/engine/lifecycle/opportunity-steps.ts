import type { Step } from '../sql/steps.ts'
import { openFrom } from '../score/stage-at.ts'
import type { Stage } from '../workspace/stages.ts'

const always = `'-infinity'::TIMESTAMP`
// greatest and least pass over NULL.
const never = `'infinity'::TIMESTAMP`

/**
 * When each account had an open opportunity (`open_spells`: record_id, from_at, until_at; several may overlap). Where it has deals by then, when one of them was open;
 * before that, when its own row and its contacts put it into a stage between the first of the bottom of the funnel and the last. Read after `accountStageSteps`.
 */
export const opportunitySteps = (stages: readonly Stage[]): readonly Step[] => [
  {
    name: 'open_stages',
    reads: ['stage_ranks'],
    sql: `SELECT stage, rank FROM stage_ranks WHERE rank >= ${openFrom(stages)} AND rank < ${stages.length - 1}`,
  },
  {
    name: 'deal_spells',
    reads: ['deals_at', 'deal_entries'],
    sql: `
      WITH dated AS (
        SELECT e.record_id, e.stage, d.created_at, bool_or(e.stage = d.stage) OVER (PARTITION BY e.record_id) AS is_dated,
          e.entered_at, lead(e.entered_at) OVER (PARTITION BY e.record_id ORDER BY e.entered_at, e.place) AS until_at
        FROM deal_entries e JOIN deals_at d ON d.record_id = e.record_id WHERE d.stage <> 'unmapped')
      SELECT record_id, stage, greatest(entered_at, created_at) AS from_at, coalesce(until_at, ${never}) AS until_at FROM dated WHERE is_dated
      UNION ALL
      SELECT record_id, stage, coalesce(created_at, ${always}), ${never} FROM deals_at
      WHERE stage <> 'unmapped' AND record_id NOT IN (SELECT record_id FROM dated WHERE is_dated)`,
  },
  {
    name: 'account_deals',
    reads: ['deal_spells', 'record_accounts'],
    sql: `
      SELECT l.account_id AS record_id, s.stage, s.from_at, s.until_at FROM deal_spells s JOIN record_accounts l ON l.object = 'deal' AND l.record_id = s.record_id`,
  },
  {
    // Rows and contacts of an account with what dates them: they stay at the furthest stage they entered.
    name: 'standing_records',
    reads: ['accounts_at', 'contacts_at', 'crm.current_accounts', 'crm.current_contacts', 'record_accounts', 'crm.current_stage_history', 'crm.current_contact_stages'],
    sql: `
      SELECT a.record_id AS account_id, 'account:' || a.record_id AS record, a.stage, a.rank, c.created_at, h.stage AS entered, h.entered_at
      FROM accounts_at a JOIN crm.current_accounts c USING (record_id) LEFT JOIN crm.current_stage_history h USING (record_id)
      UNION ALL
      SELECT l.account_id, 'contact:' || a.record_id, a.stage, a.rank, c.created_at, h.stage, h.entered_at
      FROM contacts_at a JOIN record_accounts l ON l.object = 'contact' AND l.record_id = a.record_id JOIN crm.current_contacts c ON c.record_id = a.record_id
      LEFT JOIN crm.current_contact_stages h ON h.record_id = a.record_id`,
  },
  {
    name: 'standing_entries',
    reads: ['standing_records', 'stage_ranks'],
    sql: `
      SELECT s.account_id, s.record, s.stage, s.rank AS current_rank, coalesce(s.created_at, ${always}) AS created_at, s.entered, s.entered_at, r.rank,
        coalesce(bool_or(s.entered = s.stage) OVER (PARTITION BY s.account_id, s.record), false) AS is_dated
      FROM standing_records s LEFT JOIN stage_ranks r ON r.stage = s.entered WHERE s.stage <> 'unmapped'`,
  },
  {
    name: 'standing_spells',
    reads: ['standing_entries', 'open_stages'],
    sql: `
      SELECT account_id, record,
        CASE WHEN bool_or(is_dated) THEN min(entered_at) FILTER (rank IN (SELECT rank FROM open_stages) AND rank <= coalesce(current_rank, rank))
          WHEN bool_or(stage IN (SELECT stage FROM open_stages)) THEN ${always} END AS open_at,
        CASE WHEN bool_or(is_dated) THEN min(entered_at) FILTER (rank = ${stages.length - 1} AND rank <= coalesce(current_rank, rank))
          WHEN bool_or(current_rank = ${stages.length - 1}) THEN any_value(created_at) END AS won_at,
        min(entered_at) FILTER (is_dated AND stage = 'lost' AND entered = 'lost') AS lost_at, any_value(created_at) AS created_at
      FROM standing_entries GROUP BY account_id, record`,
  },
  {
    name: 'account_turns',
    reads: ['standing_spells', 'account_deals'],
    sql: `
      SELECT account_id, min(CASE WHEN won_at IS NOT NULL THEN greatest(won_at, created_at) END) AS won_at, min(first_deal_at) AS first_deal_at
      FROM standing_spells LEFT JOIN (SELECT record_id, min(from_at) AS first_deal_at FROM account_deals GROUP BY record_id) d ON d.record_id = account_id GROUP BY account_id`,
  },
  {
    name: 'open_spells',
    reads: ['account_deals', 'standing_spells', 'account_turns', 'open_stages'],
    sql: `
      SELECT record_id, from_at, until_at FROM account_deals WHERE stage IN (SELECT stage FROM open_stages) AND from_at < until_at
      UNION ALL
      SELECT * FROM (
        SELECT s.account_id, greatest(s.open_at, s.created_at) AS from_at, least(s.lost_at, t.won_at, t.first_deal_at, ${never}) AS until_at
        FROM standing_spells s JOIN account_turns t USING (account_id) WHERE s.open_at IS NOT NULL)
      WHERE from_at < until_at`,
  },
]
