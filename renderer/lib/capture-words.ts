import type { CaptureLimit, Completeness, SourceCapture } from '../../shared/contract-completeness.ts'
import type { Condition } from '../../shared/contract-grid.ts'
import { countOf, formatInteger } from './formats.ts'
import { sourceWord } from '../../shared/signal-names.ts'
import { sentenceCase } from './stage-words.ts'

const shortLimits: Readonly<Record<string, string>> = {
  stars_restricted: 'star lists since 30 Jun 2026', stargazer_cap: 'stops at 40,000', archive_incomplete: 'GH Archive since Jun 2025', archive_pushes: 'pushes since 7 Oct 2025',
  code_search_cap: 'stops at 1,000 results', events_feed: 'last 300 events', code_search: '1,000 results a query', contributors: 'first 500 addresses', scarf_dnt: 'without dnt',
  rb2b: 'US only, 30 days', downloads_anonymous: 'names no company',
}

/** A limit in two or three words, for a chip; the sentence is in `words`. */
export const shortLimit = ({ id }: CaptureLimit): string => shortLimits[id] ?? id.replaceAll('_', ' ')

const incomplete: Readonly<Record<string, (sources: string) => string>> = {
  stars_restricted: (sources) => `${sources} of lists collected since 30 June 2026 are incomplete`,
  stargazer_cap: (sources) => `${sources} stop at 40,000 a list`,
  archive_incomplete: (sources) => `${sources} since June 2025 are incomplete (GH Archive)`,
  archive_pushes: (sources) => `${sources} since 7 October 2025 are pushes without their commits (GH Archive)`,
  code_search_cap: (sources) => `${sources} stop at 1,000 a query`,
}

const plural = (source: string): string => {
  const word = sourceWord(source).toLowerCase()
  const [first = '', ...rest] = word.split(' at ')
  const many = first.endsWith('y') ? `${first.slice(0, -1)}ies` : `${first}s`
  return [source === 'product_usage' || source.endsWith('showing_use') ? first : many, ...rest].join(' at ')
}

function listed(words: readonly string[]): string {
  const shown = words.length > 3 ? [...words.slice(0, 2), `${words.length - 2} other sources`] : words
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`
}

export interface Incompleteness {
  /** In a few words, for the foot of a figure. */
  short: string
  words: string
}

/** What is known to be missing from the sources that score; null where nothing is. */
export function incompleteness({ sources }: Pick<Completeness, 'sources'>): Incompleteness | null {
  const totals = sources.filter(({ scored, level }) => scored && level === 'total')
  const touched = totals.filter(({ limits, gaps }) => gaps.length > 0 || limits.some(({ id, bites }) => bites && incomplete[id] !== undefined))
  const byLimit = new Map<string, string[]>()
  for (const { source, limits } of totals) for (const { id, bites } of limits) if (bites) byLimit.set(id, [...(byLimit.get(id) ?? []), plural(source)])
  const limits = [...byLimit].flatMap(([id, words]) => incomplete[id]?.(listed(words)) ?? [])
  const silent = totals.filter(({ gaps }) => gaps.length > 0)
  const days = silent.reduce((sum, { gaps }) => sum + gaps.reduce((all, gap) => all + gap.days, 0), 0)
  const gaps = silent.length === 0 ? [] : [`${listed(silent.map(({ source }) => plural(source)))} have gaps of ${countOf(days, 'day')} in all`]
  const parts = [...limits, ...gaps]
  if (parts.length === 0) return null
  return { short: `${formatInteger(touched.length)} of ${countOf(totals.length, 'source')} ${touched.length === 1 ? 'is' : 'are'} incomplete`, words: `${sentenceCase(parts.join('; '))}.` }
}

/** The rows of the events grid that a line of the sources counts. */
export function captureDoor({ source, excluded, level, target }: SourceCapture): Condition[] {
  return [
    { column: 'captured_as', operator: 'equals', values: [source] },
    { column: 'left_out_by_role', operator: 'equals', values: [excluded] },
    ...(level === 'target' && target
      ? [{ column: 'about', operator: 'equals' as const, values: [target.name] }, { column: 'about_kind', operator: 'equals' as const, values: [target.kind] }]
      : []),
  ]
}

export function gapWords(gaps: SourceCapture['gaps']): string {
  const [only] = gaps
  if (!only) return 'none'
  const days = gaps.reduce((sum, gap) => sum + gap.days, 0)
  return gaps.length === 1 ? countOf(only.days, 'day') : `${formatInteger(gaps.length)}, ${countOf(days, 'day')}`
}
