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

/** What each actor's own columns say: the domain of the address, else the domain column. */
const actorDomains: Step = {
  name: 'actor_domains',
  reads: ['actors', 'actor_persons', 'addresses', 'domain_facts'],
  sql: `
    SELECT a.actor_id, CASE WHEN m.names_employer AND m.kind <> 'noreply' THEN m.domain END AS email_domain,
      CASE WHEN f.kind = 'corporate' OR ($education AND f.kind = 'education') THEN f.domain END AS stated_domain
    FROM actors a LEFT JOIN actor_persons p USING (actor_id) LEFT JOIN addresses m ON m.written = a.email LEFT JOIN domain_facts f ON f.written = a.domain
    WHERE NOT coalesce(p.is_bot, false)`,
}

/** Every domain that is a company. */
const companyDomains: Step = {
  name: 'company_domains',
  reads: ['account_domains', 'actor_domains', 'current_profiles', 'people', 'domain_facts'],
  sql: `
    SELECT d.domain, any_value(f.label_key) AS label_key, any_value(f.domain_key) AS domain_key FROM (
      SELECT domain FROM account_domains
      UNION SELECT email_domain FROM actor_domains
      UNION SELECT stated_domain FROM actor_domains
      UNION SELECT c.domain FROM current_profiles c JOIN people p USING (person_key) WHERE c.names_employer AND NOT p.is_bot) d
    JOIN domain_facts f USING (domain) GROUP BY d.domain`,
}

/**
 * Who may bear a name: 1 the company of an account so named, 2 of an account whose domain or its label reads so, 3 a company that
 * events state under this name, or whose domain or its label reads so.
 */
const nameClaims: Step = {
  name: 'name_claims',
  reads: ['account_names', 'account_domains', 'company_domains', 'actors', 'actor_domains', 'text_facts'],
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
    SELECT unnest([c.label_key, c.domain_key]), c.domain, 3 FROM company_domains c ANTI JOIN account_domains d ON d.domain = c.domain`,
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

/** Texts of people and events with how often they are written; only these need a company. */
const statedTexts: Step = {
  name: 'stated_texts',
  reads: ['people', 'actors', 'actor_persons'],
  sql: `
    WITH stated AS (
      SELECT company_text AS written, false AS by_event FROM people WHERE company_text IS NOT NULL AND NOT is_bot
      UNION ALL
      SELECT a.company, true FROM actors a LEFT JOIN actor_persons p USING (actor_id) WHERE a.company IS NOT NULL AND NOT coalesce(p.is_bot, false)
      UNION ALL
      SELECT '@' || trim(a.login), false FROM actors a JOIN actor_persons p USING (actor_id) WHERE p.is_organisation AND a.login IS NOT NULL)
    SELECT written, count(*) AS times, bool_or(by_event) AS by_event FROM stated GROUP BY written`,
}

/** The company of each text of people and events. A text of events is a known name by itself. */
const textCompanies: Step = {
  name: 'text_companies',
  reads: ['stated_texts', 'text_facts', 'known_names', 'company_domains'],
  sql: `
    WITH event_keys AS (SELECT DISTINCT f.key FROM stated_texts s JOIN text_facts f USING (written) WHERE s.by_event AND f.may_be_unknown),
    read AS (
      SELECT f.*, s.times,
        CASE WHEN d.domain IS NOT NULL THEN {'company_key': d.domain, 'claimants': 1}
             WHEN w.key IS NOT NULL THEN {'company_key': w.company_key, 'claimants': w.claimants}
             WHEN l.key IS NOT NULL THEN {'company_key': l.company_key, 'claimants': l.claimants}
             WHEN r.key IS NOT NULL THEN {'company_key': r.company_key, 'claimants': r.claimants} END AS by_text,
        CASE WHEN h.key IS NOT NULL THEN {'company_key': h.company_key, 'claimants': h.claimants} END AS by_handle,
        CASE WHEN e.key IS NOT NULL THEN {'company_key': 'name:' || f.key, 'claimants': 1} END AS by_event
      FROM stated_texts s JOIN text_facts f USING (written)
      LEFT JOIN company_domains d ON d.domain = f.domain
      LEFT JOIN known_names w ON w.key = f.key
      -- Another domain of the same label is another company; a company without a domain is this one.
      LEFT JOIN known_names l ON l.key = f.label_key AND starts_with(l.company_key, 'name:')
      LEFT JOIN known_names r ON r.key = f.short_key
      LEFT JOIN known_names h ON h.key = f.handle_key
      LEFT JOIN event_keys e ON e.key = f.key
      WHERE f.key IS NOT NULL),
    chosen AS (
      SELECT *, coalesce(by_text, by_handle, by_event) AS known, by_text IS NULL AND by_handle IS NOT NULL AS is_by_handle FROM read
      WHERE may_be_unknown OR by_text IS NOT NULL)
    SELECT written, times, coalesce(known.company_key, 'name:' || coalesce(handle_key, key)) AS company_key,
      CASE WHEN known IS NULL THEN 'company_text_unknown' WHEN is_handle OR is_by_handle THEN 'org_handle' ELSE 'company_text' END AS method,
      CASE WHEN known IS NULL THEN 0.5 ELSE 0.9 END::DOUBLE AS confidence,
      coalesce(known.claimants > 1, false) AS is_ambiguous,
      CASE WHEN is_by_handle OR (known IS NULL AND handle IS NOT NULL) THEN handle ELSE ltrim(trim(written), '@ ') END AS spelling,
      CASE WHEN is_by_handle OR (known IS NULL AND handle IS NOT NULL) THEN handle_key ELSE key END AS key
    FROM chosen`,
}

/** Which companies there are and which names they bear. */
export const companySteps: readonly Step[] = [
  accountNames, accountDomains, actorDomains, companyDomains, nameClaims, domainNames, accountCompanies, allClaims, knownNames,
  statedTexts, textCompanies,
]
