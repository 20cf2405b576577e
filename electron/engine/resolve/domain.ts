import { domainToASCII, domainToUnicode } from 'node:url'
import { parse } from 'tldts'
import platforms from '../../../resources/models/platform-hosts.json' with { type: 'json' }
import { domainTest, isGithubNoreply, namesAbove, type Host } from './domain-lists.ts'
import { nameKey, nameWords } from './name-key.ts'
import type { WordListChanges } from './word-lists.ts'

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

const registries = new Set(platforms.registries)
const genericLabels = new Set(platforms.genericLabels)

/** RFC 2606: nobody can register below it, so invented companies (the sample organisation's) live there. */
const reservedForExamples = 'example'

const invalid: DomainFacts = { domain: null, kind: 'invalid', labelKey: null, domainKey: null }

/** Reads a host, e-mail domain or URL as written. */
export type ReadDomain = (written: string) => DomainFacts

/** A reader that goes by the lists as the workspace has changed them. */
export function domainReader(changes: WordListChanges): ReadDomain {
  const kindOf = kindReader(changes)
  return (written) => {
    const host = parse(written.trim().toLowerCase()).hostname?.replace(/\.$/, '')
    const ascii = host === undefined ? '' : domainToASCII(host)
    if (ascii === '') return invalid
    const withPrivate = parse(ascii, { allowPrivateDomains: true })
    const icann = parse(ascii, { allowPrivateDomains: false })
    if (icann.domain === null || (icann.isIcann !== true && icann.publicSuffix !== reservedForExamples)) return invalid
    if (withPrivate.isPrivate === true && withPrivate.domain !== null) {
      if (!registries.has(withPrivate.publicSuffix ?? '')) return { domain: withPrivate.domain, kind: 'platform', labelKey: null, domainKey: null }
      return factsOf({ names: namesAbove(ascii), domain: withPrivate.domain, label: withPrivate.domainWithoutSuffix ?? '' }, kindOf)
    }
    return factsOf({ names: namesAbove(ascii), domain: icann.domain, label: icann.domainWithoutSuffix ?? '' }, kindOf)
  }
}

/** By the lists as they are delivered. */
export const readDomain = domainReader({})

function factsOf(host: Host, kindOf: (host: Host) => DomainKind): DomainFacts {
  const { domain, label } = host
  const kind = kindOf(host)
  const key = nameKey(domainToUnicode(label))
  const isOwn = kind === 'corporate' || kind === 'education'
  const isName = isOwn && Array.from(key).length >= 3 && !genericLabels.has(key)
  return { domain, kind, labelKey: isName ? key : null, domainKey: isOwn ? nameWords(domainToUnicode(domain)).join('') : null }
}

function kindReader(changes: WordListChanges): (host: Host) => DomainKind {
  const [noreply, disposable, free, platform, education] = (['noreply', 'disposable', 'free-mail', 'platforms', 'education'] as const).map((list) => domainTest(list, changes))
  return (host) =>
    host.names.some(isGithubNoreply) || noreply?.(host)
      ? 'noreply'
      : disposable?.(host)
        ? 'disposable'
        : free?.(host)
          ? 'free'
          : platform?.(host)
            ? 'platform'
            : education?.(host)
              ? 'education'
              : 'corporate'
}

/** Sites on which others keep a page: an account that states one as its domain, under another name, has no domain. */
export const isProfileSite = (domain: string): boolean => profileSites.has(domain)
const profileSites = new Set(platforms.profiles)
