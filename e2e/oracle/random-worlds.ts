import fc from 'fast-check'
import { contactRow, dealRow, historyRow, type ContactRow, type DealRow, type HistoryRow } from './random-related.ts'
import { anyIso, names, often, plainIso, rarely, seldom, some, stamp } from './random-values.ts'
import type { Policy } from './score.ts'

/** Raw material of a small world: what each file says, before it is written out. */
export interface SmallWorld {
  /** How the files are written: headers of the CRM export, container of the account table, a line that is cut off. */
  readonly writing: { readonly internalNames: boolean; readonly accountsAsCsv: boolean; readonly ragged: boolean }
  readonly hubspot: readonly HubspotRow[]
  readonly accounts: readonly AccountRow[]
  readonly contacts: readonly ContactRow[]
  readonly laterContacts: readonly ContactRow[]
  readonly deals: readonly DealRow[]
  readonly history: readonly HistoryRow[]
  readonly profiles: readonly ProfileRow[]
  readonly laterProfiles: readonly ProfileRow[]
  readonly stars: StarList
  readonly undated: StarList
  readonly forks: StarList
  readonly archive: readonly (StarRow & { repo: string; kind: number; id: number })[]
  readonly events: readonly EventRow[]
  /** Rows of `events` (by index) that a second file states again, and rows of its own. */
  readonly repeated: readonly number[]
  readonly moreEvents: readonly EventRow[]
  readonly runs: readonly { readonly asOf: string; readonly policy: Policy }[]
}

export interface HubspotRow {
  readonly id: number
  readonly name: string
  readonly domain: string
  readonly further: string
  readonly stage: string
  readonly created: string
  readonly lead: string
  readonly opportunity: string
  readonly customer: string
}

export interface AccountRow {
  readonly record_id: string | null
  readonly name: string | null
  readonly domain: string | null
  readonly aliases: readonly string[]
  readonly stage: string
  readonly country: string | null
  readonly created_at: string | null
  readonly opportunity_at: string | null
  readonly customer_at: string | null
}

export interface User {
  readonly login: string
  readonly id: number
  readonly type: string
}

export interface ProfileRow {
  readonly user: User
  readonly email: string | null
  readonly company: string | null
}

export interface StarRow {
  readonly user: User
  readonly at: string
}

/** One file: the stars or forks of one repository. */
export interface StarList {
  readonly repo: string
  readonly rows: readonly StarRow[]
}

export interface EventRow {
  readonly occurred_at: string
  readonly source: string
  readonly login: string
  readonly github_id: string
  readonly email: string
  readonly domain: string
  readonly company: string
  readonly target: string
  readonly quantity: string
}

export const ownRepo = 'korvane--lab/kit'
export const competitorRepo = 'rival--works/kit'
export const competitorPackage = '@rival--works/kit'
export const ecosystemSite = 'docs.commons.example'
const repos = [ownRepo, ownRepo, competitorRepo, 'somebody--else/kit', 'Korvane--Lab/Kit']

const longer = [
  'SRE at Korvane', '@korvane, ex-@ostrell', 'Brelune / Ostrell', 'Korvane, Lisbon', 'Hollowmere University', 'formerly Brelune', '@korvane @brelune', 'Ostrell (@quietcorner)', 'CTO, Nimbræ Søndag', 'ex-Korvane, Brelune',
]
const texts = [...names, '@ostrell-holding', '@quietcorner', 'Quiet Corner', 'freelance', 'student', 'n/a', 'self-employed', '🚀', 'korvane.com', ...longer]
const domains = [
  'korvane.com', 'korvane.com', 'korvane.io', 'tashmere-labs.io', 'zorvik-and-quill.de', 'brelune.co.uk', 'ostrell-holding.example', 'hollowmere.edu',
]
const writtenDomains = [...domains, 'https://www.brelune.co.uk/about', 'WWW.Korvane.com', 'ostrell.github.io', 'gmail.com', '', '']
const hosts = [...domains, 'eng.korvane.com', 'gmail.com', 'googlemail.com', 'mailinator.com', 'cs.hollowmere.edu', 'uni-korvane.de', 'users.noreply.github.com']

export const users: readonly User[] = [
  { login: 'ada--one', id: 9_000_000_001, type: 'User' },
  { login: 'Bruno--Two', id: 9_000_000_002, type: 'User' },
  { login: 'chidi--three', id: 9_000_000_003, type: 'User' },
  { login: 'chidi--renamed', id: 9_000_000_003, type: 'User' },
  { login: 'ada--one', id: 9_000_000_010, type: 'User' },
  { login: 'dewi--four', id: 9_000_000_004, type: 'User' },
  { login: 'emre--five', id: 9_000_000_005, type: 'User' },
  { login: 'renovate[bot]', id: 9_000_000_006, type: 'Bot' },
  { login: 'dependabot', id: 9_000_000_007, type: 'User' },
  { login: 'korvane', id: 9_000_000_008, type: 'Organization' },
  { login: 'quietcorner', id: 9_000_000_009, type: 'Organization' },
]

const stages = ['Lead', 'Lead', 'Marketing Qualified Lead', 'opportunity', 'Opportunity', 'Customer', 'Evangelist', 'Other', '481516', '']

