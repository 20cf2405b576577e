import type { Step } from '../sql/steps.ts'
import { claimStanding } from './claim-standing.ts'

/** Companies that only decisions name have ids from here. */
export const decidedCompanyIds = 1_000_000_000

/** Among them those that claims name which verifiers found incorrect. */
export const claimedCompanyIds = 1_500_000_000

/** What decisions since `$since` are about, taken back or not. Who is unsure decides nothing. */
const touched: Step = {
  name: 'touched',
  reads: ['evidence.decisions'],
  sql: `
    SELECT DISTINCT kind, scope, subject, object FROM evidence.decisions WHERE kind IN ('attribution', 'match', 'claim') AND data_version > $since AND verdict IS DISTINCT FROM 'unsure'`,
}

/**
 * The company each key in a decision stands for now: an account's company; a name that has become known as another company since; else itself.
 * Accounts that are not there (their import was undone) stand for none until they come back.
 */
const decisionKeys: Step = {
  name: 'decision_keys',
  reads: ['evidence.decisions', 'evidence.account_companies', 'evidence.companies', 'evidence.company_names'],
  sql: `
    WITH named AS (
      SELECT subject AS key FROM evidence.decisions WHERE kind = 'match'
      UNION SELECT object FROM evidence.decisions WHERE kind = 'attribution' AND object IS NOT NULL
      UNION SELECT target FROM evidence.decisions WHERE kind = 'attribution' AND target IS NOT NULL),
    known_as AS (
      SELECT 'name:' || n.name_key AS key, min(c.company_key) AS company_key
      FROM evidence.company_names n SEMI JOIN named ON named.key = 'name:' || n.name_key JOIN evidence.companies c USING (company_id)
      GROUP BY n.name_key HAVING min(c.company_key) = max(c.company_key))
    SELECT * FROM (
      SELECT n.key, coalesce(a.company_key, c.company_key, k.company_key, n.key) AS company_key
      FROM named n
      LEFT JOIN evidence.account_companies a ON n.key = 'account:' || a.record_id
      LEFT JOIN evidence.companies c ON c.company_key = n.key AND c.company_id < ${decidedCompanyIds}
      LEFT JOIN known_as k ON k.key = n.key)
    WHERE NOT starts_with(company_key, 'account:')`,
}

/** The person each key in a decision stands for now: a login or address may have become known as somebody's since. */
const decisionPeople: Step = {
  name: 'decision_people',
  reads: ['evidence.decisions', 'dev.people', 'dev.emails'],
  sql: `
    WITH named AS (SELECT DISTINCT subject FROM evidence.decisions WHERE kind = 'attribution' AND scope = 'one'),
    -- Few keys are logins or addresses: only theirs are looked up.
    logins AS (
      SELECT 'login:' || lower(login) AS key, min(person_id) AS person_id FROM dev.people
      WHERE lower(login) IN (SELECT substr(subject, 7) FROM named WHERE starts_with(subject, 'login:')) GROUP BY ALL HAVING count(*) = 1),
    addresses AS (
      SELECT 'email:' || email AS key, min(person_id) AS person_id FROM dev.emails
      WHERE email IN (SELECT substr(subject, 7) FROM named WHERE starts_with(subject, 'email:')) GROUP BY ALL HAVING min(person_id) = max(person_id))
    SELECT n.subject, coalesce(p.person_id, l.person_id, e.person_id) AS person_id
    FROM named n LEFT JOIN dev.people p ON p.person_key = n.subject LEFT JOIN logins l ON l.key = n.subject LEFT JOIN addresses e ON e.key = n.subject
    WHERE coalesce(p.person_id, l.person_id, e.person_id) IS NOT NULL`,
}

