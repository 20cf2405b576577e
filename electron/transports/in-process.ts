import type { Frame, Transport } from '../../shared/frame.ts'
import { createClosing } from './closing.ts'
import { createListeners } from './listeners.ts'
import { parseFrame } from './parse-frame.ts'

/** Two connected transports in one process. Frames are cloned, so callers meet a real boundary. */
export function inProcessPair(): [Transport, Transport] {
  const closing = createClosing()
  const left = createListeners<[Frame]>()
  const right = createListeners<[Frame]>()

  const side = (own: typeof left, other: typeof left): Transport => ({
    send: (frame) => {
      if (closing.isClosed()) return
      const copy: unknown = structuredClone(frame)
      queueMicrotask(() => {
        const arrived = parseFrame(copy)
        if (arrived && !closing.isClosed()) other.tell(arrived)
      })
    },
    onFrame: own.add,
    onClose: closing.onClose,
    close: closing.close,
  })
  return [side(left, right), side(right, left)]
}
