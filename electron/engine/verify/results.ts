import type { VerdictRow, VerifyResults } from '../../../shared/contract-verify.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows } from '../db/query.ts'
import { claimsSql, countingVerdicts } from '../sql/claims.ts'

const judged = `judged AS (
  SELECT c.claim_key, c.addressee, c.provider, v.verdict, v.reason FROM (${claimsSql('claims')}) c LEFT JOIN (${countingVerdicts}) v USING (claim_key) WHERE c.current)`

const count = (verdict: string, name: string = verdict) => `count(*) FILTER (verdict = '${verdict}') AS "${name}"`
const counts = ['correct', 'incorrect', 'unsure'].map((verdict) => count(verdict)).join(', ')

export async function verifyResults(connection: Connection): Promise<VerifyResults> {
  const { cost, verified } = await one<{ cost: number; verified: number }>(
    connection,
    `WITH ${judged} SELECT (SELECT coalesce(sum(cost), 0)::DOUBLE FROM ops.answers) AS cost, count(DISTINCT addressee) FILTER (verdict = 'correct') AS verified FROM judged`,
  )
  return {
    counts: await one(connection, `WITH ${judged} SELECT ${counts}, count(*) FILTER (verdict IS NULL) AS open FROM judged`),
    providers: await rows(connection, `WITH ${judged} SELECT provider, ${counts}, count(*) FILTER (verdict IS NULL) AS open FROM judged GROUP BY provider ORDER BY provider`),
    verifiers: await rows(
      connection,
      `SELECT verifier, version, any_value(model) AS model, ${counts}, coalesce(sum(cost), 0)::DOUBLE AS cost, coalesce(sum(tokens_in), 0)::BIGINT AS "tokensIn", coalesce(sum(tokens_out), 0)::BIGINT AS "tokensOut"
       FROM (SELECT * FROM evidence.verdicts QUALIFY row_number() OVER (PARTITION BY claim_key, verifier, version ORDER BY judged_at DESC) = 1) GROUP BY verifier, version ORDER BY verifier DESC, version`,
    ),
    disagreement: await rows(
      connection,
      `WITH latest AS (SELECT claim_key, verifier, verdict FROM evidence.verdicts QUALIFY row_number() OVER (PARTITION BY claim_key, verifier ORDER BY judged_at DESC, version DESC) = 1)
       SELECT r.verdict AS rules, l.verdict AS llm, count(*) AS claims FROM latest r JOIN latest l USING (claim_key) WHERE r.verifier = 'rules' AND l.verifier = 'llm' GROUP BY ALL ORDER BY ALL`,
    ),
    cost,
    costPerVerified: verified === 0 ? null : cost / verified,
    reasons: await rows(connection, `WITH ${judged} SELECT verdict, reason, count(*) AS claims FROM judged WHERE verdict IS NOT NULL GROUP BY ALL ORDER BY claims DESC, verdict, reason LIMIT 12`),
  }
}

/** Every judged claim with the verdict that counts. */
export const verdictRows = (connection: Connection): Promise<VerdictRow[]> =>
  rows<VerdictRow>(
    connection,
    `SELECT p.login, p.github_id AS "githubId", c.provider, c.name, c.title, c.company, c.domain, c.profile_url AS "profileUrl", c.confidence AS "providerConfidence", v.verdict, v.confidence, v.verifier, v.version, v.reason
     FROM (${claimsSql('person_claims')}) c JOIN dev.people p USING (person_id) JOIN (${countingVerdicts}) v USING (claim_key) WHERE c.current ORDER BY p.login, c.provider, c.claim_key`,
  )
