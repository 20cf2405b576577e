import { compile, type Step } from '../sql/steps.ts'
import { namedCompany } from './alike-claims.ts'

/** Tables of the workspace that a queue is made of. */
export const queueInputs = [
  'evidence.person_claims', 'evidence.claimed_companies', 'evidence.person_evidence', 'evidence.attributions', 'evidence.matches', 'evidence.match_candidates', 'evidence.companies',
  'evidence.standing_decisions', 'dev.people', 'result.signals', 'result.subjects',
] as const

const windowSignals = `result.signals WHERE occurred_at > $as_of::TIMESTAMP - to_days($active_days::INTEGER) AND occurred_at <= $as_of::TIMESTAMP`

/** The events of each person that count today, and what they are worth to an account: each further one of a person less than the one before. */
const personPoints: Step = {
  name: 'person_points',
  reads: ['result.signals'],
  sql: `SELECT person_id, count(*) AS events, log2(1 + count(*)) AS points FROM ${windowSignals} AND person_id IS NOT NULL GROUP BY person_id`,
}

/** The same of each company, over its people; visitors without a name are one person. */
const companyPoints: Step = {
  name: 'company_points',
  reads: ['result.signals'],
  sql: `
    SELECT company_id, sum(events)::BIGINT AS events, sum(log2(1 + events)) AS points FROM (
      SELECT company_id, person_id, count(*) AS events FROM ${windowSignals} AND company_id IS NOT NULL GROUP BY company_id, person_id)
    GROUP BY company_id`,
}

/** The last word on each item, and the last that decides. */
const words: Step = {
  name: 'words',
  reads: ['evidence.standing_decisions'],
  sql: `
    SELECT kind, subject, object, max(decision_id) AS decision_id, max(decision_id) FILTER (verdict <> 'unsure') IS NOT NULL AS decided,
      arg_max(verdict, decision_id) = 'unsure' AS unsure, arg_max(verdict, decision_id) FILTER (verdict <> 'unsure') AS said
    FROM evidence.standing_decisions WHERE scope = 'one' AND kind IN ('claim', 'attribution', 'match') GROUP BY ALL`,
}

/** The accounts that each company is. */
const companyAccounts: Step = {
  name: 'company_accounts',
  reads: ['evidence.matches', 'result.subjects'],
  sql: `
    SELECT m.company_id, list(m.record_id ORDER BY m.record_id) AS record_ids, string_agg(s.name, ' · ' ORDER BY m.record_id) AS account
    FROM evidence.matches m JOIN result.subjects s ON s.kind = 'account' AND s.record_id = m.record_id GROUP BY m.company_id`,
}

const companiesByKey: Step = {
  name: 'companies_by_key',
  reads: ['evidence.companies', 'evidence.claimed_companies'],
  sql: `
    SELECT company_key, min(company_id) AS company_id FROM (
      SELECT company_key, company_id FROM evidence.companies UNION ALL SELECT company_key, company_id FROM evidence.claimed_companies) GROUP BY company_key`,
}

/** What speaks reliably for a company beside claims, and whether a person has said where somebody works. */
const knownEmployers: Step = {
  name: 'known_employers',
  reads: ['evidence.person_evidence', 'evidence.attributions'],
  sql: `
    SELECT person_id, list(DISTINCT named) FILTER (named IS NOT NULL) AS named, bool_or(by_person) AS by_person FROM (
      SELECT person_id, hash(company_key) AS named, false AS by_person FROM evidence.person_evidence
      WHERE method NOT IN ('provider_claim', 'verified_claim') AND confidence >= $reliable_min AND NOT is_past
      UNION ALL
      SELECT person_id, NULL, true FROM evidence.attributions WHERE current AND method = 'human')
    GROUP BY person_id`,
}

/** Claims with the last word on them; companies as numbers, which compare faster. */
const saidClaims: Step = {
  name: 'said_claims',
  reads: ['evidence.person_claims', 'words'],
  sql: `
    SELECT c.rowid AS claim_row, c.person_id, c.provider, c.current, c.company_key, hash(${namedCompany}) AS named, c.verdict, c.sureness,
      w.decision_id, coalesce(w.decided, false) AS decided, coalesce(w.unsure, false) AS unsure, w.said,
      c.current AND ${namedCompany} IS NOT NULL AND coalesce(w.said = 'accept', c.verdict IS DISTINCT FROM 'incorrect') AS stands
    FROM evidence.person_claims c LEFT JOIN words w ON w.kind = 'claim' AND w.subject = c.claim_key`,
}

/** People of whom claims that nobody refuted name several employers of today. */
const disputed: Step = {
  name: 'disputed',
  reads: ['said_claims'],
  sql: 'SELECT person_id FROM said_claims WHERE stands GROUP BY person_id HAVING min(named) <> max(named)',
}

const claimItems: Step = {
  name: 'claim_items',
  reads: ['said_claims', 'disputed', 'known_employers', 'person_points', 'companies_by_key'],
  sql: `
    SELECT 'claim' AS kind, c.person_id, c.claim_row, k.company_id, c.provider, c.current, c.verdict, c.sureness AS verdict_confidence,
      CASE c.verdict WHEN 'correct' THEN c.sureness WHEN 'incorrect' THEN 1 - c.sureness ELSE coalesce(c.sureness, 0.5) END AS confidence,
      coalesce(c.stands AND d.person_id IS NOT NULL, false) AS by_providers, coalesce(c.current AND NOT list_contains(e.named, c.named), false) AS by_profile,
      coalesce(CASE c.said WHEN 'accept' THEN c.verdict = 'incorrect' WHEN 'reject' THEN c.verdict = 'correct' END, false) AS by_person,
      coalesce(p.events, 0) AS events, CASE WHEN NOT c.current OR coalesce(e.by_person OR list_contains(e.named, c.named), false) THEN 0 ELSE coalesce(p.points, 0) END AS points,
      c.decision_id, c.decided, c.unsure, CASE c.verdict WHEN 'correct' THEN 'verified_claim' ELSE 'provider_claim' END AS method, NULL::VARCHAR AS evidence, NULL::VARCHAR AS record_id
    FROM said_claims c LEFT JOIN disputed d USING (person_id) LEFT JOIN known_employers e USING (person_id) LEFT JOIN person_points p USING (person_id) LEFT JOIN companies_by_key k USING (company_key)`,
}

