/** Items of a generator, fetched before they are asked for. */
export interface Ahead<T> {
  take(): Promise<IteratorResult<T, unknown>>
  /** Releases what was fetched and never taken, and ends the source. */
  close(): Promise<void>
}

/** While one item is dealt with, the next is under way. */
export function fetchedAhead<T extends { release: () => Promise<void> }>(source: AsyncGenerator<T>): Ahead<T> {
  const waiting: Promise<IteratorResult<T, unknown>>[] = []
  return {
    take: () => {
      while (waiting.length < 2) {
        const next = source.next()
        // Looked at later; until then a failure must not count as unhandled.
        next.catch(() => undefined)
        waiting.push(next)
      }
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
