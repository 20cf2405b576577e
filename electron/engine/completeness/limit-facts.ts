import type { CaptureLimit } from '../../../shared/contract-completeness.ts'
import type { ReportLanguage } from '../../../shared/contract-report.ts'
import { type LimitId, type LimitKnown, limitWords } from './limit-words.ts'

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

/** What is known to keep such events from being complete, in full sentences; the ones that bite first. */
export function limitsOf(facts: LimitFacts, language: ReportLanguage): CaptureLimit[] {
  const limit = (id: LimitId, holds: boolean, { since = null, bites = false, ...known }: Partial<Pick<CaptureLimit, 'since' | 'bites'>> & LimitKnown = {}): CaptureLimit[] => (holds ? [{ id, since, bites, words: limitWords(id, known, language) }] : [])
  return [
    ...limit('stars_restricted', facts.late_star_lists > 0, { since: starsRestricted, bites: true, files: facts.late_star_lists }),
    ...limit('stargazer_cap', facts.full_star_lists > 0, { bites: true, files: facts.full_star_lists }),
    ...limit('archive_incomplete', facts.archive_thinned > 0, { since: archiveThinned, bites: true, hasStars: facts.has_stars }),
    ...limit('archive_pushes', facts.pushes_thinned > 0, { since: pushesThinned, bites: true }),
    ...limit('code_search_cap', facts.full_searches > 0, { bites: true, files: facts.full_searches }),
    ...limit('events_feed', facts.short_feed),
    ...limit('code_search', facts.searches > 0 && facts.full_searches === 0),
    ...limit('contributors', facts.contributor_list),
    ...limit('scarf_dnt', facts.scarf),
    ...limit('rb2b', facts.rb2b),
  ]
}

export const downloadLimit = (language: ReportLanguage): CaptureLimit => ({ id: 'downloads_anonymous', since: null, bites: false, words: limitWords('downloads_anonymous', {}, language) })
