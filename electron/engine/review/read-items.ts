import { listValue } from '@duckdb/node-api'
import type { ReviewItem } from '../../../shared/contract-review-item.ts'
import type { Decision, ItemKind } from '../../../shared/decision.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { among } from './among.ts'
import { decisionColumns } from './decision-store.ts'
import { grouped } from './grouped.ts'
import { candidatesOf } from './item-candidates.ts'
import { judgedClaim, peopleOfClaims, readClaims, shownClaims, type StoredClaim } from './item-claims.ts'
import { noEvents, readEvents } from './item-events.ts'
import { githubAddress, linksOf } from './item-links.ts'
import { factsOf, readPeople, type Person } from './item-person.ts'
import { readMatchItem } from './match-item.ts'
import { attributionLines, claimLines } from './person-lines.ts'
import { textKey } from './valid-decision.ts'

export interface ItemKey {
  kind: ItemKind
  subject: string
  object: string | null
}

type Parts = Omit<ReviewItem, 'decisions'>

/**
 * What a reviewer needs to decide items of a queue, in their order; null where one is no more. Many are read together, because looking one up in tables of millions
 * of rows costs as much as looking up ten.
 */
export async function readItems(connection: Connection, items: readonly ItemKey[]): Promise<(ReviewItem | null)[]> {
  const facts = await readFacts(connection, items)
  const decisions = await decisionsOn(connection, items)
  const read: (ReviewItem | null)[] = []
  for (const item of items) {
    const parts = item.kind === 'match' ? await readMatchItem(connection, item.subject, item.object) : item.kind === 'claim' ? claimItem(facts, item.subject) : attributionItem(facts, item)
    read.push(parts && { ...parts, decisions: decisions(item) })
  }
  return read
}

/** What is known of the people that items are about, by their numbers. */
interface Facts {
  people: Map<number, Person>
  numbers: Map<string, number>
  claimants: Map<string, number>
  claims: Map<number, StoredClaim[]>
  events: Map<number, ReviewItem['events']>
  evidence: Map<number, ReviewItem['evidence']>
  companies: Map<string, { name: string; domain: string | null }>
  candidates: Map<string, ReviewItem['candidates']>
  writers: Map<string, number>
}

async function readFacts(connection: Connection, items: readonly ItemKey[]): Promise<Facts> {
  const [claims, attributions] = (['claim', 'attribution'] as const).map((kind) => items.filter((item) => item.kind === kind)) as [ItemKey[], ItemKey[]]
  const claimants = await peopleOfClaims(connection, claims.map(({ subject }) => subject))
  const people = await readPeople(connection, { keys: attributions.map(({ subject }) => subject), ids: [...new Set(claimants.values())] })
  const ids = people.map(({ personId }) => personId)
  const companyKeys = [...new Set(attributions.flatMap(({ object }) => (object === null ? [] : [object])))]
  const judged = new Set(attributions.map(({ subject }) => subject))
  return {
    people: new Map(people.map((person) => [person.personId, person])),
    numbers: new Map(people.map(({ personId, profile }) => [profile.personKey, personId])),
    claimants,
    claims: ids.length === 0 ? new Map<number, StoredClaim[]>() : await readClaims(connection, ids),
    events: await readEvents(connection, { of: 'person_id', ids }),
    evidence: await readEvidence(connection, ids),
    companies: await readCompanies(connection, companyKeys),
    candidates: await candidatesOf(connection, companyKeys),
    writers: await countWriters(connection, people.flatMap(({ profile }) => (profile.company !== null && judged.has(profile.personKey) ? [textKey(profile.company)] : []))),
  }
}

