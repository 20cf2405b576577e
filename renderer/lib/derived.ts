import { cancellable } from './running.ts'
import type { Client } from '../../electron/transports/client.ts'

let refreshing: AbortController | null = null

/** Lets what changes the data go first; the engine starts over afterwards. */
export const stopRefreshing = (): void => refreshing?.abort()

/**
 * Brings people, companies and scores up to date as soon as the data changed, with progress in the status line, so that the next page opens at
 * once. Pages do the same by themselves when they need it: a failure here is theirs to tell.
 */
export async function refreshDerived(client: Client): Promise<void> {
  stopRefreshing()
  const { signal } = (refreshing = new AbortController())
  try {
    const jobId = crypto.randomUUID()
    await cancellable(jobId, (stopped) => client.call('resolve.run', { jobId }, { signal: AbortSignal.any([signal, stopped]) }))
    await client.call('score.run', {}, { signal })
  } catch {
    // See above.
  }
}
