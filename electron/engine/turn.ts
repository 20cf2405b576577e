import { setImmediate as breathe } from 'node:timers/promises'

/** How long work may hold the engine before others may have it, in milliseconds. */
const longest = 8

export interface Turn {
  /** Whether others should have the engine now. */
  isOver(): boolean
  /** Lets them; throws where the work was cancelled. */
  next(): Promise<void>
}

/** The turns of a long calculation in memory; `held` is how long each may take. Throws where it was cancelled before it began. */
export function turnsOf(signal?: AbortSignal, held = longest): Turn {
  signal?.throwIfAborted()
  let since = performance.now()
  return {
    isOver: () => performance.now() - since > held,
    next: async () => {
      await breathe()
      signal?.throwIfAborted()
      since = performance.now()
    },
  }
}
