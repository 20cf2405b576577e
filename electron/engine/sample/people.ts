import { domainLabel } from './company-names.ts'
import type { Company } from './companies.ts'
import { ascii, inventPerson, type PersonName } from './person-names.ts'
import type { Random } from '../random.ts'

/** A developer of the sample. Without a login it is somebody only a product or a website knows, by mail address. */
export interface Person extends PersonName {
  readonly login: string | null
  readonly githubId: number
  /** The address on the profile, or the one a product knows. */
  readonly email: string | null
  readonly company: string | null
  readonly bio: string | null
  readonly location: string | null
  readonly type: 'User' | 'Bot'
  /** Domain that an archived commit of this person shows. */
  readonly commitDomain: string
}

/** Hands out logins and GitHub ids; ids start where GitHub has none. */
export interface Registry {
  readonly random: Random
  readonly login: (person: PersonName) => string
  readonly nextId: () => number
  /** Addresses given away; two people never share one. */
  readonly addresses: Set<string>
}

export function accountIds(random: Random): () => number {
  let last = 9_000_000_000
  return () => (last += random.integer(3, 900))
}

/** Somebody who works at `company` and can be known to: by address, by what the profile says, or by both. */
export function employee(registry: Registry, company: Company): Person {
  const { random } = registry
  const name = inventPerson(random)
  const evidence = evidenceKind(random, company)
  const address = unusedAddress(registry, name, company)
  const login = evidence === 'address' ? null : registry.login(name)
  const githubId = registry.nextId()
  const shownAddress = evidence === 'text' ? privateAddress(random, { name, login, githubId }) : address
  return {
    ...name,
    login,
    githubId,
    email: shownAddress,
    company: evidence === 'text' || evidence === 'both' ? companyText(random, company) : null,
    bio: random.chance(0.3) ? random.pick(bios) : null,
    location: random.chance(0.6) ? company.city : null,
    type: 'User',
    commitDomain: evidence === 'text' ? 'users.noreply.github.com' : address.slice(address.indexOf('@') + 1),
  }
}

type Evidence = 'address' | 'mail' | 'both' | 'text'

/** A record without a domain is met by name, or by an address whose domain label is that name. */
function evidenceKind(random: Random, company: Company): Evidence {
  if (company.record === 'name_only' && domainLabel(company) !== company.name.toLowerCase()) return 'text'
  if (company.stage === 'hidden') return random.weighted([['address', 18], ['mail', 50], ['both', 32]] as const)
  return random.weighted([['address', 15], ['mail', 30], ['both', 20], ['text', 35]] as const)
}

function unusedAddress({ random, addresses }: Registry, name: PersonName, company: Company): string {
  let address = workAddress(random, name, company)
  while (addresses.has(address)) address = workAddress(random, name, company).replace('@', `${random.integer(2, 999)}@`)
  addresses.add(address)
  return address
}

function workAddress(random: Random, name: PersonName, company: Company): string {
  const [given, family] = [ascii(name.given), ascii(name.family)]
  const local = random.pick([`${given}.${family}`, `${given.slice(0, 1)}${family}`, `${given}.${family.slice(0, 1)}${random.integer(1, 99)}`, `${family}.${given}`])
  const host = company.record === 'two_domains' && random.chance(0.4) ? company.furtherDomain : company.domain
  return `${local}@${random.chance(0.06) ? `eng.${host}` : host}`
}

/** Underscores cannot stand in a Gmail address, so that these belong to nobody. */
export function privateAddress(random: Random, person: { name: PersonName; login: string | null; githubId: number }): string | null {
  const mail = `${ascii(person.name.given)}_${ascii(person.name.family)}_${person.githubId % 1_000_000}@${random.pick(['gmail.com', 'gmail.com', 'googlemail.com'])}`
  const noreply = person.login === null ? null : `${person.githubId}+${person.login}@users.noreply.github.com`
  return random.weighted([[mail, 3], [noreply, 2], [null, 5]] as const)
}

/** The many ways one employer is written; each is the name, or the domain's label, once normalised. */
function companyText(random: Random, company: Company): string {
  const label = domainLabel(company)
  const names = [company.name, company.legalName, company.name.toUpperCase(), ` ${company.name} `]
  const handles = [`@${label}`, `@${label}`, `@${label} `]
  if (company.record === 'name_only') return random.pick(label === company.name.toLowerCase() ? [...names, ...handles] : names)
  if (company.stage === 'hidden' && label === company.stem.toLowerCase()) return random.pick([company.stem, `${company.stem} Inc.`, company.stem.toUpperCase(), ...handles])
  return random.pick([...names, ...handles])
}

export const bios = [
  'Platform engineer. Opinions are borrowed.', 'Making data pipelines boring.', 'Rust, coffee, long walks.', 'SRE on call since the pager was a pager.', 'Backend & infrastructure',
  'I break builds so that you do not have to 🛠️', 'Maintainer of small tools', 'Lernt gerade Zig', 'データ基盤エンジニア', 'ex-physicist, now YAML',
]
