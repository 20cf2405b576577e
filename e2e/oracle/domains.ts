import { parse } from 'tldts'
import { disposable, education, freeMail, hosts, noreply } from './word-lists.ts'

export type DomainKind = 'corporate' | 'education' | 'free' | 'disposable' | 'noreply' | 'shared' | 'invalid'

export interface HostFacts {
  /** Registrable. */
  readonly domain: string
  readonly kind: DomainKind
}

const nothing: HostFacts = { domain: '', kind: 'invalid' }
const schoolPatterns = education.patterns.map((pattern) => new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.+')}$`))
const free = [...Object.values(freeMail.domains).flat(), ...freeMail.relays]

/** What a host, a URL or the right side of an address says about an employer. `.example` is registrable here: the sample lives there. */
export function hostFacts(written: string): HostFacts {
  const host = written.trim().toLowerCase()
  const known = read.get(host) ?? readHost(host)
  read.set(host, known)
  return known
}

const read = new Map<string, HostFacts>()

function readHost(host: string): HostFacts {
  const found = parse(host, { allowPrivateDomains: true })
  const { domain, hostname } = found
  if (domain === null || hostname === null) return nothing
  if (found.isPrivate !== true && found.isIcann !== true && found.publicSuffix !== 'example') return nothing
  if (found.isPrivate === true && !hosts.registries.includes(found.publicSuffix ?? '')) return { domain, kind: 'shared' }
  const under = (list: readonly string[]): boolean => list.some((one) => hostname === one || hostname.endsWith(`.${one}`))
  if (under(noreply.domains) || under(noreply.github)) return { domain, kind: 'noreply' }
  if (under(disposable.domains)) return { domain, kind: 'disposable' }
  if (under(free) || freeMail.families.includes(domain.slice(0, domain.indexOf('.')))) return { domain, kind: 'free' }
  if (under(hosts.shared)) return { domain, kind: 'shared' }
  const school = education.domains.includes(domain) || education.suffixes.some((suffix) => domain.endsWith(`.${suffix}`)) || schoolPatterns.some((pattern) => pattern.test(domain))
  return { domain, kind: school ? 'education' : 'corporate' }
}

/** The domain a CRM record names: a company's or a school's own. */
export function accountDomain(written: string | null): string | null {
  const facts = written === null ? nothing : hostFacts(written)
  return facts.kind === 'corporate' || facts.kind === 'education' ? facts.domain : null
}

/** The employer's domain that a host column shows, if it shows one. */
export function employerDomain(written: string | null): string | null {
  const facts = written === null ? nothing : hostFacts(written)
  return facts.kind === 'corporate' ? facts.domain : null
}

export interface Address {
  readonly email: string
  /** Whether the address can tell one person from another. */
  readonly identifies: boolean
  readonly employer: string | null
  /** `123+octo@users.noreply.github.com` names a GitHub account. */
  readonly account: { readonly githubId: number | null; readonly login: string } | null
}

export function readAddress(written: string | null): Address | null {
  const email = written?.trim().toLowerCase() ?? ''
  const match = /^([^@\s]+)@([^@\s]+)$/.exec(email)
  if (match?.[1] === undefined || match[2] === undefined) return null
  const { kind, domain } = hostFacts(match[2])
  const hidden = kind === 'noreply' || noreply.localParts.includes(match[1])
  const account = noreply.github.includes(match[2]) ? /^(?:(\d+)\+)?(.+)$/.exec(match[1]) : null
  return {
    email,
    identifies: !hidden && kind !== 'invalid',
    employer: kind === 'corporate' && !hidden ? domain : null,
    account: account?.[2] === undefined ? null : { githubId: account[1] === undefined ? null : Number(account[1]), login: account[2] },
  }
}
