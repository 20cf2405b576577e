import { keptColumn as column, type Definition } from '../definition.ts'

/** Accounts that seem to be one company: the same company by domain or name, or spelled the same under different domains. */
export const duplicateAccounts: Definition = {
  needs: 'resolved',
  columns: [
    column('text', 'shared', ['Shared', 'What the accounts have in common; rows with the same value belong together.']),
    column('text', 'reason', ['Reason', 'domain: the same registrable domain; name: the same name and no domain to tell them apart; spelling: the same spelling, other domains.'], { exact: true }),
    column('integer', 'accounts', ['Accounts', 'How many accounts share it.']),
    column('text', 'record_id', ['Record', 'Record id in the CRM.'], { exact: true }),
    column('text', 'name', ['Account', 'Name in the CRM.']),
    column('text', 'domain', ['Domain', 'Domain in the CRM.']),
    column('stage', 'stage', ['Stage', 'Funnel stage of the account.']),
    column('text', 'owner', ['Owner', 'Owner in the CRM.']),
  ],
  order: ['-accounts', 'shared', 'record_id'],
  table: () => ({
    sql: `
      WITH companies AS (
        SELECT company_key AS shared, CASE WHEN starts_with(company_key, 'name:') THEN 'name' ELSE 'domain' END AS reason, record_id FROM evidence.account_companies
        QUALIFY count(*) OVER (PARTITION BY company_key) > 1),
      spellings AS (
        SELECT lower(trim(a.name)) AS shared, 'spelling' AS reason, a.record_id FROM crm.current_accounts a JOIN evidence.account_companies c USING (record_id)
        WHERE trim(a.name) <> ''
        QUALIFY min(c.company_key) OVER (PARTITION BY lower(trim(a.name))) <> max(c.company_key) OVER (PARTITION BY lower(trim(a.name))))
      SELECT CASE WHEN g.reason = 'name' THEN substr(g.shared, 6) ELSE g.shared END AS shared, g.reason, count(*) OVER (PARTITION BY g.reason, g.shared) AS accounts,
        a.record_id, a.name, a.domain, a.stage, a.owner
      FROM (SELECT * FROM companies UNION ALL SELECT * FROM spellings) g JOIN crm.current_accounts a USING (record_id)`,
    values: {},
  }),
}
