import type { Step } from '../sql/steps.ts'
import { decidedCompanyIds } from './decision-steps.ts'

/** Companies whose matches must be made again: what decisions since are about, companies of decisions, and at first those matched by a similar name. */
const affectedCompanies: Step = {
  name: 'affected_companies',
  reads: ['touched', 'decision_keys', 'evidence.companies', 'evidence.match_candidates'],
  sql: `
    SELECT DISTINCT company_id, company_key FROM (
      SELECT k.company_key FROM touched t JOIN decision_keys k ON k.key = t.subject WHERE t.kind = 'match'
      UNION ALL
      SELECT company_key FROM evidence.companies WHERE company_id >= ${decidedCompanyIds}
      UNION ALL
      SELECT company_key FROM evidence.match_candidates WHERE accepted AND method = 'similar_name' AND $since < 0)
    JOIN evidence.companies USING (company_key)`,
}

const matchDecisions: Step = {
  name: 'match_decisions',
  reads: ['evidence.active_decisions', 'decision_keys', 'evidence.companies'],
  sql: `
    SELECT d.decision_id, d.verdict, d.reviewer, c.company_id, c.company_key, CASE WHEN d.verdict = 'choose' THEN d.target ELSE d.object END AS record_id
    FROM evidence.active_decisions d JOIN decision_keys k ON k.key = d.subject JOIN evidence.companies c USING (company_key)
    WHERE d.kind = 'match'`,
}

/** The last decision about a company as a whole (these accounts and no other), and the last about each account of it. */
const decidedMatches: Step = {
  name: 'decided_matches',
  reads: ['match_decisions'],
  sql: `
    WITH whole AS (SELECT company_id, max(decision_id) AS decision_id FROM match_decisions WHERE verdict IN ('choose', 'none') GROUP BY company_id),
    pairs AS (
      SELECT m.*, coalesce(w.decision_id, 0) AS whole_id FROM match_decisions m LEFT JOIN whole w USING (company_id) WHERE m.record_id IS NOT NULL AND m.verdict <> 'none'
      QUALIFY m.decision_id = max(m.decision_id) OVER (PARTITION BY m.company_id, m.record_id))
    SELECT company_id, record_id, reviewer, verdict <> 'reject' AND decision_id >= whole_id AS accepted, verdict = 'reject' AS rejected FROM pairs
    UNION ALL
    SELECT company_id, NULL, NULL, false, false FROM whole`,
}

/** Companies that a person has said to exist, in the CRM or outside it, and those matched by a similar name: their texts are known by that much. */
const confirmedCompanies: Step = {
  name: 'confirmed_companies',
  reads: ['match_decisions', 'decided_matches', 'evidence.match_candidates'],
  sql: `
    WITH by_person AS (
      SELECT DISTINCT company_key FROM match_decisions m JOIN decided_matches d USING (company_id) WHERE d.record_id IS NULL OR d.accepted)
    SELECT company_key, 'company_text' AS method, $sure_company_text::DOUBLE AS confidence FROM by_person
    UNION ALL
    SELECT c.company_key, 'similar_name', max(c.confidence) FROM evidence.match_candidates c
    ANTI JOIN by_person USING (company_key)
    ANTI JOIN (SELECT m.company_key, m.record_id FROM match_decisions m JOIN decided_matches d USING (company_id, record_id) WHERE d.rejected) r
      ON r.company_key = c.company_key AND r.record_id = c.record_id
    WHERE c.accepted AND c.method = 'similar_name' GROUP BY c.company_key`,
}

/** The matches of the affected companies. A decision about the whole leaves no other match; a rejected account never comes back by itself. */
const affectedMatches: Step = {
  name: 'affected_matches',
  reads: ['affected_companies', 'decided_matches', 'evidence.match_candidates', 'result.subjects'],
  sql: `
    SELECT a.company_id, d.record_id, 'human' AS method, 1.0::DOUBLE AS confidence, 'decided by ' || d.reviewer AS evidence
    FROM affected_companies a JOIN decided_matches d USING (company_id) JOIN result.subjects s ON s.kind = 'account' AND s.record_id = d.record_id
    WHERE d.accepted
    UNION ALL
    SELECT a.company_id, c.record_id, c.method, c.confidence, c.evidence
    FROM affected_companies a JOIN evidence.match_candidates c USING (company_key)
    WHERE c.accepted
      AND NOT EXISTS (SELECT 1 FROM decided_matches d WHERE d.company_id = a.company_id AND (d.record_id IS NULL OR d.record_id = c.record_id AND (d.accepted OR d.rejected)))`,
}

export const decidedMatchSteps: readonly Step[] = [affectedCompanies, matchDecisions, decidedMatches, confirmedCompanies, affectedMatches]
