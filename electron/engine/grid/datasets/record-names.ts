/** Every row of a CRM record with what it is called; SQL of a relation. */
export const recordNames = `(
  SELECT 'account' AS object, import_id, source_row, record_id, coalesce(name, domain) AS name, stage FROM crm.accounts
  UNION ALL SELECT 'contact', import_id, source_row, record_id, coalesce(name, email), stage FROM crm.contacts
  UNION ALL SELECT 'deal', import_id, source_row, record_id, name, stage FROM crm.deals)`
