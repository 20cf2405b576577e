const first = 500
const longest = 60_000

/** Milliseconds before attempt `attempt + 1`: doubling with full jitter, never sooner than the server asked for. `random` is in [0, 1). */
export function backoff(attempt: number, retryAfter: number | null, random: number): number {
  const span = Math.min(longest, first * 2 ** (attempt - 1))
  // Everyone told the same instant comes back a little apart.
  return retryAfter === null ? span * (0.5 + random / 2) : retryAfter + random * Math.min(1000, retryAfter * 0.1 + 50)
}

/** Resolves after `milliseconds`, or rejects with the signal's reason. */
export const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const wake = () => {
      signal.removeEventListener('abort', stop)
      resolve()
    }
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = setTimeout(wake, milliseconds)
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
  })
