import type { ReviewItem } from '../../../shared/contract-review-item.ts'
import type { Decision, ItemKind } from '../../../shared/decision.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows } from '../db/query.ts'
import { decisionColumns } from './decision-store.ts'
import { candidatesOf } from './item-candidates.ts'
import { judgedClaim, personOfClaim, readClaims, shownClaims, type StoredClaim } from './item-claims.ts'
import { readEvents } from './item-events.ts'
import { githubAddress, linksOf } from './item-links.ts'
import { factsOf, readPerson, type Person } from './item-person.ts'
import { readMatchItem } from './match-item.ts'
import { attributionLines, claimLines } from './person-lines.ts'
import { textKey } from './valid-decision.ts'

export interface ItemKey {
  kind: ItemKind
  subject: string
  object: string | null
}

type Parts = Omit<ReviewItem, 'decisions'>

/** What a reviewer needs to decide one item of a queue. Throws `not_found` where it is no more. */
export async function readItem(connection: Connection, item: ItemKey): Promise<ReviewItem> {
  return { ...(await partsOf(connection, item)), decisions: await decisionsOn(connection, item) }
}

function partsOf(connection: Connection, { kind, subject, object }: ItemKey): Promise<Parts> {
  switch (kind) {
    case 'claim':
      return readClaimItem(connection, subject)
    case 'attribution':
      return readAttributionItem(connection, subject, object)
    case 'match':
      return readMatchItem(connection, subject, object)
  }
}

async function readClaimItem(connection: Connection, claimKey: string): Promise<Parts> {
  const person = await readPerson(connection, { id: await personOfClaim(connection, claimKey) })
  const claims = await readClaims(connection, person.personId)
  const claim = claims.find((each) => each.claimKey === claimKey)
  if (!claim) throw new AppError('not_found', 'This claim is no more; the data changed since the queue was opened.')
  const others = claims.filter((other) => other !== claim)
  const shown = shownClaims(claims, { itemKey: claimKey, named: claim.named })
  return {
    ...(await personParts(connection, person, claim.companyKey)),
    proposed: claim.company ?? claim.domain,
    lines: claimLines({
      profile: person.profile,
      claim: judgedClaim(claim),
      peers: others.filter(({ current, provider }) => current && provider !== claim.provider).map(judgedClaim),
      history: others.filter(({ current, provider }) => !current && provider === claim.provider).map(judgedClaim),
    }),
    verdict: claim.verdict,
    claims: shown,
    links: personLinks(person, [claim]),
    alike: shown.filter(({ isAlike }) => isAlike).length,
  }
}

async function readAttributionItem(connection: Connection, personKey: string, companyKey: string | null): Promise<Parts> {
  const person = await readPerson(connection, { key: personKey })
  const claims = await readClaims(connection, person.personId)
  const [company] = await rows<{ name: string; domain: string | null }>(connection, 'SELECT name, domain FROM evidence.companies WHERE company_key = $key', { key: companyKey })
  const proposed = { ...noClaim, company: company?.name ?? companyKey, domain: company?.domain ?? null }
  return {
    ...(await personParts(connection, person, companyKey)),
    proposed: proposed.company,
    lines: attributionLines({ profile: person.profile, claim: proposed, peers: claims.filter(({ current }) => current).map(judgedClaim), history: [] }),
    verdict: null,
    claims: shownClaims(claims, { itemKey: null, named: companyKey }),
    links: personLinks(person, claims),
    alike: 0,
    companyText: person.profile.company,
    sameText: await sameText(connection, person.profile.company),
  }
}

const noClaim = { claimKey: '', provider: '', name: null, title: null, profileUrl: null, location: null, email: null, confidence: null, current: true, endedAt: null }

/** What every item about a person shows. */
async function personParts(connection: Connection, person: Person, companyKey: string | null): Promise<Pick<Parts, 'title' | 'personKey' | 'facts' | 'events' | 'evidence' | 'candidates' | 'companyText' | 'sameText'>> {
  const { personId, profile, email } = person
  return {
    title: profile.login ?? email ?? profile.personKey,
    personKey: profile.personKey,
    facts: factsOf(person),
    events: await readEvents(connection, { of: 'person_id', id: personId }),
    evidence: await rows<ReviewItem['evidence'][number]>(
      connection,
      `SELECT c.name AS company, a.method, a.confidence, a.evidence, a.current, a.valid_from AS "from", a.valid_to AS "to", a.is_past AS past FROM evidence.attributions a JOIN evidence.companies c USING (company_id)
       WHERE a.person_id = $id ORDER BY a.current DESC, a.is_past, a.confidence DESC, a.valid_to DESC, c.name`,
      { id: personId },
    ),
    candidates: companyKey === null ? [] : await candidatesOf(connection, companyKey),
    companyText: profile.company,
    sameText: 0,
  }
}

const personLinks = ({ profile }: Person, claims: readonly StoredClaim[]): ReviewItem['links'] =>
  linksOf([
    { label: 'GitHub', address: githubAddress(profile.login) },
    { label: 'Website', address: profile.website },
    ...claims.flatMap(({ provider, profileUrl, domain }) => [{ label: `Profile (${provider})`, address: profileUrl }, { label: `Employer (${provider})`, address: domain }]),
  ])

/** How many people write a company text. */
async function sameText(connection: Connection, text: string | null): Promise<number> {
  if (text === null) return 0
  const { people } = await one<{ people: number }>(connection, 'SELECT count(*) AS people FROM dev.people WHERE NOT is_bot AND lower(trim(company_text)) = lower(trim($text))', { text: textKey(text) })
  return people
}

const decisionsOn = (connection: Connection, { kind, subject, object }: ItemKey): Promise<Decision[]> =>
  rows<Decision>(
    connection,
    `SELECT ${decisionColumns} FROM evidence.decisions d
     WHERE d.kind = $kind AND d.scope = 'one' AND d.subject = $subject AND ($object IS NULL OR d.object IS NOT DISTINCT FROM $object) AND d.reverts IS NULL
     ORDER BY d.decision_id DESC LIMIT 50`,
    { kind, subject, object },
  )
