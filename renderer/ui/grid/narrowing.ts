import type { Route } from '../../lib/route.ts'

/** What a grid without rows says is set, and what its button clears. */
export interface Narrowing {
  readonly text: string
  readonly clear: string
}

export function narrowingOf({ search, where }: Pick<Route, 'search' | 'where'>): Narrowing | null {
  const filter = where.length > 1 ? `the ${where.length} filters` : 'the filter'
  if (search !== '' && where.length > 0) return { text: `No row with “${search}” fits ${filter}.`, clear: `Clear the search and ${filter}` }
  if (search !== '') return { text: `No row contains “${search}”.`, clear: 'Clear the search' }
  return where.length > 0 ? { text: `No row fits ${filter}.`, clear: `Clear ${filter}` } : null
}
