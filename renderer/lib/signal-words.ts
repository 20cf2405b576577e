/** Families of signals in the order they are drawn (method, section 3). */
export const families = ['own_oss', 'product', 'dependency', 'docs', 'commits', 'community', 'competitor_oss', 'web', 'package'] as const

const methodNames: Readonly<Record<string, string>> = {
  human: 'Decided by a person', email_domain: 'Corporate e-mail domain', company_text: 'Company text of the profile', org_handle: '@organisation on the profile',
  company_text_unknown: 'Company text no account bears', company_listed: 'One of several companies in the text', school_text: 'School in the company text',
  community_text: 'Community in the company text', bio_text: 'Company in the biography', provider_claim: 'Unverified claim of a provider', verified_claim: 'Verified claim of a provider', website_domain: 'Website of the profile', event_domain: 'Domain in the event', event_company: 'Company in the event',
  renamed: 'Renamed', acquired: 'Acquired', subsidiary: 'Subsidiary', similar_name: 'Similar name', name: 'Equal name', domain: 'Equal domain',
}

const providerNames: Readonly<Record<string, string>> = {
  pdl: 'People Data Labs', rb2b: 'RB2B', 'hunter-verifier': 'Hunter (verified address)', zoominfo: 'ZoomInfo', rocketreach: 'RocketReach', contactout: 'ContactOut', leadmagic: 'LeadMagic',
}

const spaced = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1).replaceAll('_', ' ')

export const providerWord = (provider: string): string => providerNames[provider] ?? spaced(provider)
export const methodWord = (method: string): string => methodNames[method] ?? spaced(method)

/** Colour of a family as a CSS value. */
export const familyColour = (family: string): string => `var(--family-${family.replaceAll('_', '-')}, var(--control-line))`
