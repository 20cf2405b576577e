/** Work this window started and can therefore cancel, by job id. */
const started = new Map<string, AbortController>()

export const canCancel = (jobId: string): boolean => started.has(jobId)
export const cancel = (jobId: string): void => started.get(jobId)?.abort()

/** Runs work that can be cancelled from anywhere in the window by its job id. */
export async function cancellable<T>(jobId: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  started.set(jobId, controller)
  try {
    return await work(controller.signal)
  } finally {
    started.delete(jobId)
  }
}

/** Cancelled is an expected outcome, not an error. */
export const isCancellation = (thrown: unknown): boolean => thrown instanceof DOMException && thrown.name === 'AbortError'
