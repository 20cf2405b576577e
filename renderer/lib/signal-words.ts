/** Families of signals in the order they are drawn (method, section 3). */
export const families = ['own_oss', 'product', 'dependency', 'docs', 'commits', 'community', 'competitor_oss', 'web', 'package'] as const

const familyNames: Readonly<Record<string, string>> = {
  own_oss: 'Own open source', product: 'Product', dependency: 'Dependencies', docs: 'Docs', commits: 'Commits elsewhere', community: 'Community',
  competitor_oss: 'Competitors’ open source', web: 'Web', package: 'Packages',
}

const sourceNames: Readonly<Record<string, string>> = {
  repo_star: 'Star', repo_fork: 'Fork', repo_issue: 'Issue', repo_pull_request: 'Pull request', repo_commit: 'Commit', competitor_star: 'Star at a competitor',
  competitor_fork: 'Fork at a competitor', dependent_repo: 'Dependent repository', code_search_hit: 'Code search hit', commit_fingerprint: 'Commit showing use',
  docs_edit: 'Docs edit', docs_view: 'Docs view', product_usage: 'Product usage', product_signup: 'Product sign-up', community_message: 'Community message',
  web_visit: 'Web visit', package_install: 'Package install', star: 'Star', fork: 'Fork', issue: 'Issue', pull_request: 'Pull request', commit: 'Commit',
}

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

export const familyWord = (family: string): string => familyNames[family] ?? spaced(family)
export const sourceWord = (source: string): string => sourceNames[source] ?? spaced(source)
export const providerWord = (provider: string): string => providerNames[provider] ?? spaced(provider)
export const methodWord = (method: string): string => methodNames[method] ?? spaced(method)

/** Colour of a family as a CSS value. */
export const familyColour = (family: string): string => `var(--family-${family.replaceAll('_', '-')}, var(--control-line))`
