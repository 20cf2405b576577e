import type { Step } from '../sql/steps.ts'
import { claimStanding } from './claim-standing.ts'
import { claimMethod } from './claim-evidence-steps.ts'
import { rankedEvidence } from './ranked-evidence.ts'

/** What each standing decision says of which company. “Not in the CRM” keeps the proposed company where it has no account, else makes one of the text. */
const verdicts: Step = {
  name: 'verdicts',
  reads: ['attribution_decisions', 'evidence.companies', 'evidence.matches'],
  sql: `
    WITH meant AS (
      SELECT d.*, CASE d.verdict WHEN 'accept' THEN object_key WHEN 'choose' THEN target_key
          WHEN 'none' THEN CASE WHEN object_key IS NULL OR m.company_key IS NOT NULL THEN outside_key ELSE object_key END END AS meant_key
      FROM attribution_decisions d
      LEFT JOIN (SELECT DISTINCT company_key FROM evidence.companies SEMI JOIN evidence.matches USING (company_id)) m ON m.company_key = d.object_key
      WHERE d.stands)
    SELECT decision_id, scope, subject, person_id, reviewer, decided_at, meant_key AS company_key, true AS holds FROM meant WHERE meant_key IS NOT NULL
    UNION ALL
    SELECT decision_id, scope, subject, person_id, reviewer, decided_at, object_key, false FROM meant
    WHERE object_key IS NOT NULL AND object_key IS DISTINCT FROM meant_key`,
}

const affectedPeople: Step = {
  name: 'affected_people',
  reads: ['touched', 'decision_people', 'dev.people', 'evidence.person_evidence', 'evidence.claim_people', 'affected_companies', 'attribution_decisions'],
  sql: `
    SELECT p.person_id FROM touched t JOIN decision_people p USING (subject) WHERE t.kind = 'attribution' AND t.scope = 'one'
    UNION
    SELECT p.person_id FROM touched t JOIN dev.people p ON lower(trim(p.company_text)) = t.subject WHERE t.kind = 'attribution' AND t.scope = 'text'
    UNION
    SELECT c.person_id FROM touched t JOIN evidence.claim_people c ON t.kind = 'claim' AND c.claim_key = t.subject
    UNION
    SELECT e.person_id FROM evidence.person_evidence e JOIN affected_companies USING (company_key) WHERE e.method = 'company_text_unknown'
    UNION
    SELECT coalesce(d.person_id, p.person_id) FROM attribution_decisions d JOIN affected_companies a ON a.company_key = d.object_key
      LEFT JOIN dev.people p ON d.scope = 'text' AND lower(trim(p.company_text)) = d.subject
    WHERE d.verdict = 'none' AND d.stands AND coalesce(d.person_id, p.person_id) IS NOT NULL`,
}

/** The last word on each company of each affected person, their own or their text's. */
const personVerdicts: Step = {
  name: 'person_verdicts',
  reads: ['verdicts', 'affected_people', 'dev.people'],
  sql: `
    SELECT p.person_id, v.decision_id, v.scope, v.reviewer, v.decided_at, v.company_key, v.holds
    FROM affected_people a JOIN dev.people p USING (person_id)
    JOIN verdicts v ON CASE WHEN v.scope = 'text' THEN v.subject = lower(trim(p.company_text)) ELSE v.person_id = p.person_id END
    WHERE NOT p.is_bot
    QUALIFY v.decision_id = max(v.decision_id) OVER (PARTITION BY p.person_id, v.company_key)`,
}

const isText = `(starts_with(e.method, 'company_text') OR e.method IN ('org_handle', 'similar_name'))`

/** What claims about the affected people say after the words on them. */
const decidedClaims: Step = {
  name: 'decided_claims',
  reads: ['affected_people', 'evidence.person_claims', 'claim_words'],
  sql: `
    SELECT c.person_id, c.company_key, ${claimMethod('c')}, c.standing,
      c.provider || ': ' || coalesce(c.company, c.domain) || CASE WHEN c.standing = 'human' THEN ', found correct by ' || c.reviewer ELSE '' END AS evidence,
      c.is_ambiguous, c.started_at AS valid_from, c.ended_at AS valid_to, NOT c.current OR c.ended_at IS NOT NULL AS is_past, c.decision_id, c.decided_at
    FROM (${claimStanding('(SELECT p.*, w.* EXCLUDE (claim_key) FROM evidence.person_claims p SEMI JOIN affected_people USING (person_id) LEFT JOIN claim_words w USING (claim_key))')}) c
    WHERE c.company_key IS NOT NULL AND c.standing IS DISTINCT FROM 'incorrect'`,
}

