import type { ErrorFrame } from './errors.ts'

/** What travels over every transport. `cancelled` is a state of a call, not an error. */
export type Frame =
  | { kind: 'call'; id: number; method: string; input: unknown }
  | { kind: 'cancel'; id: number }
  | { kind: 'ok'; id: number; output: unknown }
  | { kind: 'error'; id: number; error: ErrorFrame }
  | { kind: 'cancelled'; id: number }
  | { kind: 'event'; topic: string; payload: unknown }

/** All a MessagePort, a WebSocket or an in-process pair has to be. */
export interface Transport {
  send(frame: Frame): void
  /** Returns the function that stops listening. */
  onFrame(listener: (frame: Frame) => void): () => void
  /** Called once when the other side is gone. Returns the function that stops listening. */
  onClose(listener: () => void): () => void
  close(): void
}
