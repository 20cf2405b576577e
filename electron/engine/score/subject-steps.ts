import type { Step } from '../sql/steps.ts'

/** Tables the steps of this folder read. */
export const scoreInputs = [
  'crm.current_accounts',
  'crm.current_stage_history',
  'crm.current_contacts',
  'crm.current_contact_stages',
  'crm.current_deals',
  'crm.current_deal_stages',
  'evidence.companies',
  'result.subjects',
  'result.subject_companies',
  'result.signals',
  'result.scores',
] as const

/**
 * Subjects as they were at `$as_of`. An account created later does not exist yet: each of its companies that no other account holds
 * is a hidden company then, with a subject id (−1 − company id) that no stored subject has.
 */
export const subjectSteps: readonly Step[] = [
  {
    name: 'later_accounts',
    reads: ['crm.current_accounts'],
    sql: 'SELECT record_id FROM crm.current_accounts WHERE created_at > $as_of::TIMESTAMP',
  },
  {
    name: 'standing_subjects',
    reads: ['result.subjects', 'later_accounts'],
    sql: 'SELECT s.* FROM result.subjects s ANTI JOIN later_accounts USING (record_id)',
  },
  {
    name: 'released_companies',
    reads: ['result.subjects', 'result.subject_companies', 'standing_subjects', 'evidence.companies'],
    sql: `
      SELECT c.company_id, c.company_key, c.name, c.domain FROM evidence.companies c JOIN (
        SELECT sc.company_id FROM result.subject_companies sc LEFT JOIN standing_subjects s USING (subject_id)
        GROUP BY sc.company_id HAVING count(s.subject_id) = 0) USING (company_id)`,
  },
  {
    name: 'subjects_at',
    reads: ['standing_subjects', 'released_companies'],
    sql: `
      SELECT subject_id, subject_key, kind, record_id, name, domain FROM standing_subjects
      UNION ALL
      SELECT -1 - company_id, 'company:' || company_key, 'company', NULL, name, domain FROM released_companies`,
  },
  {
    name: 'subject_companies_at',
    reads: ['result.subject_companies', 'standing_subjects', 'released_companies'],
    sql: `
      SELECT subject_id, company_id, count(*) OVER (PARTITION BY subject_id) AS companies
      FROM result.subject_companies SEMI JOIN standing_subjects USING (subject_id)
      UNION ALL
      SELECT -1 - company_id, company_id, 1 FROM released_companies`,
  },
]
