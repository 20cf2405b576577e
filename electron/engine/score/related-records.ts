import type { Step } from '../sql/steps.ts'

/**
 * Contacts and deals as they were at `$as_of`, their stages then, and the accounts they belong to: those whose ids they name, else, where they
 * name none, the one account of exactly their company's name. Leads that were not converted belong to no account.
 */
export const relatedRecordSteps: readonly Step[] = [
  {
    name: 'contacts_at',
    reads: ['crm.current_contacts', 'stage_ranks'],
    sql: `
      SELECT c.record_id, c.kind, c.account_ids, c.company, c.stage_raw, CASE WHEN r.stage IS NOT NULL OR c.stage = 'lost' THEN c.stage ELSE 'unmapped' END AS stage, r.rank
      FROM crm.current_contacts c LEFT JOIN stage_ranks r USING (stage)
      WHERE c.created_at IS NULL OR c.created_at <= $as_of::TIMESTAMP`,
  },
  {
    name: 'contact_entries',
    reads: ['crm.current_contact_stages', 'stage_ranks', 'contacts_at'],
    sql: `
      SELECT h.record_id, bool_or(h.stage = c.stage) AS dated,
        bool_or(h.stage = 'lost' AND c.stage = 'lost' AND h.entered_at <= $as_of::TIMESTAMP) AS lost,
        arg_max(r.stage, r.rank) FILTER (h.entered_at <= $as_of::TIMESTAMP AND r.rank <= coalesce(c.rank, r.rank)) AS reached
      FROM crm.current_contact_stages h JOIN contacts_at c USING (record_id) LEFT JOIN stage_ranks r ON h.stage = r.stage
      GROUP BY h.record_id`,
  },
  {
    name: 'contact_stages',
    reads: ['contacts_at', 'contact_entries'],
    sql: `
      SELECT c.record_id, c.stage_raw,
        CASE WHEN c.stage = 'unmapped' OR NOT coalesce(e.dated, false) THEN c.stage WHEN e.lost THEN 'lost' ELSE coalesce(e.reached, 'unmapped') END AS stage
      FROM contacts_at c LEFT JOIN contact_entries e USING (record_id)`,
  },
  {
    name: 'deals_at',
    reads: ['crm.current_deals', 'stage_places'],
    sql: `
      SELECT d.record_id, d.account_ids, d.company, d.stage_raw, coalesce(p.stage, 'unmapped') AS stage, d.created_at,
        CASE WHEN d.stage IN ('customer', 'lost') THEN d.closed_at END AS closed_at
      FROM crm.current_deals d LEFT JOIN stage_places p USING (stage)
      WHERE d.created_at IS NULL OR d.created_at <= $as_of::TIMESTAMP`,
  },
  {
    name: 'stated_deal_entries',
    reads: ['crm.current_deal_stages', 'stage_places', 'deals_at'],
    sql: `
      SELECT h.record_id, p.stage, p.place, h.entered_at
      FROM crm.current_deal_stages h JOIN stage_places p USING (stage) SEMI JOIN deals_at d ON d.record_id = h.record_id`,
  },
  {
    // Nothing that is dated in words is dated a second time; a deal is closed after whatever else is known to have happened to it.
    name: 'closings',
    reads: ['deals_at', 'stated_deal_entries', 'stage_places'],
    sql: `
      SELECT d.record_id, d.stage, p.place, greatest(d.closed_at, max(e.entered_at)) AS entered_at
      FROM deals_at d JOIN stage_places p USING (stage) LEFT JOIN stated_deal_entries e ON e.record_id = d.record_id
      WHERE d.closed_at IS NOT NULL GROUP BY d.record_id, d.stage, p.place, d.closed_at
      HAVING NOT coalesce(bool_or(e.stage = d.stage), false)`,
  },
  {
    name: 'deal_entries',
    reads: ['deals_at', 'stated_deal_entries', 'closings', 'stage_places'],
    sql: `
      SELECT record_id, stage, place, entered_at FROM stated_deal_entries
      UNION ALL SELECT record_id, stage, place, entered_at FROM closings
      UNION ALL SELECT d.record_id, p.stage, p.place, d.created_at FROM deals_at d JOIN stage_places p ON p.stage = 'opportunity'
        WHERE d.created_at IS NOT NULL AND (d.closed_at IS NULL OR d.created_at < d.closed_at)`,
  },
  {
    name: 'deal_stages',
    reads: ['deals_at', 'deal_entries'],
    sql: `
      SELECT d.record_id, d.stage_raw, CASE WHEN d.stage = 'unmapped' OR NOT coalesce(e.dated, false) THEN d.stage ELSE coalesce(e.latest, 'unmapped') END AS stage
      FROM deals_at d LEFT JOIN (
        SELECT n.record_id, bool_or(n.stage = d.stage) AS dated,
          arg_max(n.stage, {'at': n.entered_at, 'place': n.place}) FILTER (n.entered_at <= $as_of::TIMESTAMP) AS latest
        FROM deal_entries n JOIN deals_at d ON d.record_id = n.record_id GROUP BY n.record_id) e USING (record_id)`,
  },
  {
    name: 'unique_names',
    reads: ['accounts_at'],
    sql: `SELECT lower(trim(name)) AS name, min(record_id) AS record_id FROM accounts_at WHERE trim(name) <> '' GROUP BY ALL HAVING count(*) = 1`,
  },
  {
    name: 'related_records',
    reads: ['contacts_at', 'deals_at', 'contact_stages', 'deal_stages'],
    sql: `
      SELECT 'contact' AS object, record_id, account_ids, CASE WHEN kind <> 'lead' THEN company END AS company, s.stage, s.stage_raw
      FROM contacts_at JOIN contact_stages s USING (record_id)
      UNION ALL
      SELECT 'deal', record_id, account_ids, company, s.stage, s.stage_raw FROM deals_at JOIN deal_stages s USING (record_id)`,
  },
  {
    name: 'record_accounts',
    reads: ['related_records', 'accounts_at', 'unique_names'],
    sql: `
      SELECT DISTINCT r.object, r.record_id, a.record_id AS account_id
      FROM (SELECT object, record_id, unnest(account_ids) AS account_id FROM related_records) r JOIN accounts_at a ON a.record_id = r.account_id
      UNION
      SELECT r.object, r.record_id, n.record_id
      FROM (SELECT object, record_id, unnest(string_split(company, ';')) AS company FROM related_records WHERE len(account_ids) = 0) r
      JOIN unique_names n ON n.name = lower(trim(r.company))`,
  },
]
