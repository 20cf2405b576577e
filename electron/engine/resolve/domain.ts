import { domainToASCII, domainToUnicode } from 'node:url'
import { parse } from 'tldts'
import disposable from '../../../resources/models/disposable.json' with { type: 'json' }
import education from '../../../resources/models/education.json' with { type: 'json' }
import freeMail from '../../../resources/models/free-mail.json' with { type: 'json' }
import noreply from '../../../resources/models/noreply.json' with { type: 'json' }
import platforms from '../../../resources/models/platform-hosts.json' with { type: 'json' }
import { nameKey, nameWords } from './name-key.ts'

/** What a domain says about its user's employer: only `corporate` names one (`education` where the workspace says so). */
export type DomainKind = 'corporate' | 'education' | 'free' | 'disposable' | 'noreply' | 'platform' | 'invalid'

export interface DomainFacts {
  /** Registrable domain in ASCII, or null where there is none (addresses, local names, unknown suffixes). */
  readonly domain: string | null
  readonly kind: DomainKind
  /** Name key of the first label of the registrable domain; null where it is too short or generic to be a name. */
  readonly labelKey: string | null
  /** The whole domain as a name (`Section.io` is called like section.io); null unless it is someone's own domain. */
  readonly domainKey: string | null
}

const freeHosts = new Set([...Object.values(freeMail.domains).flat(), ...freeMail.relays])
const freeFamilies = new Set(freeMail.families)
const disposableHosts = new Set(disposable.domains)
const noreplyHosts = new Set([...noreply.github, ...noreply.domains])
const sharedHosts = new Set(platforms.shared)
const registries = new Set(platforms.registries)
const genericLabels = new Set(platforms.genericLabels)
const schools = new Set(education.domains)
const schoolSuffixes = new Set(education.suffixes)
const schoolPatterns = education.patterns.map((pattern) => new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.+')}$`))

/** `a.b.c` → a.b.c, b.c, c. */
const parents = (host: string): string[] => host.split('.').map((_, index, labels) => labels.slice(index).join('.'))

/** RFC 2606: nobody can register below it, so invented companies (the sample organisation's) live there. */
const reservedForExamples = 'example'

const invalid: DomainFacts = { domain: null, kind: 'invalid', labelKey: null, domainKey: null }

/** Facts about a host, e-mail domain or URL as written. */
export function readDomain(written: string): DomainFacts {
  const host = parse(written.trim().toLowerCase()).hostname?.replace(/\.$/, '')
  const ascii = host === undefined ? '' : domainToASCII(host)
  if (ascii === '') return invalid
  const withPrivate = parse(ascii, { allowPrivateDomains: true })
  const icann = parse(ascii, { allowPrivateDomains: false })
  if (icann.domain === null || (icann.isIcann !== true && icann.publicSuffix !== reservedForExamples)) return invalid
  if (withPrivate.isPrivate === true && withPrivate.domain !== null) {
    if (!registries.has(withPrivate.publicSuffix ?? '')) return { domain: withPrivate.domain, kind: 'platform', labelKey: null, domainKey: null }
    return classify(ascii, withPrivate.domain, withPrivate.domainWithoutSuffix ?? '')
  }
  return classify(ascii, icann.domain, icann.domainWithoutSuffix ?? '')
}

function classify(host: string, domain: string, label: string): DomainFacts {
  const hosts = parents(host)
  const known = (list: ReadonlySet<string>) => hosts.some((name) => list.has(name))
  const kind: DomainKind = known(noreplyHosts)
    ? 'noreply'
    : known(disposableHosts)
      ? 'disposable'
      : known(freeHosts) || freeFamilies.has(label)
        ? 'free'
        : known(sharedHosts)
          ? 'platform'
          : isSchool(domain)
            ? 'education'
            : 'corporate'
  const key = nameKey(domainToUnicode(label))
  const isOwn = kind === 'corporate' || kind === 'education'
  const isName = isOwn && Array.from(key).length >= 3 && !genericLabels.has(key)
  return { domain, kind, labelKey: isName ? key : null, domainKey: isOwn ? nameWords(domainToUnicode(domain)).join('') : null }
}

const isSchool = (domain: string): boolean =>
  schools.has(domain) || parents(domain).some((suffix) => schoolSuffixes.has(suffix)) || schoolPatterns.some((pattern) => pattern.test(domain))

/** Sites on which others keep a page: an account that states one as its domain, under another name, has no domain. */
export const isProfileSite = (domain: string): boolean => profileSites.has(domain)
const profileSites = new Set(platforms.profiles)
