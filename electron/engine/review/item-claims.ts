import { listValue } from '@duckdb/node-api'
import type { ReviewClaim } from '../../../shared/contract-review-item.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import type { Claim } from '../verify/subject.ts'
import { namedCompany } from './alike-claims.ts'
import { among } from './among.ts'
import { grouped } from './grouped.ts'

/** A claim as it is judged, and as the panel shows it. */
export interface StoredClaim extends Omit<ReviewClaim, 'isItem' | 'isAlike'> {
  email: string | null
  /** The company it names; null where it names none. */
  named: string | null
  companyKey: string | null
}

type Row = Omit<StoredClaim, 'verdict' | 'decision'> & {
  verdict: NonNullable<StoredClaim['verdict']>['verdict'] | null
  sureness: number
  verifier: string
  version: string
  model: string | null
  reason: string
  quotes: string[] | null
}

/** Numbers of the people that claims are about; claims that are no more are left out. */
export async function peopleOfClaims(connection: Connection, claimKeys: readonly string[]): Promise<Map<string, number>> {
  if (claimKeys.length === 0) return new Map()
  const asked = among('claim_key', 'VARCHAR', claimKeys)
  const found = await rows<{ claimKey: string; personId: number }>(connection, `SELECT claim_key AS "claimKey", person_id AS "personId" FROM evidence.claim_people WHERE ${asked.sql}`, asked.values)
  return new Map(found.map(({ claimKey, personId }) => [claimKey, personId]))
}

/** All claims about each of some people, today's first, with the verdict that counts and the last word of a person. */
export async function readClaims(connection: Connection, personIds: readonly number[]): Promise<Map<number, StoredClaim[]>> {
  const asked = among('c.person_id', 'INTEGER', personIds)
  const found = await rows<Row & { personId: number }>(
    connection,
    `SELECT c.person_id AS "personId", c.claim_key AS "claimKey", c.provider, c.name, c.title, c.company, c.domain, c.location, c.profile_url AS "profileUrl", c.claimed_email AS email, c.confidence, c.current,
       c.started_at AS "startedAt", c.ended_at AS "endedAt", c.company_key AS "companyKey", ${namedCompany} AS named,
       c.verdict, c.sureness, c.verifier, c.version, c.model, c.reason, c.quotes
     FROM evidence.person_claims c WHERE ${asked.sql}
     ORDER BY c.current DESC, c.provider, c.ended_at DESC NULLS FIRST, c.claim_key`,
    asked.values,
  )
  const words = await lastWords(connection, found.map(({ claimKey }) => claimKey))
  const claims = found.map(({ verdict, sureness, verifier, version, model, reason, quotes, ...claim }) => ({
    ...claim,
    decision: words.get(claim.claimKey) ?? null,
    verdict: verdict === null ? null : { verdict, confidence: sureness, verifier, version, model, reason, quotes: quotes ?? [] },
  }))
  return new Map([...grouped(claims, ({ personId }) => personId)].map(([personId, own]) => [personId, own.map(({ personId: _personId, ...claim }) => claim)]))
}

/** What was said last of each claim that anything was said of. */
async function lastWords(connection: Connection, claimKeys: readonly string[]): Promise<Map<string, NonNullable<StoredClaim['decision']>>> {
  if (claimKeys.length === 0) return new Map()
  const said = await rows<{ claimKey: string } & NonNullable<StoredClaim['decision']>>(
    connection,
    `SELECT subject AS "claimKey", decision_id AS "decisionId", verdict, reviewer, decided_at AS "decidedAt" FROM evidence.standing_decisions
     WHERE kind = 'claim' AND subject IN (SELECT unnest($keys::VARCHAR[])) ORDER BY decision_id`,
    { keys: listValue([...claimKeys]) },
  )
  return new Map(said.map(({ claimKey, ...word }) => [claimKey, word]))
}

export const judgedClaim = ({ claimKey, provider, name, title, company, domain, profileUrl, location, email, confidence, current, endedAt }: StoredClaim): Claim => ({
  claimKey, provider, name, title, company, domain, profileUrl, location, email, confidence, current, endedAt,
})

/** The claims as the panel shows them, beside the company that the item names. */
export const shownClaims = (claims: readonly StoredClaim[], { itemKey, named }: { itemKey: string | null; named: string | null }): ReviewClaim[] =>
  claims.map(({ email: _email, named: own, companyKey: _companyKey, ...claim }) => ({ ...claim, isItem: claim.claimKey === itemKey, isAlike: own === named }))
