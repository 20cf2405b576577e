import { listValue } from '@duckdb/node-api'
import type { Judgement } from '../../../shared/decision.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'

/** The company a claim `c` of evidence.person_claims names: what it was read as, else its domain or name as written; null where it names none. */
export const namedCompany = 'coalesce(c.company_key, lower(trim(c.domain)), lower(trim(c.company)))'

/** Of some claims: every claim about the same person that names the same company, the claim itself included; `asked` → its claims. */
async function alikeClaims(connection: Connection, claimKeys: readonly string[]): Promise<Map<string, string[]>> {
  const found = await rows<{ asked: string; claims: string[] }>(
    connection,
    `WITH asked AS (
       SELECT c.claim_key AS asked, c.person_id, ${namedCompany} AS named FROM evidence.person_claims c
       WHERE c.person_id IN (SELECT person_id FROM evidence.claim_people WHERE claim_key IN (SELECT unnest($keys::VARCHAR[]))) AND c.claim_key IN (SELECT unnest($keys::VARCHAR[])))
     SELECT a.asked, list(c.claim_key ORDER BY c.claim_key) AS claims FROM asked a
     JOIN evidence.person_claims c ON c.person_id = a.person_id AND ${namedCompany} IS NOT DISTINCT FROM a.named GROUP BY a.asked`,
    { keys: listValue([...claimKeys]) },
  )
  return new Map(found.map(({ asked, claims }) => [asked, claims]))
}

/** The decisions, each that `isAlike` names followed by the same on the claims alike. A claim decided by itself is left as it was decided. */
export async function withAlike(connection: Connection, decisions: readonly Judgement[], isAlike: readonly boolean[]): Promise<readonly Judgement[]> {
  const spread = decisions.filter((_, index) => isAlike[index])
  if (spread.length === 0) return decisions
  const alike = await alikeClaims(connection, spread.map(({ subject }) => subject))
  const decided = new Set(decisions.map(({ subject }) => subject))
  return decisions.flatMap((decision, index) => {
    if (!isAlike[index]) return [decision]
    const others = (alike.get(decision.subject) ?? []).filter((key) => !decided.has(key))
    for (const key of others) decided.add(key)
    return [decision, ...others.map((subject) => ({ ...decision, subject }))]
  })
}
