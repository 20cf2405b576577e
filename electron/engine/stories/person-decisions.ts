import type { PersonStory } from '../../../shared/contract-stories.ts'
import type { Decision } from '../../../shared/decision.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { decisionColumns } from '../review/decision-store.ts'
import type { StoredClaim } from '../review/item-claims.ts'

interface Asked {
  personId: number
  claims: readonly StoredClaim[]
}

/** What people decided about a person under any of its identities, about claims of it, and about the company text it writes. */
export async function readDecisions(connection: Connection, { personId, claims }: Asked): Promise<PersonStory['decisions']> {
  const found = await rows<Decision>(
    connection,
    `WITH keys AS (SELECT key FROM dev.identities WHERE person_id = $person UNION SELECT person_key FROM dev.people WHERE person_id = $person)
     SELECT ${decisionColumns} FROM evidence.decisions d
     WHERE d.kind = 'claim' AND d.subject IN (SELECT unnest(from_json($claims::JSON, '["VARCHAR"]')))
       OR d.kind = 'attribution' AND d.scope = 'one' AND d.subject IN (SELECT key FROM keys)
       OR d.kind = 'attribution' AND d.scope = 'text' AND d.subject = (SELECT lower(trim(company_text)) FROM dev.people WHERE person_id = $person)
       OR d.kind IN ('same_person', 'different_people') AND (d.subject IN (SELECT key FROM keys) OR d.object IN (SELECT key FROM keys))
     ORDER BY d.decision_id DESC`,
    { person: personId, claims: JSON.stringify(claims.map(({ claimKey }) => claimKey)) },
  )
  const named = new Map(claims.map((claim) => [claim.claimKey, `the claim of ${claim.provider}: ${claim.company ?? claim.domain ?? 'no employer'}`]))
  return found.map((decision) => ({ ...decision, about: aboutOf(decision, named) }))
}

function aboutOf({ kind, scope, subject, object, target }: Decision, claims: ReadonlyMap<string, string>): string {
  if (kind === 'claim') return claims.get(subject) ?? 'a claim'
  if (kind === 'attribution') return `${scope === 'text' ? `everybody who writes “${subject}”` : 'the employer'}: ${object ?? 'none proposed'}${target === null ? '' : `, chosen ${target}`}`
  return `${subject} and ${object ?? '–'}: ${kind === 'same_person' ? 'the same person' : 'different people'}`
}
