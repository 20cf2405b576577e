import { domainsOf, findCompanies, type Companies, type EmployerOf } from './companies.ts'
import { withoutRepeats, type Attributed } from './duplicates.ts'
import { employerDomain, hostFacts, readAddress } from './domains.ts'
import { labelKey, nameKey, statedCompany } from './names.ts'
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
  const solitary = solitaryDomains({ ...records, accounts }, identities)
  const personal = personalDomains(records, { identities, profiles, solitary })
  const employerOf: EmployerOf = (email) => {
    const employer = readAddress(email)?.employer ?? null
    return employer === null || personal.has(employer) ? null : employer
  }
  const companies = findCompanies({ accounts, profiles: [...profiles.values()], events, identities, employerOf })
  const employers = employersOf({ profiles, events, identities, companies, solitary, employerOf })
  const attributed = events.flatMap((event): Attributed[] => {
    const { person, isOrganisation } = identities.of(event)
    const own = statedBy(event, companies, employerOf) ?? (isOrganisation && event.login !== null ? companies.ofText(`@${event.login}`) : null)
    const found = own ?? (person === null ? null : (employers.get(person) ?? null))
    return person === null && found === null ? [] : [{ event, person, company: found?.company ?? null, confidence: found?.confidence ?? 0 }]
  })
  const signals = withoutRepeats(attributed).flatMap(({ event, person, company, confidence }) => {
    const source = scoredSource(event, roles)
    return source === null ? [] : [{ source, person, company, confidence, at: event.at ?? event.collectedAt, dated: event.at !== null, quantity: event.quantity, target: event.target }]
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
function statedBy(event: EventRecord, companies: Companies, employerOf: EmployerOf): Employment | null {
  const domain = employerOf(event.email) ?? employerDomain(event.domain)
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

interface Owners {
  readonly identities: Identities
  readonly profiles: ReadonlyMap<string, ProfileRecord>
  readonly solitary: ReadonlySet<string>
}

const letters = (text: string): string => text.normalize('NFD').toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')

/** Those of them that are called like the login of whoever has them, unless somebody names the domain as employer. The worlds hold neither names nor websites of people. */
function personalDomains({ profiles: rows, events }: Records, { identities, profiles, solitary }: Owners): Set<string> {
  const named = new Set([...profiles.values()].flatMap(({ company, login }) => {
    const stated = company === null ? null : statedCompany(company)
    return stated === null || (login !== null && letters(company ?? '') === letters(login)) ? [] : [stated.key]
  }))
  const logins = new Map<string, { login: string; at: number }>()
  const seen = [...rows.map((row) => ({ row, at: row.collectedAt })), ...events.map((row) => ({ row, at: Math.max(row.at ?? 0, 0) }))]
  for (const { row, at } of seen) {
    const { person } = identities.of(row)
    const held = person === null ? undefined : logins.get(person)
    if (person === null || row.login === null) continue
    if (!held || at > held.at || (at === held.at && row.login > held.login)) logins.set(person, { login: row.login, at })
  }
  return new Set([...rows, ...events].flatMap((row) => {
    const domain = readAddress(row.email)?.employer ?? null
    const { person } = identities.of(row)
    const login = person === null ? null : (profiles.get(person)?.login ?? logins.get(person)?.login ?? null)
    if (domain === null || login === null || !solitary.has(domain)) return []
    const [label, own] = [letters(domain.slice(0, domain.indexOf('.'))), letters(login)]
    const isAlike = label === own || (own.length >= 5 && label.includes(own)) || (label.length >= 5 && own.includes(label))
    return isAlike && ![labelKey(domain), nameKey(domain)].some((key) => key !== null && named.has(key)) ? [domain] : []
  }))
}

interface PersonEvidence {
  readonly profiles: ReadonlyMap<string, ProfileRecord>
  readonly events: readonly EventRecord[]
  readonly identities: Identities
  readonly companies: Companies
  readonly solitary: ReadonlySet<string>
  readonly employerOf: EmployerOf
}

/**
 * The current company of each person. A reliable statement of the profile is current (a known name before an address that nobody else has); addresses that events carried come next (the latest
 * one first), then whatever else the profile says.
 */
function employersOf({ profiles, events, identities, companies, solitary, employerOf }: PersonEvidence): Map<string, Employment> {
  const carried = new Map<string, Map<string, number>>()
  for (const event of events) {
    const { person } = identities.of(event)
    const employer = employerOf(event.email)
    if (person === null || employer === null) continue
    const domains = carried.get(person) ?? new Map<string, number>()
    domains.set(employer, Math.max(domains.get(employer) ?? -1, event.at ?? -1))
    carried.set(person, domains)
  }
  const found = new Map<string, Employment>()
  for (const person of new Set([...profiles.keys(), ...carried.keys()])) {
    const profile = profiles.get(person)
    const address = employerOf(profile?.email ?? null)
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
