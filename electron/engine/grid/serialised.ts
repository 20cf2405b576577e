import type { Connection } from '../db/connection.ts'
import { interruptible } from '../db/interrupt.ts'

/** One connection whose statements run one after another, with the temporary tables of its own. */
export interface Serialised {
  readonly connection: Connection
  run<T>(work: () => Promise<T>): Promise<T>
  /** Work in the background: whatever else is asked of the connection stops it. Resolves with `undefined` where that happened. */
  yielding<T>(work: () => Promise<T>): Promise<T | undefined>
  /** Refuses further work, stops what runs and waits for its end. */
  stop(): Promise<void>
}

export function serialised(connection: Connection): Serialised {
  let tail: Promise<unknown> = Promise.resolve()
  let stopped = false
  let background = new AbortController()
  const queued = <T>(work: () => Promise<T>): Promise<T> => {
    const next = tail.then(() => {
      if (stopped) throw new DOMException('The workspace was closed.', 'AbortError')
      return work()
    })
    tail = next.catch(() => undefined)
    return next
  }
  return {
    connection,
    run: (work) => {
      background.abort()
      return queued(work)
    },
    yielding: (work) => {
      background = new AbortController()
      const { signal } = background
      return queued(() => interruptible(connection, signal, work)).catch((thrown: unknown) => {
        if (signal.aborted && !stopped) return undefined
        throw thrown
      })
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