/** A rejected company never counts for the person, unless a person has found a claim of it correct since. */
const decidedEvidence: Step = {
  name: 'decided_evidence',
  reads: ['affected_people', 'evidence.person_evidence', 'decided_claims', 'confirmed_companies', 'person_verdicts'],
  sql: `
    SELECT c.person_id, c.company_key, c.method, c.confidence, c.evidence, CASE WHEN c.standing = 'human' THEN -1 WHEN c.confidence >= $reliable_min THEN 0 ELSE 4 END AS rank,
      CASE WHEN c.standing = 'human' THEN c.decided_at END AS last_at, c.is_ambiguous, c.valid_from, c.valid_to, c.is_past
    FROM decided_claims c
    WHERE NOT EXISTS (
      SELECT 1 FROM person_verdicts v
      WHERE v.person_id = c.person_id AND v.company_key = c.company_key AND NOT v.holds AND v.scope = 'one' AND NOT coalesce(c.standing = 'human' AND c.decision_id > v.decision_id, false))
    UNION ALL
    SELECT e.person_id, e.company_key, coalesce(c.method, e.method) AS method, coalesce(c.confidence, e.confidence) AS confidence, e.evidence,
      CASE WHEN c.confidence >= $reliable_min THEN 0 ELSE e.rank END AS rank, e.last_at, e.is_ambiguous, e.valid_from, e.valid_to, e.is_past
    FROM evidence.person_evidence e SEMI JOIN affected_people USING (person_id)
    LEFT JOIN confirmed_companies c ON c.company_key = e.company_key AND e.method = 'company_text_unknown'
    WHERE e.method NOT IN ('provider_claim', 'verified_claim') AND NOT EXISTS (
      SELECT 1 FROM person_verdicts v
      WHERE v.person_id = e.person_id AND v.company_key = e.company_key AND NOT v.holds AND (v.scope = 'one' OR ${isText}))
    UNION ALL
    (SELECT person_id, company_key, 'human', 1.0, 'decided by ' || reviewer, -1, decided_at, false, NULL, NULL, false FROM person_verdicts WHERE holds
    QUALIFY decision_id = max(decision_id) OVER (PARTITION BY person_id))`,
}

const decidedAttributions: Step = { name: 'decided_attributions', reads: ['decided_evidence'], sql: rankedEvidence('decided_evidence') }

/** The last word on each company of each text that events carry. */
const textVerdicts: Step = {
  name: 'text_verdicts',
  reads: ['verdicts'],
  sql: `
    SELECT subject AS company_text, decision_id, company_key, holds FROM verdicts WHERE scope = 'text'
    QUALIFY decision_id = max(decision_id) OVER (PARTITION BY subject, company_key)`,
}

const affectedActors: Step = {
  name: 'affected_actors',
  reads: ['evidence.actor_evidence', 'affected_people', 'touched', 'affected_companies', 'attribution_decisions'],
  sql: `
    SELECT actor_id FROM evidence.actor_evidence SEMI JOIN affected_people USING (person_id)
    UNION
    SELECT actor_id FROM evidence.actor_evidence SEMI JOIN (SELECT subject FROM touched WHERE kind = 'attribution' AND scope = 'text') t ON t.subject = company_text
    UNION
    SELECT actor_id FROM evidence.actor_evidence SEMI JOIN affected_companies USING (company_key) WHERE method = 'company_text_unknown'
    UNION
    SELECT actor_id FROM evidence.actor_evidence
    SEMI JOIN (SELECT subject FROM attribution_decisions JOIN affected_companies ON company_key = object_key WHERE scope = 'text' AND verdict = 'none' AND stands) t ON t.subject = company_text`,
}

/** What the affected actors' own columns say after the decisions on their texts and people. */
const decidedActors: Step = {
  name: 'decided_actors',
  reads: ['evidence.actor_evidence', 'affected_actors', 'text_verdicts', 'person_verdicts', 'confirmed_companies', 'evidence.companies'],
  sql: `
    WITH own AS (SELECT e.* FROM evidence.actor_evidence e SEMI JOIN affected_actors USING (actor_id)),
    said AS (
      SELECT e.actor_id, e.person_id, e.place, e.company_key, coalesce(c.confidence, e.confidence) AS confidence FROM own e
      LEFT JOIN confirmed_companies c ON c.company_key = e.company_key AND e.method = 'company_text_unknown'
      WHERE e.place <> 3 OR NOT EXISTS (SELECT 1 FROM text_verdicts v WHERE v.company_text = e.company_text AND (v.company_key = e.company_key OR v.holds))
      UNION ALL
      (SELECT e.actor_id, e.person_id, 3, v.company_key, 1.0 FROM own e JOIN text_verdicts v USING (company_text) WHERE e.place = 3 AND v.holds
      QUALIFY v.decision_id = max(v.decision_id) OVER (PARTITION BY e.actor_id)))
    SELECT s.actor_id, arg_min({company_id: c.company_id, confidence: s.confidence}, s.place) AS own
    FROM said s JOIN evidence.companies c USING (company_key)
    WHERE NOT EXISTS (SELECT 1 FROM person_verdicts v WHERE v.person_id = s.person_id AND v.company_key = s.company_key AND v.scope = 'one' AND NOT v.holds)
    GROUP BY s.actor_id`,
}

export const decidedAttributionSteps: readonly Step[] = [
  verdicts, affectedPeople, personVerdicts, decidedClaims, decidedEvidence, decidedAttributions, textVerdicts, affectedActors, decidedActors,
]
