import type { DuckDBConnection } from '@duckdb/node-api'

/** Runs a query so that `signal` stops it. Rejects with the signal's reason once aborted. */
export async function interruptible<T>(connection: DuckDBConnection, signal: AbortSignal, query: () => Promise<T>): Promise<T> {
  signal.throwIfAborted()
  let timer: NodeJS.Timeout | undefined
  // DuckDB forgets an interrupt that arrives before the query has started, so it is repeated.
  const stop = () => {
    timer = setInterval(() => connection.interrupt(), 10)
  }
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await query()
  } catch (thrown) {
    signal.throwIfAborted()
    throw thrown
  } finally {
    clearInterval(timer)
    signal.removeEventListener('abort', stop)
  }
}
