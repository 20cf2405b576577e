import type { ReviewLine } from '../../../shared/contract-review-item.ts'
import { type Features, featuresOf } from '../verify/features.ts'
import type { Claim, Subject } from '../verify/subject.ts'

const employerOf = ({ company, domain }: Pick<Claim, 'company' | 'domain'>): string | null =>
  company === null ? domain : domain === null || domain === company ? company : `${company} (${domain})`

const sign = (isEqual: boolean, differs: boolean): ReviewLine['sign'] => (isEqual ? 'equal' : differs ? 'differs' : 'unknown')

const listed = (texts: readonly (string | null)[]): string | null => [...new Set(texts.flatMap((text) => (text === null ? [] : [text])))].join(', ') || null

const order = { differs: 0, equal: 1, unknown: 2 } as const

/** Conflicts first, then what agrees; what nobody states is left out. */
export const ordered = (lines: readonly ReviewLine[]): ReviewLine[] =>
  lines.filter(({ left, right }) => left !== null || right !== null).sort((one, other) => order[one.sign] - order[other.sign])

/** The profile beside a claim, as the verifier by rules compares them. */
export function claimLines(subject: Subject): ReviewLine[] {
  const { profile, claim, peers, history } = subject
  const features = featuresOf(subject)
  return ordered([
    { field: 'name', label: 'Name', left: profile.name, right: claim.name, sign: sign(features.name_same + features.name_initials > 0, features.name_different > 0) },
    { field: 'employer', label: 'Employer', left: profile.company, right: employerOf(claim), sign: sign(features.company_same > 0, features.company_differs > 0) },
    { field: 'location', label: 'Location', left: profile.location, right: claim.location, sign: sign(features.location_same > 0, features.location_differs > 0) },
    { field: 'title', label: 'Bio and title', left: profile.bio, right: claim.title, sign: sign(features.bio_names_employer + features.title_technical > 0, features.title_foreign > 0) },
    emailLine(subject, features),
    { field: 'profile', label: 'Profile', left: profile.login, right: claim.profileUrl, sign: sign(features.handle_same > 0, false) },
    { field: 'providers', label: 'Other providers', left: listed(peers.map((peer) => providerSays(peer))), right: employerOf(claim), sign: peerSign(features) },
    { field: 'former', label: 'Former employers', left: profile.company, right: listed(history.map(employerOf)), sign: sign(features.history_same > 0, false) },
    { field: 'ended', label: 'Ended', left: null, right: claim.endedAt?.slice(0, 10) ?? null, sign: sign(false, features.ended > 0) },
  ].filter(({ field, right, left }) => right !== null || (left !== null && field !== 'former' && field !== 'providers')))
}

/** The profile beside the company a person is attributed to; `peers` are what providers say of today. */
export function attributionLines(subject: Subject): ReviewLine[] {
  const { profile, claim, peers } = subject
  const features = featuresOf(subject)
  const employer = employerOf(claim)
  return ordered([
    { field: 'employer', label: 'Employer', left: profile.company, right: employer, sign: sign(features.company_same > 0, features.company_differs > 0) },
    emailLine(subject, features),
    { field: 'bio', label: 'Bio', left: profile.bio, right: employer, sign: sign(features.bio_names_employer > 0, false) },
    { field: 'website', label: 'Website', left: profile.website, right: claim.domain, sign: sign(claim.domain !== null && hostOf(profile.website) === claim.domain, false) },
    { field: 'providers', label: 'Providers', left: listed(peers.map((peer) => providerSays(peer))), right: employer, sign: peerSign(features) },
  ].filter(({ left }) => left !== null))
}

const providerSays = (claim: Claim): string => `${claim.provider}: ${employerOf(claim) ?? 'no employer'}`

const peerSign = (features: Features): ReviewLine['sign'] => sign(features.peers_agree > 0, features.peers_differ > 0)

function emailLine({ profile, claim }: Subject, features: Features): ReviewLine {
  const domains = listed(profile.emails.map((email) => email.slice(email.lastIndexOf('@') + 1)))
  return { field: 'email', label: 'E-mail domain', left: domains, right: claim.domain, sign: sign(features.mail_same > 0, features.mail_differs > 0) }
}

const hostOf = (website: string | null): string | null => /^(?:https?:\/\/)?(?:www\.)?([^/:?#\s]+)/i.exec(website?.trim() ?? '')?.[1]?.toLowerCase() ?? null
