import { parse } from 'tldts'
import { disposable, education, freeMail, hosts, noreply } from './word-lists.ts'

const shared = new Set(hosts.shared)
const free = new Set([...Object.values(freeMail.domains).flat(), ...freeMail.relays])
const families = new Set(freeMail.families)
const thrownAway = new Set(disposable.domains)
const nobody = new Set([...noreply.domains, ...noreply.github])
const schools = new Set(education.domains)

/** The registrable domain of a host, address or URL that can be a company's; null otherwise (also for hosts shared by many, such as github.io). */
export function registrableDomain(written: string | null): string | null {
  if (written === null) return null
  const found = parse(written.trim().toLowerCase(), { allowPrivateDomains: true })
  if (found.domain === null || found.isIp === true) return null
  if (found.isPrivate === true || shared.has(found.domain)) return null
  return found.domain
}

/** The employer's domain an address shows, if it shows one. */
export function corporateDomain(address: string | null): string | null {
  const host = address?.trim().toLowerCase().split('@')[1]
  const domain = host === undefined ? null : registrableDomain(host)
  if (host === undefined || domain === null) return null
  const label = domain.slice(0, domain.indexOf('.'))
  if (nobody.has(host) || nobody.has(domain) || free.has(domain) || families.has(label) || thrownAway.has(domain)) return null
  return isSchool(domain) ? null : domain
}

function isSchool(domain: string): boolean {
  const label = domain.slice(0, domain.indexOf('.'))
  return (
    schools.has(domain) ||
    education.suffixes.some((suffix) => domain.endsWith(`.${suffix}`)) ||
    education.labels.some((word) => label === word || label.startsWith(`${word}-`))
  )
}

/** `acme-health.de` → `acme-health`. */
export const firstLabel = (domain: string): string => domain.slice(0, domain.indexOf('.'))

/** `123+octo@users.noreply.github.com` names a GitHub account. */
export function noreplyIdentity(address: string | null): { githubId: number | null; login: string } | null {
  const match = /^(?:(\d+)\+)?([^@+]+)@users\.noreply\.github\.com$/.exec(address?.trim().toLowerCase() ?? '')
  return match?.[2] === undefined ? null : { githubId: match[1] === undefined ? null : Number(match[1]), login: match[2] }
}
