import type { Step } from '../sql/steps.ts'
import { claimedCompanyIds } from './decision-steps.ts'
import { linkMatchSteps } from './link-steps.ts'

const companyKeys: Step = {
  name: 'company_keys',
  reads: ['company_domains', 'account_companies', 'text_companies'],
  sql: `
    SELECT row_number() OVER (ORDER BY company_key)::INTEGER AS company_id, company_key, CASE WHEN NOT starts_with(company_key, 'name:') THEN company_key END AS domain
    FROM (SELECT domain AS company_key FROM company_domains UNION SELECT company_key FROM account_companies UNION SELECT company_key FROM text_companies WHERE times > 0)`,
}

/** Companies that only claims found incorrect name, numbered behind all others. */
const claimedCompanies: Step = {
  name: 'claimed_companies',
  reads: ['claim_employers', 'company_keys'],
  sql: `
    SELECT (${claimedCompanyIds} + row_number() OVER (ORDER BY company_key))::INTEGER AS company_id, company_key,
      CASE WHEN starts_with(company_key, 'name:') THEN coalesce(nullif(min(spelling), ''), substr(company_key, 6)) ELSE company_key END AS name,
      CASE WHEN NOT starts_with(company_key, 'name:') THEN company_key END AS domain
    FROM claim_employers ANTI JOIN company_keys USING (company_key) GROUP BY company_key`,
}

/** How companies are called: by their account, else as most people and events write it. */
const spellings: Step = {
  name: 'spellings',
  reads: ['crm.current_accounts', 'account_companies', 'text_companies'],
  sql: `
    SELECT company_key, name FROM (
      SELECT c.company_key, a.name, 0 AS source, 0 AS times, a.record_id AS tie
      FROM account_companies c JOIN crm.current_accounts a USING (record_id) WHERE a.name IS NOT NULL
      UNION ALL
      SELECT company_key, spelling, 1, sum(times), spelling FROM text_companies WHERE spelling <> '' AND times > 0 GROUP BY company_key, spelling)
    QUALIFY row_number() OVER (PARTITION BY company_key ORDER BY source, times DESC, TRY_CAST(tie AS HUGEINT), tie) = 1`,
}

const companies: Step = {
  name: 'companies',
  reads: ['company_keys', 'spellings'],
  sql: `
    SELECT k.company_id, k.company_key, coalesce(s.name, k.domain, substr(k.company_key, 6)) AS name, k.domain
    FROM company_keys k LEFT JOIN spellings s USING (company_key)`,
}

const companyNames: Step = {
  name: 'company_names',
  reads: ['company_keys', 'company_domains', 'account_names', 'account_companies', 'text_companies'],
  sql: `
    SELECT DISTINCT k.company_id, n.name_key, n.kind FROM (
      SELECT a.company_key, n.key AS name_key, CASE WHEN n.rank = 0 THEN 'name' ELSE 'alias' END AS kind
        FROM account_names n JOIN account_companies a USING (record_id)
      UNION ALL SELECT domain, domain, 'domain' FROM company_domains
      UNION ALL SELECT domain, label_key, 'label' FROM company_domains WHERE label_key IS NOT NULL
      UNION ALL SELECT company_key, key, 'stated' FROM text_companies WHERE times > 0) n
    JOIN company_keys k USING (company_key)`,
}

/** Equal domains; else equal names where one side has no domain. */
const exactMatches: Step = {
  name: 'exact_matches',
  reads: ['company_keys', 'account_domains', 'account_names', 'account_companies', 'all_claims', 'known_names'],
  sql: `
    SELECT k.company_id, k.company_key, m.record_id, m.method, m.confidence, m.evidence FROM (
      SELECT domain AS company_key, record_id, 'domain' AS method, 1.0::DOUBLE AS confidence, domain AS evidence FROM account_domains
      UNION ALL
      SELECT a.company_key, a.record_id, 'name', 0.9, n.text FROM account_companies a JOIN account_names n USING (record_id) WHERE NOT a.has_domain
      UNION ALL
      SELECT c.company_key, a.record_id, 'name', 0.9, n.text
        FROM account_companies a JOIN account_names n USING (record_id) JOIN all_claims c ON c.key = n.key
        WHERE NOT a.has_domain
      UNION ALL
      SELECT w.company_key, a.record_id, 'name', 0.9, n.text
        FROM known_names w JOIN account_names n ON n.key = w.key AND w.tier = 1 JOIN account_companies a USING (record_id) WHERE w.claimants > 1
      UNION ALL
      SELECT w.company_key, d.record_id, 'name', 0.9, d.domain
        FROM known_names w JOIN (SELECT record_id, domain, unnest([label_key, domain_key]) AS key FROM account_domains) d ON d.key = w.key AND w.tier = 2
        WHERE w.claimants > 1) m
    JOIN company_keys k USING (company_key)
    QUALIFY row_number() OVER (PARTITION BY k.company_id, m.record_id ORDER BY m.confidence DESC, m.evidence) = 1`,
}

/** The matches before any decision. */
const matches: Step = {
  name: 'matches',
  reads: ['match_candidates', 'company_keys'],
  sql: 'SELECT k.company_id, m.record_id, m.method, m.confidence, m.evidence FROM match_candidates m JOIN company_keys k USING (company_key) WHERE m.accepted',
}

const subjects: Step = {
  name: 'subjects',
  reads: ['crm.current_accounts', 'account_domains', 'companies', 'matches'],
  sql: `
    SELECT row_number() OVER (ORDER BY subject_key)::INTEGER AS subject_id, * FROM (
      SELECT 'account:' || a.record_id AS subject_key, 'account' AS kind, a.record_id, NULL::INTEGER AS company_id,
        coalesce(nullif(trim(a.name), ''), a.domain, a.record_id) AS name, coalesce(d.domain, a.domain) AS domain
      FROM crm.current_accounts a LEFT JOIN account_domains d ON d.record_id = a.record_id AND d.is_primary
      UNION ALL
      SELECT 'company:' || company_key, 'company', NULL, company_id, name, domain FROM companies ANTI JOIN matches USING (company_id))`,
}

const subjectCompanies: Step = {
  name: 'subject_companies',
  reads: ['subjects', 'matches'],
  sql: `
    SELECT s.subject_id, m.company_id FROM subjects s JOIN matches m USING (record_id)
    UNION ALL
    SELECT subject_id, company_id FROM subjects WHERE company_id IS NOT NULL`,
}

/** The company subjects from the published tables, numbered after the accounts, as `subjects` numbers them: `account:` sorts before `company:`. */
export const companySubjects = `
  SELECT ((SELECT count(*) FROM result.subjects WHERE kind = 'account') + row_number() OVER (ORDER BY company_key))::INTEGER, 'company:' || company_key, 'company', NULL, name, domain
  FROM evidence.companies ANTI JOIN evidence.matches USING (company_id)`

export const insertSubjectCompanies = `
  INSERT INTO result.subject_companies
  SELECT s.subject_id, m.company_id FROM result.subjects s JOIN evidence.matches m USING (record_id)
  UNION ALL
  SELECT s.subject_id, c.company_id FROM result.subjects s JOIN evidence.companies c ON s.subject_key = 'company:' || c.company_key WHERE s.kind = 'company'`

/** Companies and the accounts they equal or are linked to. */
export const companyTableSteps: readonly Step[] = [companyKeys, claimedCompanies, spellings, companies, companyNames, exactMatches, ...linkMatchSteps]

/** Which accounts companies are, and what gets a score. */
export const subjectSteps: readonly Step[] = [matches, subjects, subjectCompanies]
