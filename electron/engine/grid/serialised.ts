import type { Connection } from '../db/connection.ts'

/** One connection whose statements run one after another, with the temporary tables of its own. */
export interface Serialised {
  readonly connection: Connection
  run<T>(work: () => Promise<T>): Promise<T>
  /** Refuses further work, stops what runs and waits for its end. */
  stop(): Promise<void>
}

export function serialised(connection: Connection): Serialised {
  let tail: Promise<unknown> = Promise.resolve()
  let stopped = false
  return {
    connection,
    run: (work) => {
      const next = tail.then(() => {
        if (stopped) throw new DOMException('The workspace was closed.', 'AbortError')
        return work()
      })
      tail = next.catch(() => undefined)
      return next
    },
    stop: async () => {
      stopped = true
      // DuckDB forgets an interrupt that arrives before the query has started, so it is repeated.
      const timer = setInterval(() => connection.interrupt(), 10)
      await tail
      clearInterval(timer)
    },
  }
}
