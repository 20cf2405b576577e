import { domainsOf, findCompanies, type Companies } from './companies.ts'
import { withoutRepeats, type Attributed } from './duplicates.ts'
import { employerDomain, hostFacts, readAddress } from './domains.ts'
import { identify, type Identities } from './identity.ts'
import type { EventRecord, Place, ProfileRecord, Records } from './records.ts'
import { scoredSource, type Role } from './whose.ts'
import type { World } from './world.ts'

/** Sections 1 and 5 of the method over the raw records. `roles` says whose targets are whose (lower case). */
export function resolveRecords(records: Records, roles: ReadonlyMap<string, Role>): World {
  const identities = identify(records)
  const accounts = [...newest(records.accounts, (account) => account.recordId).values()]
  const profiles = newest(
    records.profiles.filter((profile) => !identities.of(profile).isBot),
    (profile) => identities.of(profile).person,
  )
  const events = records.events.filter((event) => !identities.of(event).isBot)
  const companies = findCompanies({ accounts, profiles: [...profiles.values()], events, identities })
  const solitary = solitaryDomains({ ...records, accounts }, identities)
  const employers = employersOf({ profiles, events, identities, companies, solitary })
  const attributed = events.flatMap((event): Attributed[] => {
    const { person, isOrganisation } = identities.of(event)
    const own = statedBy(event, companies) ?? (isOrganisation && event.login !== null ? companies.ofText(`@${event.login}`) : null)
    const found = own ?? (person === null ? null : (employers.get(person) ?? null))
    return person === null && found === null ? [] : [{ event, person, company: found?.company ?? null, confidence: found?.confidence ?? 0 }]
  })
  const signals = withoutRepeats(attributed).flatMap(({ event, person, company, confidence }) => {
    const source = scoredSource(event, roles)
    return source === null ? [] : [{ source, person, company, confidence, at: event.at ?? event.collectedAt, quantity: event.quantity }]
  })
  const contacts = [...newest(records.contacts, (contact) => contact.recordId).values()]
  const deals = [...newest(records.deals, (deal) => deal.recordId).values()]
  return { accounts, contacts, deals, dealEntries: records.dealEntries, companies: companies.all, matches: companies.matches, signals }
}

/** The newest record of each key: later files first, later rows first. */
function newest<T extends Place>(records: readonly T[], keyOf: (record: T) => string | null): Map<string, T> {
  const found = new Map<string, T>()
  for (const record of records) {
    const key = keyOf(record)
    const held = key === null ? undefined : found.get(key)
    if (key !== null && (!held || record.file > held.file || (record.file === held.file && record.row > held.row))) found.set(key, record)
  }
  return found
}

interface Employment {
  readonly company: string
  readonly confidence: number
}

/** What an event says itself: the address, then the domain, then the company it names. */
function statedBy(event: EventRecord, companies: Companies): Employment | null {
  const domain = readAddress(event.email)?.employer ?? employerDomain(event.domain)
  return domain === null ? companies.ofText(event.company) : { company: companies.ofDomain(domain), confidence: 0.95 }
}

/** Domains that only one identity has addresses at and that neither accounts nor events state. */
function solitaryDomains({ accounts, profiles, events }: Records, identities: Identities): Set<string> {
  const users = new Map<string, Set<string>>()
  for (const row of [...profiles, ...events]) {
    const employer = readAddress(row.email)?.employer ?? null
    const { key } = identities.of(row)
    if (employer !== null && key !== null) users.set(employer, (users.get(employer) ?? new Set()).add(key))
  }
  const stated = new Set([...accounts.flatMap(domainsOf), ...events.flatMap(({ domain }) => (domain === null ? [] : [hostFacts(domain).domain]))])
  return new Set([...users].flatMap(([domain, keys]) => (keys.size === 1 && !stated.has(domain) ? [domain] : [])))
}

interface PersonEvidence {
  readonly profiles: ReadonlyMap<string, ProfileRecord>
  readonly events: readonly EventRecord[]
  readonly identities: Identities
  readonly companies: Companies
  readonly solitary: ReadonlySet<string>
}

/**
 * The current company of each person. A reliable statement of the profile is current (a known name before an address that nobody else has); addresses that events carried come next (the latest
 * one first), then whatever else the profile says.
 */
function employersOf({ profiles, events, identities, companies, solitary }: PersonEvidence): Map<string, Employment> {
  const carried = new Map<string, Map<string, number>>()
  for (const event of events) {
    const { person } = identities.of(event)
    const employer = readAddress(event.email)?.employer ?? null
    if (person === null || employer === null) continue
    const domains = carried.get(person) ?? new Map<string, number>()
    domains.set(employer, Math.max(domains.get(employer) ?? -1, event.at ?? -1))
    carried.set(person, domains)
  }
  const found = new Map<string, Employment>()
  for (const person of new Set([...profiles.keys(), ...carried.keys()])) {
    const profile = profiles.get(person)
    const address = readAddress(profile?.email ?? null)?.employer ?? null
    const text = companies.ofText(profile?.company ?? null)
    const [latest] = [...(carried.get(person) ?? [])].sort(([a, at], [b, bt]) => bt - at || (a < b ? -1 : 1))
    const known = text !== null && text.confidence >= 0.85 ? text : null
    const current =
      (address !== null && solitary.has(address) && known !== null && known.company !== address ? known : null) ??
      (address === null ? null : { company: companies.ofDomain(address), confidence: 0.95 }) ??
      known ??
      (latest === undefined ? null : { company: companies.ofDomain(latest[0]), confidence: 0.95 }) ??
      text
    if (current !== null) found.set(person, current)
  }
  return found
}
