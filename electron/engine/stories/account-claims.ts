import type { AccountStory, StoryClaim } from '../../../shared/contract-stories.ts'
import type { Connection } from '../db/connection.ts'
import { readClaims, shownClaims, type StoredClaim } from '../review/item-claims.ts'
import type { NumberedPerson } from './account-people.ts'

/** Claims as a story shows them. */
export const toldClaims = (claims: readonly StoredClaim[]): StoryClaim[] =>
  shownClaims(claims, { itemKey: null, named: null }).map(({ isItem: _isItem, isAlike: _isAlike, ...claim }) => claim)

/** What providers said of these people, in their order. */
export async function storyClaims(connection: Connection, people: readonly NumberedPerson[]): Promise<AccountStory['claims']> {
  if (people.length === 0) return []
  const claims = await readClaims(connection, people.map(({ personId }) => personId))
  return people.flatMap(({ personId, personKey, label }) => toldClaims(claims.get(personId) ?? []).map((claim) => ({ ...claim, personKey, label })))
}