/** Current attributions that rest on no claim and no word of a person, and those that words are about. Claims are judged as such. */
const attributionItems: Step = {
  name: 'attribution_items',
  reads: ['evidence.attributions', 'dev.people', 'evidence.companies', 'words', 'person_points'],
  sql: `
    WITH found AS (
      SELECT a.person_id, a.company_id, p.person_key, c.company_key, a.method, a.confidence, a.conflict, a.evidence
      FROM evidence.attributions a JOIN dev.people p USING (person_id) JOIN evidence.companies c USING (company_id)
      WHERE a.current AND a.method NOT IN ('human', 'provider_claim', 'verified_claim') AND NOT p.is_bot),
    judged AS (
      SELECT p.person_id, c.company_id, w.* FROM words w JOIN dev.people p ON p.person_key = w.subject JOIN evidence.companies c ON c.company_key = w.object
      WHERE w.kind = 'attribution' AND NOT p.is_bot),
    items AS (
      SELECT person_id, company_id, f.method, f.confidence, f.conflict, f.evidence, j.decision_id, coalesce(j.decided, false) AS decided, coalesce(j.unsure, false) AS unsure
      FROM found f FULL JOIN judged j USING (person_id, company_id))
    SELECT 'attribution' AS kind, i.person_id, NULL::BIGINT AS claim_row, i.company_id, NULL::VARCHAR AS provider, true AS current, NULL::VARCHAR AS verdict, NULL::DOUBLE AS verdict_confidence, i.confidence,
      false AS by_providers, coalesce(i.conflict, false) AS by_profile, false AS by_person, coalesce(p.events, 0) AS events, coalesce(p.points, 0) AS points,
      i.decision_id, i.decided, i.unsure, i.method, i.evidence, NULL::VARCHAR AS record_id
    FROM items i LEFT JOIN person_points p USING (person_id)`,
}

/** The likeliest account of each company where it is not the domain that says so. */
const matchItems: Step = {
  name: 'match_items',
  reads: ['evidence.match_candidates', 'evidence.companies', 'words', 'company_points'],
  sql: `
    WITH found AS (
      SELECT m.company_key, m.record_id, m.method, m.confidence, m.evidence FROM evidence.match_candidates m WHERE m.place = 1 AND m.method <> 'domain'),
    settled AS (SELECT DISTINCT subject FROM words WHERE kind = 'match' AND decided),
    items AS (
      SELECT coalesce(f.company_key, w.subject) AS company_key, coalesce(f.record_id, w.object) AS record_id, f.method, f.confidence, f.evidence, w.decision_id, coalesce(w.unsure, false) AS unsure
      FROM found f FULL JOIN (SELECT * FROM words WHERE kind = 'match' AND object IS NOT NULL) w ON w.subject = f.company_key AND w.object = f.record_id)
    SELECT 'match' AS kind, NULL::INTEGER AS person_id, NULL::BIGINT AS claim_row, c.company_id, NULL::VARCHAR AS provider, true AS current, NULL::VARCHAR AS verdict, NULL::DOUBLE AS verdict_confidence, i.confidence,
      false AS by_providers, false AS by_profile, false AS by_person, coalesce(p.events, 0) AS events, coalesce(p.points, 0) AS points,
      i.decision_id, s.subject IS NOT NULL AS decided, i.unsure, i.method, i.evidence, i.record_id
    FROM items i JOIN evidence.companies c USING (company_key) LEFT JOIN settled s ON s.subject = i.company_key LEFT JOIN company_points p USING (company_id)`,
}

/** One row per item of any queue, what is long to read left where it lies. */
const queueItems: Step = {
  name: 'queue_items',
  reads: ['claim_items', 'attribution_items', 'match_items', 'company_accounts', 'result.subjects'],
  sql: `
    SELECT i.* EXCLUDE (points), CASE WHEN i.decided THEN 0 ELSE round(coalesce(4 * i.confidence * (1 - i.confidence), 0) * i.points, 3) END AS weight,
      CASE WHEN i.kind = 'match' THEN [i.record_id] ELSE a.record_ids END AS record_ids, CASE WHEN i.kind = 'match' THEN s.name ELSE a.account END AS account
    FROM (SELECT * FROM claim_items UNION ALL SELECT * FROM attribution_items UNION ALL SELECT * FROM match_items) i
    LEFT JOIN company_accounts a USING (company_id) LEFT JOIN (SELECT record_id, name FROM result.subjects WHERE kind = 'account') s ON s.record_id = i.record_id`,
}

export const queueSteps: readonly Step[] = [
  personPoints, companyPoints, words, companyAccounts, companiesByKey, knownEmployers, saidClaims, disputed, claimItems, attributionItems, matchItems, queueItems,
]

/** SELECT of all items. Binds `$as_of`, `$active_days` and `$reliable_min`. */
export const queueSql = compile(queueInputs, queueSteps)
