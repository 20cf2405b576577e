import type { ReviewClaim } from '../../../shared/contract-review-item.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import type { Claim } from '../verify/subject.ts'
import { namedCompany } from './alike-claims.ts'

/** A claim as it is judged, and as the panel shows it. */
export interface StoredClaim extends Omit<ReviewClaim, 'isItem' | 'isAlike'> {
  email: string | null
  /** The company it names; null where it names none. */
  named: string | null
  companyKey: string | null
}

type Row = Omit<StoredClaim, 'verdict'> & {
  verdict: NonNullable<StoredClaim['verdict']>['verdict'] | null
  sureness: number
  verifier: string
  version: string
  model: string | null
  reason: string
  quotes: string[] | null
}

/** Number of the person a claim is about. Throws `not_found`. */
export async function personOfClaim(connection: Connection, claimKey: string): Promise<number> {
  const [found] = await rows<{ id: number }>(connection, 'SELECT person_id AS id FROM evidence.claim_people WHERE claim_key = $key', { key: claimKey })
  if (found) return found.id
  throw new AppError('not_found', 'This claim is no more, or nobody knows whom it is about; the data changed since the queue was opened.')
}

/** All claims about a person, today's first, with the verdict that counts and the last word of a person. */
export async function readClaims(connection: Connection, personId: number): Promise<StoredClaim[]> {
  const found = await rows<Row>(
    connection,
    `SELECT c.claim_key AS "claimKey", c.provider, c.name, c.title, c.company, c.domain, c.location, c.profile_url AS "profileUrl", c.claimed_email AS email, c.confidence, c.current,
       c.started_at AS "startedAt", c.ended_at AS "endedAt", c.company_key AS "companyKey", ${namedCompany} AS named,
       c.verdict, c.sureness, c.verifier, c.version, c.model, c.reason, c.quotes,
       (SELECT arg_max({'decisionId': d.decision_id, 'verdict': d.verdict, 'reviewer': d.reviewer, 'decidedAt': d.decided_at}, d.decision_id)
        FROM evidence.standing_decisions d WHERE d.kind = 'claim' AND d.subject = c.claim_key) AS decision
     FROM evidence.person_claims c WHERE c.person_id = $person
     ORDER BY c.current DESC, c.provider, c.ended_at DESC NULLS FIRST, c.claim_key`,
    { person: personId },
  )
  return found.map(({ verdict, sureness, verifier, version, model, reason, quotes, ...claim }) => ({
    ...claim,
    verdict: verdict === null ? null : { verdict, confidence: sureness, verifier, version, model, reason, quotes: quotes ?? [] },
  }))
}

export const judgedClaim = ({ claimKey, provider, name, title, company, domain, profileUrl, location, email, confidence, current, endedAt }: StoredClaim): Claim => ({
  claimKey, provider, name, title, company, domain, profileUrl, location, email, confidence, current, endedAt,
})

/** The claims as the panel shows them, beside the company that the item names. */
export const shownClaims = (claims: readonly StoredClaim[], { itemKey, named }: { itemKey: string | null; named: string | null }): ReviewClaim[] =>
  claims.map(({ email: _email, named: own, companyKey: _companyKey, ...claim }) => ({ ...claim, isItem: claim.claimKey === itemKey, isAlike: own === named }))