const hubspotRow: fc.Arbitrary<HubspotRow> = fc.record({
  id: fc.integer({ min: 101, max: 108 }),
  name: fc.constantFrom(...names, ''),
  domain: fc.constantFrom(...writtenDomains),
  further: rarely(fc.constantFrom('korvane.io', 'brelune.co.uk; tashmere-labs.io', 'gmail.com'), ''),
  stage: fc.constantFrom(...stages),
  created: rarely(stamp, ''),
  lead: rarely(stamp, ''),
  opportunity: rarely(stamp, ''),
  customer: rarely(stamp, ''),
})

const accountRow: fc.Arbitrary<AccountRow> = fc.record({
  record_id: often(fc.constantFrom('a1', 'a2', 'a3', '104'), null),
  name: often(fc.constantFrom(...names), null),
  domain: often(fc.constantFrom(...domains), null),
  aliases: rarely(fc.constantFrom<readonly string[]>(['Quiet Corner'], ['Ostrell', 'Brelune']), []),
  stage: fc.constantFrom('lead', 'opportunity', 'customer', 'lost', 'nurture', 'won'),
  country: often(fc.constantFrom('Norway', 'Chile'), null),
  created_at: rarely(anyIso, null),
  opportunity_at: rarely(plainIso, null),
  customer_at: rarely(plainIso, null),
})

const user = fc.constantFrom(...users)
const locals = ['ada', 'bruno', 'chidi', 'noreply', '9000000004+dewi--four', 'emre--five']
const address = fc.tuple(fc.constantFrom(...locals), fc.constantFrom(...hosts)).map(([local, host]) => `${local.includes('--') && host !== 'users.noreply.github.com' ? 'dewi' : local}@${host}`)

const profileRow: fc.Arbitrary<ProfileRow> = fc.record({ user, email: often(address, null), company: often(fc.constantFrom(...texts), null) })
const starRow: fc.Arbitrary<StarRow> = fc.record({ user, at: plainIso })
const starList = (maxLength: number): fc.Arbitrary<StarList> => fc.record({ repo: fc.constantFrom(...repos), rows: fc.array(starRow, { maxLength }) })
const noList: StarList = { repo: ownRepo, rows: [] }

const sources = [
  'docs_view', 'docs_edit', 'product_usage', 'product_signup', 'community_message', 'web_visit', 'package_install', 'dependent_repo', 'code_search_hit', 'commit_fingerprint', 'repo_star', 'competitor_fork',
  'star', 'fork', 'newsletter_open', '',
]

const eventRow: fc.Arbitrary<EventRow> = fc
  .record({
    occurred_at: often(anyIso, ''),
    source: fc.constantFrom(...sources),
    user: rarely(user, undefined),
    withId: fc.boolean(),
    email: rarely(address, ''),
    domain: rarely(fc.constantFrom(...domains, 'eng.korvane.com', 'gmail.com'), ''),
    company: rarely(fc.constantFrom(...texts), ''),
    repo: fc.constantFrom(...repos),
    page: often(fc.constantFrom(`https://${ecosystemSite}/start`, `www.${ecosystemSite}`, 'docs.korvane.com', '/start', 'index.html'), ''),
    bundle: often(fc.constantFrom(competitorPackage, 'pkg:npm/%40rival--works/kit@1.2.0', '@korvane--lab/kit', ownRepo, competitorRepo), ''),
    quantity: rarely(fc.constantFrom('0', '1', '2', '0.5', '12', 'many', '-1'), ''),
  })
  .map(({ user: actor, withId, repo, page, bundle, ...event }) => ({
    ...event,
    login: actor?.login ?? '',
    github_id: actor && withId ? String(actor.id) : '',
    target: /star|fork/.test(event.source) ? repo : /docs|visit/.test(event.source) ? page : /package|dependent|search/.test(event.source) ? bundle : '',
  }))

const run = fc.record({
  asOf: fc.constantFrom('2026-01-01', '2026-01-01', '2026-01-01T00:00:00Z', '2025-10-01T12:30:00Z', '2025-06-01', '2026-09-01', '2023-01-01'),
  policy: fc.constantFrom<Policy>('reliable', 'all'),
})

/** A world holds few files, so that many worlds can be tried; over all of them every format meets every other. */
export const smallWorld: fc.Arbitrary<SmallWorld> = fc.record({
  writing: fc.record({ internalNames: fc.boolean(), accountsAsCsv: fc.boolean(), ragged: fc.boolean() }),
  hubspot: often(some(hubspotRow, 8), []),
  accounts: rarely(some(accountRow, 5), []),
  contacts: rarely(some(contactRow, 6), []),
  laterContacts: seldom(some(contactRow, 3), []),
  deals: rarely(some(dealRow, 6), []),
  history: seldom(some(historyRow, 6), []),
  profiles: often(some(profileRow, 8), []),
  laterProfiles: seldom(some(profileRow, 3), []),
  stars: often(starList(8), noList),
  undated: seldom(starList(4), noList),
  forks: seldom(starList(4), noList),
  archive: rarely(some(fc.record({ user, repo: fc.constantFrom(...repos), at: plainIso, kind: fc.nat(6), id: fc.integer({ min: 1, max: 12 }) }), 8), []),
  events: often(some(eventRow, 14), []),
  repeated: seldom(fc.array(fc.nat(13), { maxLength: 5 }), []),
  moreEvents: seldom(some(eventRow, 5), []),
  runs: often<SmallWorld['runs']>(fc.tuple(run), [{ asOf: '2026-01-01', policy: 'reliable' }, { asOf: '2025-06-01', policy: 'all' }]),
})
