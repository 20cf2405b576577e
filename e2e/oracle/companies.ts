import { accountDomain, employerDomain } from './domains.ts'
import type { Identities } from './identity.ts'
import { labelKey, nameKey, statedCompany, type StatedCompany } from './names.ts'
import type { AccountRecord, EventRecord, ProfileRecord } from './records.ts'
import { evidence as weights } from './word-lists.ts'

/** A text's company with how sure it is. */
export interface TextCompany {
  readonly company: string
  readonly confidence: number
}

/** Companies are keyed by registrable domain where known, else by `name:` and the normalised name. */
export interface Companies {
  readonly all: ReadonlySet<string>
  ofText(written: string | null): TextCompany | null
  /** The company of an employer's domain: itself, unless its people call themselves by another company's name. */
  ofDomain(domain: string): string
  /** Record ids of the accounts each company matches. */
  readonly matches: ReadonlyMap<string, readonly string[]>
}

/** The domain of the employer whose address this is. */
export type EmployerOf = (email: string | null) => string | null

interface Evidence {
  readonly accounts: readonly AccountRecord[]
  /** The newest profile of each person who is no bot. */
  readonly profiles: readonly ProfileRecord[]
  /** Events that no bot made. */
  readonly events: readonly EventRecord[]
  readonly identities: Identities
  readonly employerOf: EmployerOf
}

/** Who claims a name: an account so called, an account whose domain is so called, anybody else whose domain is. */
type Claims = Map<string, [Set<string>, Set<string>, Set<string>]>

export function findCompanies(evidence: Evidence): Companies {
  const shown = companyDomains(evidence)
  const claims = claimsOfDomains(evidence, shown)
  const homes = new Map(evidence.accounts.map((account) => [account.recordId, homeOf(account, claims)]))
  // What accounts without a domain are called, beside all the others.
  for (const account of evidence.accounts) {
    const home = homes.get(account.recordId)
    if (domainsOf(account).length > 0 || home === undefined || home === null) continue
    for (const key of namesOf(account)) claim(claims, key, 0, home)
  }
  const aliases = aliasesOf(evidence, claims)
  const domains = new Set([...shown].filter((domain) => !aliases.has(domain)))
  const statedByEvents = new Set(evidence.events.flatMap(({ company }) => {
    const stated = company === null ? null : statedCompany(company)
    return stated?.mayBeUnknown ? [stated.key] : []
  }))
  const ofText = (written: string | null): TextCompany | null => {
    const stated = written === null ? null : statedCompany(written)
    if (stated === null || written === null) return null
    const host = /^(?:@|https?:\/\/)?[\w-]+(?:\.[\w-]+)+\/?$/.test(written.trim()) ? accountDomain(written.trim().replace(/^@/, '')) : null
    const known = (host === null ? null : domains.has(host) ? host : (aliases.get(host) ?? null)) ?? holder(claims, stated.key) ?? (host === null ? null : nameOnly(claims, labelKey(host)))
    if (known === null && !stated.mayBeUnknown) return null
    const handle = stated.handleKey === null ? null : holder(claims, stated.handleKey)
    const listed = listedCompany(stated, claims)
    const byEvent = statedByEvents.has(stated.key) ? `name:${stated.key}` : null
    const sure = known ?? handle ?? (listed?.isSure === true ? listed.company : null) ?? byEvent
    const [only, second] = stated.listed
    const company = sure ?? listed?.company ?? `name:${stated.handleKey ?? (only !== undefined && second === undefined ? only.key : stated.key)}`
    return { company, confidence: !stated.isFirm ? 0.5 : sure !== null ? 0.9 : listed !== null ? listedConfidence : 0.5 }
  }
  const texts = statedTexts(evidence).flatMap((written) => ofText(written)?.company ?? [])
  const all = new Set([...domains, ...[...homes.values()].flatMap((home) => home ?? []), ...texts])
  return { all, ofText, ofDomain: (domain) => aliases.get(domain) ?? domain, matches: matchAccounts(evidence.accounts, { all, claims, homes }) }
}

export const domainsOf = (account: AccountRecord): string[] => [...new Set([account.domain, ...account.furtherDomains].flatMap((written) => accountDomain(written) ?? []))]

const namesOf = (account: AccountRecord): string[] => [account.name, ...account.aliases].map((name) => (name === null ? '' : nameKey(name))).filter((key) => key !== '')

function companyDomains({ accounts, profiles, events, employerOf }: Evidence): Set<string> {
  const shown = [...profiles, ...events].flatMap((row) => employerOf(row.email) ?? [])
  return new Set([...accounts.flatMap(domainsOf), ...shown, ...events.flatMap((event) => employerDomain(event.domain) ?? [])])
}

function claim(claims: Claims, key: string, tier: 0 | 1 | 2, company: string): void {
  const tiers = claims.get(key) ?? [new Set<string>(), new Set<string>(), new Set<string>()]
  tiers[tier].add(company)
  claims.set(key, tiers)
}

function claimsOfDomains({ accounts, profiles, events, employerOf }: Evidence, domains: ReadonlySet<string>): Claims {
  const claims: Claims = new Map()
  const primaries = new Set(accounts.flatMap((account) => domainsOf(account)[0] ?? []))
  const held = new Set(accounts.flatMap(domainsOf))
  for (const account of accounts) {
    const [primary, ...further] = domainsOf(account)
    if (primary === undefined) continue
    for (const key of namesOf(account)) claim(claims, key, 0, primary)
    for (const domain of [primary, ...further]) {
      const key = labelKey(domain)
      // A second domain speaks for its account's first one, unless it is some account's first itself.
      if (key !== null) claim(claims, key, 1, primaries.has(domain) ? domain : primary)
    }
  }
  for (const { company, domain } of events) {
    const [stated, employer] = [company === null ? null : statedCompany(company), employerDomain(domain)]
    if (stated !== null && employer !== null) claim(claims, stated.key, 2, employer)
  }
  for (const { domain, key, isMain } of namesOfDomains(profiles, employerOf)) if (isMain) claim(claims, key, 2, domain)
  for (const domain of domains) {
    const key = held.has(domain) ? null : labelKey(domain)
    if (key !== null) claim(claims, key, 2, domain)
  }
  return claims
}

