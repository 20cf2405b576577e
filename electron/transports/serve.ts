import type { Endpoint } from '../../shared/endpoint.ts'
import { toErrorFrame } from '../../shared/errors.ts'
import type { Transport } from '../../shared/frame.ts'

/**
 * Answers the calls that arrive on a transport from an endpoint and forwards its events, until the transport
 * closes or the returned function is called; both abort the calls still running.
 */
export function serve(transport: Transport, endpoint: Endpoint): () => void {
  const running = new Map<number, AbortController>()

  const answer = async (id: number, method: string, input: unknown): Promise<void> => {
    const controller = new AbortController()
    running.set(id, controller)
    try {
      const output = await endpoint.call(method, input, controller.signal)
      // Inside the try: an output that cannot be serialised must still be answered.
      transport.send({ kind: 'ok', id, output })
    } catch (thrown) {
      transport.send(controller.signal.aborted ? { kind: 'cancelled', id } : { kind: 'error', id, error: toErrorFrame(thrown) })
    } finally {
      running.delete(id)
    }
  }

  const stops = [
    transport.onFrame((frame) => {
      // A second call under a running id could only be answered ambiguously: it is dropped.
      if (frame.kind === 'call' && !running.has(frame.id)) void answer(frame.id, frame.method, frame.input)
      if (frame.kind === 'cancel') running.get(frame.id)?.abort()
    }),
    endpoint.subscribe((topic, payload) => transport.send({ kind: 'event', topic, payload })),
  ]

  const stop = () => {
    for (const end of stops.splice(0)) end()
    for (const controller of running.values()) controller.abort()
  }
  stops.push(transport.onClose(stop))
  return stop
}
