/** Yields what `source` yields while it already works on the next item. Items fetched and never taken are released. */
export async function* ahead<T extends { release(): Promise<void> }>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  const fetch = () => {
    const next = source.next()
    // Looked at later; until then a failure must not count as unhandled.
    next.catch(() => undefined)
    return next
  }
  let next = fetch()
  try {
    for (;;) {
      const item = await next
      if (item.done === true) return
      next = fetch()
      yield item.value
    }
  } finally {
    const left = await next.catch(() => undefined)
    if (left?.done === false) await left.value.release()
    await source.return(undefined)
  }
}
