/** Yields what `source` yields while it already works on up to `depth` further items. Items fetched and never taken are released. */
export async function* ahead<T extends { release(): Promise<void> }>(source: AsyncGenerator<T>, depth: number): AsyncGenerator<T> {
  const fetched: Promise<IteratorResult<T, unknown>>[] = []
  const fetch = () => {
    const next = source.next()
    // Looked at later; until then a failure must not count as unhandled.
    next.catch(() => undefined)
    fetched.push(next)
  }
  for (let count = 0; count < depth; count++) fetch()
  try {
    for (;;) {
      const item = await fetched.shift()
      if (item === undefined || item.done === true) return
      fetch()
      yield item.value
    }
  } finally {
    for (const next of fetched) {
      const left = await next.catch(() => undefined)
      if (left?.done === false) await left.value.release()
    }
    await source.return(undefined)
  }
}
