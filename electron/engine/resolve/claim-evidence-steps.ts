import { claimsOfPeople, claimsSql, countingVerdicts } from '../sql/claims.ts'
import type { Step } from '../sql/steps.ts'

/**
 * What providers say of employers, without what was found incorrect. Verifiers judge only what is said to be true today; the earlier employers
 * in the same answers share that verdict, for it is about whether the provider found the right person.
 */
export const employmentClaims: Step = {
  name: 'employment_claims',
  reads: ['evidence.claims', 'evidence.verdicts'],
  sql: `
    WITH judged AS (SELECT c.*, v.verdict, v.confidence AS sureness FROM (${claimsSql('claims')}) c LEFT JOIN (${countingVerdicts}) v USING (claim_key)),
    today AS (
      SELECT addressee, provider, CASE WHEN bool_or(verdict = 'correct') THEN 'correct' WHEN bool_and(verdict = 'incorrect') THEN 'incorrect' END AS verdict,
        max(sureness) FILTER (verdict = 'correct') AS sureness
      FROM judged WHERE current GROUP BY ALL)
    SELECT j.claim_key, j.github_id, j.login, j.email, j.provider, nullif(trim(j.company), '') AS company, j.domain, j.current, j.started_at, j.ended_at,
      CASE WHEN j.current THEN j.verdict ELSE t.verdict END IS NOT DISTINCT FROM 'correct' AS is_verified,
      CASE WHEN j.current THEN j.sureness ELSE t.sureness END AS sureness
    FROM judged j LEFT JOIN today t USING (addressee, provider)
    WHERE CASE WHEN j.current THEN j.verdict ELSE t.verdict END IS DISTINCT FROM 'incorrect' AND (nullif(trim(j.company), '') IS NOT NULL OR j.domain IS NOT NULL)`,
}

const personClaims: Step = { name: 'person_claims', reads: ['employment_claims', 'people', 'emails'], sql: claimsOfPeople('employment_claims', 'people', 'emails') }

/** The domain of the employer in each claim; a free-mail or platform domain is none. */
const claimDomains: Step = {
  name: 'claim_domains',
  reads: ['person_claims', 'domain_facts'],
  sql: `
    SELECT c.claim_key, f.domain FROM person_claims c JOIN domain_facts f ON f.written = c.domain
    WHERE f.kind = 'corporate' OR ($education AND f.kind = 'education')`,
}

/** Which employers claims name; before companies are made of domains and texts. */
export const claimSteps: readonly Step[] = [personClaims, claimDomains]

/** What claims say for an employer: its domain, else its name. A judged one counts as the verifier is sure, any other little. */
export const claimEvidence: Step = {
  name: 'claim_evidence',
  reads: ['person_claims', 'claim_domains', 'domain_aliases', 'text_companies', 'people'],
  sql: `
    SELECT c.person_id, coalesce(l.company_key, d.domain, t.company_key) AS company_key, CASE WHEN c.is_verified THEN 'verified_claim' ELSE 'provider_claim' END AS method,
      CASE WHEN c.is_verified THEN c.sureness ELSE $sure_provider_claim::DOUBLE END AS confidence, c.provider || ': ' || coalesce(c.company, c.domain) AS evidence,
      d.domain IS NULL AND t.is_ambiguous AS is_ambiguous, c.started_at AS valid_from, c.ended_at AS valid_to, NOT c.current OR c.ended_at IS NOT NULL AS is_past
    FROM person_claims c
    JOIN people p USING (person_id)
    LEFT JOIN claim_domains d USING (claim_key) LEFT JOIN domain_aliases l ON l.domain = d.domain
    LEFT JOIN text_companies t ON t.written = c.company
    WHERE NOT p.is_bot AND coalesce(d.domain, t.company_key) IS NOT NULL`,
}
