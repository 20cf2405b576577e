import type { CaptureLimit } from '../../../shared/contract-completeness.ts'

/** GitHub's stargazer lists show 400 pages of 100. */
const starCap = 40_000
const searchCap = 1_000
const feedCap = 300
const starsRestricted = '2026-06-30'
const archiveThinned = '2025-06-01'
const pushesThinned = '2025-10-07'

/** SQL over an import's columns: a file of GH Archive that is named by its hour. */
export const isHourFile = `regexp_matches(file_name, '^\\d{4}-\\d{2}-\\d{2}-\\d{1,2}( \\(\\d+\\))?\\.json(\\.gz)?$')`

const isList = (format: string): string => `format = '${format}'`

/** Aggregates over the events of one line joined with their imports; `limitsOf` words them. */
export const limitFacts = `
  coalesce(sum(events) FILTER (${isList('gh-archive')} AND day >= DATE '${archiveThinned}'), 0)::BIGINT AS archive_thinned,
  coalesce(sum(events) FILTER (${isList('gh-archive')} AND action = 'commit' AND day >= DATE '${pushesThinned}'), 0)::BIGINT AS pushes_thinned,
  bool_or(action = 'star') AS has_stars,
  bool_or(${isList('gh-archive')} AND NOT ${isHourFile} AND rows_total <= ${feedCap}) AS short_feed,
  count(DISTINCT import_id) FILTER (${isList('github-stargazers')} AND collected_at > TIMESTAMP '${starsRestricted}')::INTEGER AS late_star_lists,
  count(DISTINCT import_id) FILTER (${isList('github-stargazers')} AND rows_total > ${starCap - 100} AND rows_total <= ${starCap})::INTEGER AS full_star_lists,
  count(DISTINCT import_id) FILTER (${isList('github-code-search')})::INTEGER AS searches,
  count(DISTINCT import_id) FILTER (${isList('github-code-search')} AND rows_total >= ${searchCap})::INTEGER AS full_searches,
  bool_or(${isList('github-contributors')}) AS contributor_list,
  bool_or(${isList('scarf')}) AS scarf,
  bool_or(${isList('rb2b')}) AS rb2b`

export interface LimitFacts {
  archive_thinned: number
  pushes_thinned: number
  has_stars: boolean
  short_feed: boolean
  late_star_lists: number
  full_star_lists: number
  searches: number
  full_searches: number
  contributor_list: boolean
  scarf: boolean
  rb2b: boolean
}

const files = (count: number, one: string, many: string): string => `${count.toLocaleString('en')} ${count === 1 ? one : many}`

/** What is known to keep such events from being complete, in full sentences; the ones that bite first. */
export function limitsOf(facts: LimitFacts): CaptureLimit[] {
  const found: (CaptureLimit | false)[] = [
    facts.late_star_lists > 0 && {
      id: 'stars_restricted', since: starsRestricted, bites: true,
      words: `Since 30 June 2026 GitHub shows who starred a repository only to its admins and collaborators: ${files(facts.late_star_lists, 'list was', 'lists were')} collected later and may lack stars.`,
    },
    facts.full_star_lists > 0 && {
      id: 'stargazer_cap', since: null, bites: true,
      words: `${files(facts.full_star_lists, 'stargazer list stops', 'stargazer lists stop')} at 40,000, where GitHub stops listing: later stars are missing.`,
    },
    facts.archive_thinned > 0 && {
      id: 'archive_incomplete', since: archiveThinned, bites: true,
      words: facts.has_stars
        ? 'GH Archive has been incomplete since June 2025; in 2026 it captured under 20 % of stars. Do not compare with earlier months.'
        : 'GH Archive has been incomplete since June 2025. Do not compare with earlier months.',
    },
    facts.pushes_thinned > 0 && {
      id: 'archive_pushes', since: pushesThinned, bites: true,
      words: 'Since 7 October 2025 GH Archive lists pushes without their commits: a push counts as one commit, and its authors’ addresses are missing.',
    },
    facts.full_searches > 0 && {
      id: 'code_search_cap', since: null, bites: true,
      words: `${files(facts.full_searches, 'code search holds', 'code searches hold')} 1,000 results, the most GitHub gives of one query: further hits are missing.`,
    },
    facts.short_feed && {
      id: 'events_feed', since: null, bites: false,
      words: `A file of at most ${feedCap} events may be GitHub’s events feed, which shows the last ${feedCap} events of at most 30 days.`,
    },
    facts.searches > 0 && facts.full_searches === 0 && {
      id: 'code_search', since: null, bites: false,
      words: 'GitHub’s code search gives at most 1,000 results of a query, from default branches and files under 384 KB.',
    },
    facts.contributor_list && {
      id: 'contributors', since: null, bites: false,
      words: 'GitHub links only the first 500 author addresses of a repository to accounts; the other contributors come by address, and none has a date.',
    },
    facts.scarf && {
      id: 'scarf_dnt', since: null, bites: false,
      words: 'Scarf leaves out who asks not to be tracked (dnt), and names companies by network address: people at home are not seen.',
    },
    facts.rb2b && { id: 'rb2b', since: null, bites: false, words: 'RB2B identifies people in the United States only, and a file covers at most 30 days.' },
  ]
  return found.filter((limit) => limit !== false)
}

export const downloadLimit: CaptureLimit = {
  id: 'downloads_anonymous', since: null, bites: false,
  words: 'Package registries such as npm and PyPI count downloads and never identify a company: a trend of the package, never scored. Mirrors and build servers are among them.',
}