const listedConfidence = weights.confidence['company_listed'] ?? NaN

/** The first known employer of a longer text; sure where it is the only one, or the first of which nothing else is known. */
function listedCompany({ listed }: StatedCompany, claims: Claims): { company: string; isSure: boolean } | null {
  const known = listed.map(({ key }) => holder(claims, key))
  const place = known.findIndex((company) => company !== null)
  const company = known[place]
  if (company === undefined || company === null) return null
  const others = listed.slice(1).some(({ isHandle }) => isHandle)
  return { company, isSure: listed.length === 1 || (place === 0 && known.filter((one) => one !== null).length === 1 && !others) }
}

/** What the people of a domain call their company, where several agree. */
function namesOfDomains(profiles: readonly ProfileRecord[], employerOf: EmployerOf): { domain: string; key: string; isMain: boolean }[] {
  const { people, agreement } = weights.nameEvidence
  const pairs = profiles.flatMap((profile) => {
    const domain = employerOf(profile.email)
    const stated = profile.company === null ? null : statedCompany(profile.company)
    return domain === null || stated === null || !stated.isFirm || !stated.mayBeUnknown ? [] : [{ domain, key: stated.key }]
  })
  const count = (test: (pair: { domain: string; key: string }) => boolean): number => pairs.filter(test).length
  const distinct = pairs.filter((pair, index) => pairs.findIndex((other) => other.domain === pair.domain && other.key === pair.key) === index)
  return distinct.flatMap(({ domain, key }) => {
    const both = count((pair) => pair.domain === domain && pair.key === key)
    if (both < people || both < agreement * count((pair) => pair.domain === domain)) return []
    return [{ domain, key, isMain: both >= agreement * count((pair) => pair.key === key) }]
  })
}

/** A domain that no account states, whose people call themselves by the name of an account with another domain, is that account's company. */
function aliasesOf({ accounts, profiles, employerOf }: Evidence, claims: Claims): Map<string, string> {
  const held = new Set(accounts.flatMap(domainsOf))
  const found = new Map<string, Set<string>>()
  for (const { domain, key } of namesOfDomains(profiles, employerOf)) {
    const tiers = claims.get(key)
    const company = holder(claims, key)
    if (held.has(domain) || company === null || company === domain || company.startsWith('name:') || !tiers || (tiers[0].size === 0 && tiers[1].size === 0)) continue
    found.set(domain, (found.get(domain) ?? new Set()).add(company))
  }
  return new Map([...found].flatMap(([domain, companies]) => (companies.size === 1 ? [[domain, [...companies][0] ?? domain] as const] : [])))
}

/** The strongest claimants of a name, or none. */
const claimants = (claims: Claims, key: string): readonly string[] => [...(claims.get(key)?.find((tier) => tier.size > 0) ?? [])]

/** What a name stands for: its one claimant, or, where several fit equally, a company of the name alone. */
function holder(claims: Claims, key: string): string | null {
  const found = claimants(claims, key)
  return found.length > 1 ? `name:${key}` : (found[0] ?? null)
}

/** A stated host nobody else shows is still the company without a domain that its label names. */
function nameOnly(claims: Claims, key: string | null): string | null {
  const found = key === null ? null : holder(claims, key)
  return found?.startsWith('name:') ? found : null
}

/** The company an account is. */
function homeOf(account: AccountRecord, claims: Claims): string | null {
  const [key] = namesOf(account)
  return domainsOf(account)[0] ?? (key === undefined ? null : (holder(claims, key) ?? `name:${key}`))
}

const statedTexts = ({ profiles, events, identities }: Evidence): string[] => [
  ...profiles.flatMap((profile) => profile.company ?? []),
  ...events.flatMap((event) => event.company ?? []),
  ...events.flatMap((event) => (identities.of(event).isOrganisation && event.login !== null ? [`@${event.login}`] : [])),
]

interface Found {
  readonly all: ReadonlySet<string>
  readonly claims: Claims
  readonly homes: ReadonlyMap<string, string | null>
}

/** Equal domains; equal names where the account or the company has no domain. */
function matchAccounts(accounts: readonly AccountRecord[], { all, claims, homes }: Found): Map<string, string[]> {
  const matches = new Map<string, Set<string>>()
  const match = (company: string, recordId: string): void => {
    if (all.has(company)) matches.set(company, (matches.get(company) ?? new Set()).add(recordId))
  }
  for (const account of accounts) {
    const domains = domainsOf(account)
    const home = homes.get(account.recordId)
    for (const domain of domains) match(domain, account.recordId)
    if (domains.length === 0 && home) match(home, account.recordId)
    for (const key of namesOf(account)) {
      const tiers = claims.get(key) ?? []
      if (domains.length === 0) for (const company of tiers.flatMap((tier) => [...tier])) match(company, account.recordId)
      if ((tiers[0]?.size ?? 0) > 1) match(`name:${key}`, account.recordId)
    }
    for (const key of domains.map(labelKey)) {
      const tiers = key === null ? undefined : claims.get(key)
      if (key !== null && tiers && tiers[0].size === 0 && tiers[1].size > 1) match(`name:${key}`, account.recordId)
    }
  }
  return new Map([...matches].map(([company, recordIds]) => [company, [...recordIds]]))
}
