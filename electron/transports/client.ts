import { events, type EventPayload, type Input, type Method, type Output, type Topic } from '../../shared/contract.ts'
import { AppError, fromErrorFrame } from '../../shared/errors.ts'
import type { Frame, Transport } from '../../shared/frame.ts'
import { createListeners } from './listeners.ts'

export interface CallOptions {
  signal?: AbortSignal | undefined
  /** An aborted call waits for what the engine says became of it: it may have been done already. */
  patient?: boolean | undefined
}

export interface Client {
  /** Rejects with an AppError, with `signal.reason` once aborted, or with AppError `disconnected` when the engine is gone. */
  call<M extends Method>(method: M, input: Input<M>, options?: CallOptions): Promise<Output<M>>
  /** Payloads that do not fit the contract are dropped. Returns the function that stops listening. */
  on<T extends Topic>(topic: T, listener: (payload: EventPayload<T>) => void): () => void
  /** Called once when the engine is gone. Returns the function that stops listening. */
  onClose(listener: () => void): () => void
  close(): void
}

type Outcome = Extract<Frame, { kind: 'ok' | 'error' | 'cancelled' }> | { kind: 'aborted' | 'gone' } | { kind: 'unsendable'; cause: unknown }

const gone = () => new AppError('disconnected', 'The engine is not connected.')

export function createClient(transport: Transport): Client {
  const pending = new Map<number, (outcome: Outcome) => void>()
  const published = createListeners<[topic: string, payload: unknown]>()
  let lastId = 0
  let closed = false

  transport.onFrame((frame) => {
    if (frame.kind === 'event') published.tell(frame.topic, frame.payload)
    if (frame.kind === 'ok' || frame.kind === 'error' || frame.kind === 'cancelled') pending.get(frame.id)?.(frame)
  })

  transport.onClose(() => {
    closed = true
    for (const settle of [...pending.values()]) settle({ kind: 'gone' })
  })

  const send = (method: string, input: unknown, { signal, patient = false }: CallOptions) =>
    new Promise<Outcome>((resolve) => {
      const id = ++lastId
      const settle = (outcome: Outcome) => {
        pending.delete(id)
        signal?.removeEventListener('abort', cancel)
        resolve(outcome)
      }
      const cancel = () => {
        transport.send({ kind: 'cancel', id })
        if (!patient) settle({ kind: 'aborted' })
      }
      pending.set(id, settle)
      signal?.addEventListener('abort', cancel, { once: true })
      try {
        transport.send({ kind: 'call', id, method, input })
      } catch (cause) {
        settle({ kind: 'unsendable', cause })
      }
    })

  const request = async (method: string, input: unknown, options: CallOptions): Promise<unknown> => {
    const { signal } = options
    signal?.throwIfAborted()
    if (closed) throw gone()
    const outcome = await send(method, input, options)
    switch (outcome.kind) {
      case 'ok':
        return outcome.output
      case 'error':
        throw fromErrorFrame(outcome.error)
      case 'unsendable':
        throw new AppError('invalid_input', `The input of ${method} cannot be sent.`, { cause: outcome.cause })
      case 'gone':
        throw gone()
      case 'aborted':
      case 'cancelled':
        signal?.throwIfAborted()
        throw new DOMException('The engine cancelled the call.', 'AbortError')
    }
  }

  return {
    // The engine builds every output against the contract; parsing it again here would cost without telling more.
    call: (method, input, options) => request(method, input, options ?? {}) as Promise<Output<typeof method>>,
    on: (topic, listener) =>
      published.add((arrived, payload) => {
        if (arrived !== topic) return
        const parsed = events[topic].safeParse(payload)
        // TypeScript does not carry the topic through the union of schemas.
        if (parsed.success) listener(parsed.data as EventPayload<typeof topic>)
      }),
    onClose: (listener) => transport.onClose(listener),
    close: () => transport.close(),
  }
}
