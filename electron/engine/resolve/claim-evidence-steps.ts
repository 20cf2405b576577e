import { claimsOfPeople, claimsSql, countingVerdicts } from '../sql/claims.ts'
import type { Step } from '../sql/steps.ts'
import { claimStanding, unsaid } from './claim-standing.ts'

/** What providers say, with the verdict that counts of each claim. */
export const statedClaims: Step = {
  name: 'stated_claims',
  reads: ['evidence.claims', 'evidence.verdicts'],
  sql: `
    SELECT c.* REPLACE (nullif(trim(c.company), '') AS company), v.verdict, v.confidence AS sureness, v.verifier, v.version, v.model, v.reason,
      CASE WHEN v.verifier = 'llm' THEN CAST(v.detail->'evidence' AS VARCHAR[]) END AS quotes
    FROM (${claimsSql('claims')}) c LEFT JOIN (${countingVerdicts}) v USING (claim_key)`,
}

/** Claims about people, what verifiers left of them. */
const personClaims: Step = {
  name: 'person_claims',
  reads: ['stated_claims', 'people', 'emails'],
  sql: claimStanding(`(
      SELECT c.claim_key, c.person_id, c.addressee, c.provider, c.company, c.domain, c.current, c.started_at, c.ended_at, c.verdict, c.sureness, ${unsaid}
      FROM (${claimsOfPeople('stated_claims', 'people', 'emails')}) c JOIN people p USING (person_id) WHERE NOT p.is_bot)`),
}

/** The domain of the employer in each claim; a free-mail or platform domain is none. */
const claimDomains: Step = {
  name: 'claim_domains',
  reads: ['person_claims', 'domain_facts'],
  sql: `
    SELECT c.claim_key, f.domain, c.standing IS NOT DISTINCT FROM 'incorrect' AS is_refused FROM person_claims c JOIN domain_facts f ON f.written = c.domain
    WHERE f.kind = 'corporate' OR ($education AND f.kind = 'education')`,
}

/** Which employers claims name; before companies are made of domains and texts. */
export const claimSteps: readonly Step[] = [personClaims, claimDomains]

/** The employer of each claim: its domain, else its name. */
const claimEmployers: Step = {
  name: 'claim_employers',
  reads: ['person_claims', 'claim_domains', 'domain_aliases', 'text_companies'],
  sql: `
    SELECT c.claim_key, coalesce(l.company_key, d.domain, t.company_key) AS company_key, d.domain IS NULL AND t.is_ambiguous AS is_ambiguous, t.spelling
    FROM person_claims c
    LEFT JOIN claim_domains d USING (claim_key) LEFT JOIN domain_aliases l ON l.domain = d.domain
    LEFT JOIN text_companies t ON t.written = c.company
    WHERE coalesce(d.domain, t.company_key) IS NOT NULL`,
}

/** What claims say for an employer, without what was found incorrect. A judged one counts as the verifier is sure, any other little. */
const claimEvidence: Step = {
  name: 'claim_evidence',
  reads: ['person_claims', 'claim_employers'],
  sql: `
    SELECT c.person_id, e.company_key, ${claimMethod('c')}, c.provider || ': ' || coalesce(c.company, c.domain) AS evidence,
      e.is_ambiguous, c.started_at AS valid_from, c.ended_at AS valid_to, NOT c.current OR c.ended_at IS NOT NULL AS is_past
    FROM person_claims c JOIN claim_employers e USING (claim_key) WHERE c.standing IS DISTINCT FROM 'incorrect'`,
}

export const claimEvidenceSteps: readonly Step[] = [claimEmployers, claimEvidence]

/** `method` and `confidence` of a claim by what it counts for. */
export function claimMethod(claim: string): string {
  return `CASE ${claim}.standing WHEN 'human' THEN 'human' WHEN 'correct' THEN 'verified_claim' ELSE 'provider_claim' END AS method,
      CASE ${claim}.standing WHEN 'human' THEN 1.0 WHEN 'correct' THEN ${claim}.sureness ELSE $sure_provider_claim END::DOUBLE AS confidence`
}
