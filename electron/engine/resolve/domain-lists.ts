import noreply from '../../../resources/models/noreply.json' with { type: 'json' }
import type { WordList } from '../../../shared/contract-resolution.ts'
import { changesOf, entriesOf, type WordListChanges } from './word-lists.ts'

export interface Host {
  /** The host and what is above it: a.b.c, b.c, c. */
  readonly names: readonly string[]
  /** Its registrable domain, and the first label of that. */
  readonly domain: string
  readonly label: string
}

const githubHosts = new Set(noreply.github)
/** A host whose addresses name a login. */
export const isGithubNoreply = (host: string): boolean => githubHosts.has(host)
/** `a.b.c` → a.b.c, b.c, c. */
export const namesAbove = (host: string): string[] => host.split('.').map((_, index, labels) => labels.slice(index).join('.'))

/**
 * Whether a host is on a list: it or a domain above it, its label under any suffix (`gmail.*`), or its domain by a pattern (`uni-*.de`). The nearest entry
 * counts, so that what was taken off the list is off it with all hosts below.
 */
export function domainTest(list: WordList, changes: WordListChanges): (host: Host) => boolean {
  const removed = new Set(changesOf(list, changes).removed)
  const entries = entriesOf(list, changes)
  const exact = new Set(entries.filter((entry) => !entry.includes('*')))
  const labels = new Set(entries.filter((entry) => entry.endsWith('.*')).map((entry) => entry.slice(0, -2)))
  const patterns = entries
    .filter((entry) => entry.includes('*') && !entry.endsWith('.*'))
    .map((entry) => new RegExp(`^${entry.replaceAll('.', '\\.').replaceAll('*', '.+')}$`))
  return ({ names, domain, label }) => {
    for (const name of names) {
      if (exact.has(name)) return true
      if (removed.has(name)) return false
    }
    return labels.has(label) || patterns.some((pattern) => pattern.test(domain))
  }
}