/** Attribution decisions with their companies and the text that “not in the CRM” is about; people not yet told apart from texts. */
const attributionDecisions: Step = {
  name: 'attribution_decisions',
  reads: ['evidence.decisions', 'evidence.active_decisions', 'decision_keys', 'decision_people', 'dev.people'],
  sql: `
    SELECT d.decision_id, d.scope, d.subject, d.verdict, d.reviewer, d.decided_at, p.person_id, o.company_key AS object_key, t.company_key AS target_key,
      'name:' || CASE WHEN d.scope = 'text' THEN d.subject ELSE coalesce(lower(trim(n.company_text)), n.login, d.subject) END || ' (not in the CRM)' AS outside_key,
      s.decision_id IS NOT NULL AS stands
    FROM evidence.decisions d
    LEFT JOIN evidence.active_decisions s USING (decision_id)
    LEFT JOIN decision_keys o ON o.key = d.object
    LEFT JOIN decision_keys t ON t.key = d.target
    LEFT JOIN decision_people p ON d.scope = 'one' AND p.subject = d.subject
    LEFT JOIN dev.people n ON n.person_id = p.person_id
    WHERE d.kind = 'attribution' AND d.reverts IS NULL AND d.verdict <> 'unsure' AND (d.scope = 'text' OR p.person_id IS NOT NULL)`,
}

/** The last word on each claim. */
const claimWords: Step = {
  name: 'claim_words',
  reads: ['evidence.active_decisions'],
  sql: `
    SELECT subject AS claim_key, verdict AS said, decision_id, reviewer, decided_at FROM evidence.active_decisions WHERE kind = 'claim'
    QUALIFY decision_id = max(decision_id) OVER (PARTITION BY subject)`,
}

/** Whom claims are about that a person found correct. */
const acceptedPeople: Step = {
  name: 'accepted_people',
  reads: ['claim_words', 'evidence.claim_people'],
  sql: `SELECT DISTINCT person_id FROM evidence.claim_people SEMI JOIN (SELECT claim_key FROM claim_words WHERE said = 'accept') w USING (claim_key)`,
}

/** Companies that only claims found incorrect name, where a person found one of them correct. */
const confirmedClaims: Step = {
  name: 'confirmed_claims',
  reads: ['claim_words', 'accepted_people', 'evidence.person_claims', 'evidence.claimed_companies'],
  sql: `
    SELECT DISTINCT company_key FROM (${claimStanding('(SELECT c.person_id, c.addressee, c.provider, c.current, c.company_key, c.verdict, c.sureness, w.* EXCLUDE (claim_key) FROM evidence.person_claims c SEMI JOIN accepted_people USING (person_id) LEFT JOIN claim_words w USING (claim_key))')})
    SEMI JOIN evidence.claimed_companies USING (company_key) WHERE standing = 'human'`,
}

/**
 * Companies that no file names: their ids come from the first decision that named them, taken back or not, so that ids never depend on the way. Those that
 * only refused claims name have ids already.
 */
const decidedCompanies: Step = {
  name: 'decided_companies',
  reads: ['attribution_decisions', 'confirmed_claims', 'evidence.claimed_companies', 'evidence.companies'],
  sql: `
    WITH named AS (
      SELECT CASE WHEN verdict = 'choose' THEN target_key ELSE object_key END AS company_key, 2 * decision_id AS place, stands
      FROM attribution_decisions WHERE verdict <> 'reject'
      UNION ALL
      SELECT outside_key, 2 * decision_id + 1, stands FROM attribution_decisions WHERE verdict = 'none'
      UNION ALL
      SELECT company_key, company_id - ${decidedCompanyIds}, true FROM evidence.claimed_companies SEMI JOIN confirmed_claims USING (company_key))
    SELECT (${decidedCompanyIds} + min(place))::INTEGER AS company_id, company_key FROM named WHERE company_key IS NOT NULL
    AND company_key NOT IN (SELECT company_key FROM evidence.companies WHERE company_id < ${decidedCompanyIds})
    GROUP BY company_key HAVING bool_or(stands)`,
}

export const decisionKeySteps: readonly Step[] = [touched, decisionKeys, decisionPeople, attributionDecisions, claimWords, acceptedPeople, confirmedClaims, decidedCompanies]
