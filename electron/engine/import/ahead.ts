/** Items of a generator, fetched before they are asked for. */
export interface Ahead<T> {
  take(): Promise<IteratorResult<T, unknown>>
  /** Begins to fetch until `count` items wait. */
  reach(count: number): void
  /** Releases what was fetched and never taken, and ends the source. */
  close(): Promise<void>
}

/** While one item is dealt with, the next is always under way; `reach` uses idle time to fetch more. */
export function fetchedAhead<T extends { release: () => Promise<void> }>(source: AsyncGenerator<T>): Ahead<T> {
  const waiting: Promise<IteratorResult<T, unknown>>[] = []
  const reach = (count: number) => {
    while (waiting.length < count) {
      const next = source.next()
      // Looked at later; until then a failure must not count as unhandled.
      next.catch(() => undefined)
      waiting.push(next)
    }
  }
  return {
    reach,
    take: () => {
      reach(2)
      // Just filled.
      return waiting.shift() as Promise<IteratorResult<T, unknown>>
    },
    close: async () => {
      for (const next of waiting) {
        const left = await next.catch(() => undefined)
        if (left?.done === false) await left.value.release()
      }
      await source.return(undefined)
    },
  }
}
