import type { Frame, Transport } from '../../shared/frame.ts'
import { decodeBinary, encodeBinary } from './binary-frame.ts'
import { createClosing } from './closing.ts'
import { createListeners } from './listeners.ts'
import { parseFrame } from './parse-frame.ts'

/** A browser's WebSocket, or one of `ws`. */
export interface SocketLike {
  binaryType: string
  readonly readyState: number
  send(data: Uint8Array<ArrayBuffer>): void
  close(): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void
}

const CONNECTING = 0
const OPEN = 1

/** Binary frames over a WebSocket. Frames sent before it is open wait; messages that are no frames are dropped. */
export function webSocketTransport(socket: SocketLike): Transport {
  const closing = createClosing()
  const frames = createListeners<[Frame]>()
  const waiting: Uint8Array<ArrayBuffer>[] = []
  socket.binaryType = 'arraybuffer'

  socket.addEventListener('message', ({ data }) => {
    if (!(data instanceof ArrayBuffer) || closing.isClosed()) return
    const frame = decodeFrame(data)
    if (frame) frames.tell(frame)
  })
  socket.addEventListener('open', () => {
    for (const bytes of waiting.splice(0)) socket.send(bytes)
  })
  socket.addEventListener('close', closing.close)
  // A failed connection is followed by `close`; without a listener `ws` would throw.
  socket.addEventListener('error', () => undefined)

  return {
    send: (frame) => {
      if (closing.isClosed()) return
      const bytes = encodeBinary(frame)
      if (socket.readyState === CONNECTING) waiting.push(bytes)
      else if (socket.readyState === OPEN) socket.send(bytes)
    },
    onFrame: frames.add,
    onClose: closing.onClose,
    close: () => {
      socket.close()
      closing.close()
    },
  }
}

function decodeFrame(data: ArrayBuffer): Frame | null {
  try {
    return parseFrame(decodeBinary(data))
  } catch {
    return null
  }
}
