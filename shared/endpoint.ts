import type { Topic } from './contract.ts'

/** The engine as a transport sees it: anything may arrive, validation is the endpoint's work. */
export interface Endpoint {
  /** Rejects with an AppError, or with `signal.reason` once the signal is aborted. */
  call(method: string, input: unknown, signal: AbortSignal): Promise<unknown>
  /** Returns the function that stops listening. */
  subscribe(listener: (topic: Topic, payload: unknown) => void): () => void
}
