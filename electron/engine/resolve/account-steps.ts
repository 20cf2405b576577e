import type { Step } from '../sql/steps.ts'

const accountNames: Step = {
  name: 'account_names',
  reads: ['crm.current_accounts', 'text_facts'],
  sql: `
    SELECT n.record_id, n.text, n.rank, f.name_key AS key FROM (
      SELECT record_id, name AS text, 0 AS rank FROM crm.current_accounts
      UNION ALL
      SELECT record_id, unnest(aliases), generate_subscripts(aliases, 1) FROM crm.current_accounts) n
    JOIN text_facts f ON f.written = n.text WHERE f.name_key IS NOT NULL`,
}

/** Domains that are the account's own, the primary one first. Mail hosts and other people's sites are no account's domain. */
const accountDomains: Step = {
  name: 'account_domains',
  reads: ['crm.current_accounts', 'domain_facts', 'account_names'],
  sql: `
    SELECT record_id, domain, label_key, domain_key, row_number() OVER (PARTITION BY record_id ORDER BY min(rank)) = 1 AS is_primary FROM (
      SELECT d.record_id, f.domain, f.label_key, f.domain_key, d.rank FROM (
        SELECT record_id, domain AS written, 0 AS rank FROM crm.current_accounts
        UNION ALL
        SELECT record_id, unnest(further_domains), generate_subscripts(further_domains, 1) FROM crm.current_accounts) d
      JOIN domain_facts f USING (written)
      WHERE f.kind IN ('corporate', 'education')
        AND (NOT f.is_profile_site OR EXISTS (SELECT 1 FROM account_names n WHERE n.record_id = d.record_id AND n.key = f.label_key)))
    GROUP BY record_id, domain, label_key, domain_key`,
}

/** What CRM accounts are called, and which domains are theirs. */
export const accountSteps: readonly Step[] = [accountNames, accountDomains]