function claimItem(facts: Facts, claimKey: string): Parts | null {
  const person = facts.people.get(facts.claimants.get(claimKey) ?? -1)
  const claims = facts.claims.get(person?.personId ?? -1) ?? []
  const claim = claims.find((each) => each.claimKey === claimKey)
  if (!person || !claim) return null
  const others = claims.filter((other) => other !== claim)
  const shown = shownClaims(claims, { itemKey: claimKey, named: claim.named })
  return {
    ...personParts(facts, person),
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

function attributionItem(facts: Facts, { subject, object: companyKey }: ItemKey): Parts | null {
  const person = facts.people.get(facts.numbers.get(subject) ?? -1)
  if (!person) return null
  const claims = facts.claims.get(person.personId) ?? []
  const company = facts.companies.get(companyKey ?? '')
  const proposed = { ...noClaim, company: company?.name ?? companyKey, domain: company?.domain ?? null }
  return {
    ...personParts(facts, person),
    proposed: proposed.company,
    lines: attributionLines({ profile: person.profile, claim: proposed, peers: claims.filter(({ current }) => current).map(judgedClaim), history: [] }),
    verdict: null,
    claims: shownClaims(claims, { itemKey: null, named: companyKey }),
    links: personLinks(person, claims),
    alike: 0,
    candidates: facts.candidates.get(companyKey ?? '') ?? [],
    sameText: person.profile.company === null ? 0 : (facts.writers.get(textKey(person.profile.company)) ?? 0),
  }
}

const noClaim = { claimKey: '', provider: '', name: null, title: null, profileUrl: null, location: null, email: null, confidence: null, current: true, endedAt: null }

/** What every item about a person shows. */
const personParts = (facts: Facts, person: Person): Pick<Parts, 'title' | 'personKey' | 'facts' | 'events' | 'evidence' | 'candidates' | 'companyText' | 'sameText'> => ({
  title: person.profile.login ?? person.email ?? person.profile.personKey,
  personKey: person.profile.personKey,
  facts: factsOf(person),
  events: facts.events.get(person.personId) ?? noEvents,
  evidence: facts.evidence.get(person.personId) ?? [],
  candidates: [],
  companyText: person.profile.company,
  sameText: 0,
})

const personLinks = ({ profile }: Person, claims: readonly StoredClaim[]): ReviewItem['links'] =>
  linksOf([
    { label: 'GitHub', address: githubAddress(profile.login) },
    { label: 'Website', address: profile.website },
    ...claims.flatMap(({ provider, profileUrl, domain }) => [{ label: `Profile (${provider})`, address: profileUrl }, { label: `Employer (${provider})`, address: domain }]),
  ])

/** What speaks for which company, of each person. */
async function readEvidence(connection: Connection, ids: readonly number[]): Promise<Facts['evidence']> {
  if (ids.length === 0) return new Map()
  const asked = among('a.person_id', 'INTEGER', ids)
  const found = await rows<ReviewItem['evidence'][number] & { personId: number }>(
    connection,
    `SELECT a.person_id AS "personId", c.name AS company, a.method, a.confidence, a.evidence, a.current, a.valid_from AS "from", a.valid_to AS "to", a.is_past AS past
     FROM evidence.attributions a JOIN evidence.companies c USING (company_id) WHERE ${asked.sql}
     ORDER BY a.current DESC, a.is_past, a.confidence DESC, a.valid_to DESC, c.name`,
    asked.values,
  )
  return new Map([...grouped(found, ({ personId }) => personId)].map(([personId, own]) => [personId, own.map(({ personId: _personId, ...evidence }) => evidence)]))
}

async function readCompanies(connection: Connection, companyKeys: readonly string[]): Promise<Facts['companies']> {
  if (companyKeys.length === 0) return new Map()
  const found = await rows<{ key: string; name: string; domain: string | null }>(
    connection, 'SELECT company_key AS key, name, domain FROM evidence.companies WHERE company_key IN (SELECT unnest($keys::VARCHAR[]))', { keys: listValue([...companyKeys]) },
  )
  return new Map(found.map(({ key, ...company }) => [key, company]))
}

/** How many people write each company text. */
async function countWriters(connection: Connection, texts: readonly string[]): Promise<Map<string, number>> {
  if (texts.length === 0) return new Map()
  const found = await rows<{ text: string; people: number }>(
    connection,
    'SELECT lower(trim(company_text)) AS text, count(*) AS people FROM dev.people WHERE NOT is_bot AND lower(trim(company_text)) IN (SELECT lower(trim(unnest($texts::VARCHAR[])))) GROUP BY ALL',
    { texts: listValue([...new Set(texts)]) },
  )
  return new Map(found.map(({ text, people }) => [text, people]))
}

const mostDecisions = 50

/** What people said of exactly each item, the newest first, taken back or not. */
async function decisionsOn(connection: Connection, items: readonly ItemKey[]): Promise<(item: ItemKey) => Decision[]> {
  const found = await rows<Decision>(
    connection,
    `SELECT ${decisionColumns} FROM evidence.decisions d
     WHERE d.kind IN ('claim', 'attribution', 'match') AND d.scope = 'one' AND d.subject IN (SELECT unnest($subjects::VARCHAR[])) AND d.reverts IS NULL
     ORDER BY d.decision_id DESC`,
    { subjects: listValue(items.map(({ subject }) => subject)) },
  )
  return ({ kind, subject, object }) => found.filter((decision) => decision.kind === kind && decision.subject === subject && (object === null || decision.object === object)).slice(0, mostDecisions)
}
