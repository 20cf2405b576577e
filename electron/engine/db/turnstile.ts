/** Lets many go through at a time, and now and then one alone. */
export interface Turnstile {
  /** Runs `work` beside others, once nobody is alone. */
  pass<T>(work: () => Promise<T>): Promise<T>
  /** From within `pass`: runs `work` once everybody else has gone through; whoever comes meanwhile waits. */
  alone<T>(work: () => Promise<T>): Promise<T>
}

export function createTurnstile(): Turnstile {
  let inside = 0
  /** Those that are or want to be alone, one after the other. */
  let solitary: Promise<unknown> | null = null
  let onLeave: (() => void)[] = []
  const leave = () => {
    inside -= 1
    const waiting = onLeave
    onLeave = []
    for (const wake of waiting) wake()
  }
  const empty = async () => {
    while (inside > 0) await new Promise<void>((wake) => onLeave.push(wake))
  }
  return {
    pass: async (work) => {
      while (solitary !== null) await solitary
      inside += 1
      try {
        return await work()
      } finally {
        leave()
      }
    },
    alone: async (work) => {
      const before = solitary
      // Set before anything is awaited, so that nobody slips in.
      const turn = (async () => {
        await before
        leave()
        await empty()
        try {
          return await work()
        } finally {
          inside += 1
        }
      })()
      const over = turn.then(
        () => undefined,
        () => undefined,
      )
      solitary = over
      try {
        return await turn
      } finally {
        if (solitary === over) solitary = null
      }
    },
  }
}
