import type { Step } from '../sql/steps.ts'
import { companyLinks } from './link-steps.ts'

/**
 * What the people of a domain call their company: several of them state that name beside an address of the domain, and they are most of its
 * people who state any. `is_main`: most of those who state the name and show a domain show this one.
 */
const nameEvidence: Step = {
  name: 'name_evidence',
  reads: ['profile_domains', 'people_texts', 'text_facts'],
  sql: `
    WITH pairs AS (
      SELECT d.domain, t.key, count(*) AS people FROM profile_domains d JOIN people_texts t USING (person_id) JOIN text_facts f ON f.written = t.written
      WHERE f.kind = 'company' AND f.may_be_unknown GROUP BY d.domain, t.key)
    SELECT domain, key, people >= $evidence_agreement * sum(people) OVER (PARTITION BY key) AS is_main FROM pairs
    QUALIFY people >= $evidence_people AND people >= $evidence_agreement * sum(people) OVER (PARTITION BY domain)`,
}

/**
 * Who may bear a name: 1 the company of an account so named, 2 of an account whose domain or its label reads so, 3 a company that
 * events state under this name, that its people call so, or whose domain or its label reads so; 4 one whose domain a link
 * states; 5 one that a link names.
 */
const nameClaims: Step = {
  name: 'name_claims',
  reads: ['account_names', 'account_domains', 'shown_domains', 'name_evidence', 'actors', 'actor_domains', 'text_facts', 'link_ends'],
  sql: `
    SELECT DISTINCT n.key, d.domain AS company_key, 1 AS tier FROM account_names n JOIN account_domains d USING (record_id) WHERE d.is_primary
    UNION
    SELECT unnest([d.label_key, d.domain_key]), coalesce(own.domain, p.domain), 2 FROM account_domains d
      JOIN account_domains p ON p.record_id = d.record_id AND p.is_primary
      LEFT JOIN (SELECT DISTINCT domain FROM account_domains WHERE is_primary) own ON own.domain = d.domain
    UNION
    SELECT f.key, e.stated_domain, 3 FROM actors a JOIN actor_domains e USING (actor_id) JOIN text_facts f ON f.written = a.company
      WHERE f.key IS NOT NULL AND e.stated_domain IS NOT NULL
    UNION
    SELECT key, domain, 3 FROM name_evidence WHERE is_main
    UNION
    SELECT unnest([c.label_key, c.domain_key]), c.domain, 3 FROM shown_domains c ANTI JOIN account_domains d ON d.domain = c.domain
    UNION
    SELECT unnest([e.label_key, e.domain_key]), e.domain, 4 FROM link_ends e ANTI JOIN account_domains d ON d.domain = e.domain WHERE e.domain IS NOT NULL
    UNION
    SELECT name_key, 'name:' || name_key, 5 FROM link_ends WHERE name_key IS NOT NULL`,
}

const bestClaim = (claims: string) => `
    SELECT key, count(*) AS claimants, CASE WHEN count(*) = 1 THEN any_value(company_key) ELSE 'name:' || key END AS company_key, any_value(tier) AS tier
    FROM (SELECT * FROM ${claims} WHERE key IS NOT NULL QUALIFY tier = min(tier) OVER (PARTITION BY key)) GROUP BY key`

const domainNames: Step = { name: 'domain_names', reads: ['name_claims'], sql: bestClaim('name_claims') }

/** The company of each account: its primary domain, else the only company that bears its name, else the name itself. */
const accountCompanies: Step = {
  name: 'account_companies',
  reads: ['crm.current_accounts', 'account_names', 'account_domains', 'domain_names'],
  sql: `
    SELECT a.record_id, d.domain IS NOT NULL AS has_domain, coalesce(d.domain, c.company_key, 'name:' || n.key) AS company_key
    FROM crm.current_accounts a
    LEFT JOIN account_domains d ON d.record_id = a.record_id AND d.is_primary
    LEFT JOIN (SELECT record_id, arg_min(key, rank) AS key FROM account_names GROUP BY record_id) n ON n.record_id = a.record_id
    LEFT JOIN domain_names c ON c.key = n.key
    WHERE d.domain IS NOT NULL OR n.key IS NOT NULL`,
}

const allClaims: Step = {
  name: 'all_claims',
  reads: ['name_claims', 'account_names', 'account_companies'],
  sql: `
    SELECT * FROM name_claims
    UNION
    SELECT n.key, a.company_key, 1 FROM account_names n JOIN account_companies a USING (record_id) WHERE NOT a.has_domain`,
}

/** What a known name stands for. Several equal claimants: a company of the name alone, so that no domain is guessed. */
const knownNames: Step = { name: 'known_names', reads: ['all_claims'], sql: bestClaim('all_claims') }

/** Further domains of a company: their people call themselves by the name of an account that has another domain. */
const domainAliases: Step = {
  name: 'domain_aliases',
  reads: ['name_evidence', 'known_names', 'account_domains'],
  sql: `
    SELECT e.domain, any_value(w.company_key) AS company_key
    FROM name_evidence e JOIN known_names w USING (key) ANTI JOIN account_domains a ON a.domain = e.domain
    WHERE w.claimants = 1 AND w.tier <= 2 AND w.company_key <> e.domain AND NOT starts_with(w.company_key, 'name:')
    GROUP BY e.domain HAVING min(w.company_key) = max(w.company_key)`,
}

/** Every domain that is a company. */
const companyDomains: Step = {
  name: 'company_domains',
  reads: ['shown_domains', 'domain_aliases'],
  sql: 'SELECT * FROM shown_domains ANTI JOIN domain_aliases USING (domain)',
}

/** Which companies there are and which names they bear. */
export const companySteps: readonly Step[] = [nameEvidence, nameClaims, domainNames, accountCompanies, allClaims, knownNames, domainAliases, companyDomains, companyLinks]
