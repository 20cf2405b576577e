import type { ItemKind } from '../../../shared/decision.ts'

/** SQL of the evidence group of an attribution row `a`: the provider of a claim, else the method. */
export const evidenceGroup = `CASE WHEN a.method IN ('verified_claim', 'provider_claim') THEN 'provider:' || split_part(a.evidence, ': ', 1) ELSE a.method END`

/** SQL of the evidence group of a nearest account, a row `m` of evidence.match_candidates. */
export const nearestGroup = `CASE WHEN m.confidence >= 0.5 THEN 'nearest_likely' ELSE 'nearest_unlikely' END`

/** SQL condition: a row `m` of evidence.match_candidates is the nearest account of a company that was not given one. */
export const isNearest = 'm.place = 1 AND NOT m.accepted'

const attributions = `
  SELECT p.person_key AS subject, c.company_key AS object, ${evidenceGroup} AS evidence_group
  FROM evidence.attributions a JOIN dev.people p USING (person_id) JOIN evidence.companies c USING (company_id)
  WHERE a.current AND a.method <> 'human' AND NOT p.is_bot`

const claims = `
  SELECT c.claim_key AS subject, NULL::VARCHAR AS object, 'provider:' || c.provider AS evidence_group
  FROM evidence.person_claims c WHERE c.current`

/** Of active companies: the accounts they were given, and the nearest one where they were given none. */
const matches = `
  SELECT c.company_key AS subject, m.record_id AS object, m.method AS evidence_group
  FROM evidence.matches m JOIN evidence.companies c USING (company_id) JOIN result.subjects s ON s.kind = 'account' AND s.record_id = m.record_id
    JOIN result.scores r ON r.subject_id = s.subject_id AND r.run_id = $run_id AND r.active
  WHERE m.method <> 'human'
  UNION ALL
  SELECT m.company_key, m.record_id, ${nearestGroup}
  FROM evidence.match_candidates m JOIN result.subjects s ON s.kind = 'company' AND s.subject_key = 'company:' || m.company_key
    JOIN result.scores r ON r.subject_id = s.subject_id AND r.run_id = $run_id AND r.active
  WHERE ${isNearest}`

const made: Readonly<Record<ItemKind, string>> = { attribution: attributions, claim: claims, match: matches }

/**
 * What machines made and no person has decided: subject, object, evidence_group. Of people and companies every decision counts, whatever it was about.
 * Being unsure decides nothing. That of matches needs `$run_id`.
 */
export const undecided = (kind: ItemKind): string => `
  SELECT m.* FROM (${made[kind]}) m
  ANTI JOIN (SELECT subject FROM evidence.active_decisions WHERE kind = '${kind}' AND scope = 'one') d ON d.subject = m.subject`
