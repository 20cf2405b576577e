import type { EventRecord } from './records.ts'

export interface Attributed {
  readonly event: EventRecord
  readonly person: string | null
  readonly company: string | null
  readonly confidence: number
}

/**
 * Events that several imports state, once each: equal GitHub event ids; else the k-th equal event of one import is the k-th of another.
 * The best attributed copy stays, then the earliest. Rows of one file never repeat each other unless they share an id.
 */
export function withoutRepeats(events: readonly Attributed[]): Attributed[] {
  const ordered = [...events].sort(byPreference)
  const ids = new Set<string>()
  const distinct = ordered.filter(({ event }) => {
    const id = event.eventId === null ? null : `${event.source} ${event.eventId}`
    if (id === null) return true
    if (ids.has(id)) return false
    ids.add(id)
    return true
  })
  const seen = new Map<string, number>()
  const places = new Map<string, Attributed[]>()
  for (const one of distinct) {
    const content = contentOf(one)
    // Rows with an id are told apart by it, so together they stand as one import.
    const origin = `${one.event.eventId === null ? one.event.file : 'archive'} ${content}`
    const place = seen.get(origin) ?? 0
    seen.set(origin, place + 1)
    places.set(`${place} ${content}`, [...(places.get(`${place} ${content}`) ?? []), one])
  }
  return [...places.values()].flatMap((copies) => copies.find(({ event }) => event.eventId !== null) ?? copies[0] ?? [])
}

function contentOf({ event, person, company }: Attributed): string {
  const second = event.at === null ? 'undated' : Math.floor(event.at / 1000)
  return JSON.stringify([event.source, event.target?.toLowerCase() ?? null, person ?? `at ${company ?? ''}`, second, event.quantity])
}

function byPreference(a: Attributed, b: Attributed): number {
  return (
    b.confidence - a.confidence ||
    compare(a.company ?? '~', b.company ?? '~') ||
    (a.event.at ?? Infinity) - (b.event.at ?? Infinity) ||
    a.event.collectedAt - b.event.collectedAt ||
    a.event.file - b.event.file ||
    a.event.row - b.event.row
  )
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
