import occupations from '../../../resources/models/occupations.json' with { type: 'json' }
import { readDomain } from '../resolve/domain.ts'
import { nameKey } from '../resolve/name-key.ts'
import { compareEmployers, employerKeys, type EmployerMatch } from './employers.ts'
import { compareNames, handleKey, handleOfUrl, nameTokens } from './names.ts'
import { samePlace } from './places.ts'
import type { Profile, Subject } from './subject.ts'
import { transliterate } from './transliterate.ts'

/** What speaks for and against a claim, each 0 … 1; 0 also where nothing is known. */
export const featureNames = [
  'name_same', 'name_initials', 'name_partial', 'name_different', 'handle_same', 'slug_is_name', 'location_same', 'location_differs', 'mail_same', 'mail_differs', 'company_same', 'company_differs',
  'history_same', 'bio_names_employer', 'title_technical', 'title_foreign', 'peers_agree', 'peers_differ', 'provider_sure', 'provider_doubts', 'ended',
] as const
export type FeatureName = (typeof featureNames)[number]
export type Features = Readonly<Record<FeatureName, number>>

const technical = new Set(occupations.technical.map(transliterate))
const foreign = new Set(occupations.foreign)

const either = (condition: boolean): number => (condition ? 1 : 0)

export function featuresOf({ profile, claim, peers, history }: Subject): Features {
  const employer = employerKeys(claim)
  const name = compareNames(profile.name, claim.name)
  const handle = handleOf(profile, claim)
  const place = samePlace(profile.location, claim.location)
  const mail = mailMatch(profile, employer)
  const company = compareEmployers(employerKeys({ company: profile.company, domain: siteOf(profile.website) }), employer)
  const stated = employerKeys({ company: profile.company, domain: null })
  const past = history.map((job) => compareEmployers(stated, employerKeys(job)))
  const others = peers.map((peer) => compareEmployers(employerKeys(peer), employer))
  const agreeing = others.filter((match) => match === 'same').length
  const words = nameTokens(claim.title ?? '')
  return {
    name_same: either(name === 'same'),
    name_initials: either(name === 'initials'),
    name_partial: either(name === 'partial'),
    name_different: either(name === 'different'),
    handle_same: either(handle === 'same'),
    slug_is_name: either(handle === 'name'),
    location_same: either(place === true),
    location_differs: either(place === false),
    mail_same: either(mail === 'same'),
    mail_differs: either(mail === 'different'),
    company_same: either(company === 'same'),
    company_differs: either(company === 'different'),
    history_same: either(past.includes('same')),
    bio_names_employer: either(bioNames(profile.bio, claim.company)),
    title_technical: either(words.some((word) => technical.has(word)) && !words.some((word) => foreign.has(word))),
    title_foreign: either(words.some((word) => foreign.has(word))),
    peers_agree: Math.min(2, agreeing) / 2,
    peers_differ: others.length === 0 ? 0 : either(agreeing === 0 && others.includes('different')),
    provider_sure: claim.confidence === null ? 0 : Math.max(0, claim.confidence - 0.5) * 2,
    provider_doubts: claim.confidence === null ? 0 : Math.max(0, 0.5 - claim.confidence) * 2,
    ended: either(claim.endedAt !== null),
  }
}

/** The profile’s own address is only an employer’s site when it is called like the stated company. */
const siteOf = (website: string | null): string | null => {
  const facts = website === null ? null : readDomain(website)
  return facts?.kind === 'corporate' ? facts.domain : null
}

function mailMatch({ emails }: Profile, employer: ReadonlySet<string>): EmployerMatch {
  const corporate = emails.map((email) => readDomain(email.slice(email.lastIndexOf('@') + 1))).filter(({ kind }) => kind === 'corporate')
  if (corporate.length === 0) return 'unknown'
  const matches = corporate.map(({ domain }) => compareEmployers(employerKeys({ company: null, domain }), employer))
  return matches.includes('same') ? 'same' : matches.includes('related') ? 'related' : matches.includes('unknown') ? 'unknown' : 'different'
}

/** `same`: the claim’s account or mailbox is the login; `name`: it only spells the name, as a namesake’s would. */
function handleOf({ login, name }: Profile, claim: Subject['claim']): 'same' | 'name' | null {
  const slug = handleOfUrl(claim.profileUrl)
  const mailbox = claim.email === null ? null : claim.email.slice(0, claim.email.indexOf('@'))
  const keys = [slug, mailbox].flatMap((handle) => (handle === null ? [] : [handleKey(handle)])).filter((key) => key.length >= 4)
  const spelled = nameKey(name ?? '')
  const own = handleKey(login ?? '')
  // Where the login itself spells the name, an equal slug says no more than the name does.
  if (own !== '' && keys.includes(own)) return own === spelled ? 'name' : 'same'
  return keys.some((key) => key === spelled) ? 'name' : null
}

function bioNames(bio: string | null, company: string | null): boolean {
  const wanted = company === null ? '' : nameKey(company)
  if (bio === null || wanted.length < 4) return false
  return new RegExp(`(?:\\bat\\s+|@)${wanted}\\b`).test(transliterate(bio))
}
