import type { Frame, Transport } from '../../shared/frame.ts'
import { createClosing } from './closing.ts'
import { createListeners } from './listeners.ts'
import { parseFrame } from './parse-frame.ts'

interface PortBase {
  postMessage(message: unknown): void
  start(): void
  close(): void
}

/** A DOM or Node MessagePort. */
export interface EventTargetPort extends PortBase {
  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void
}

/** Electron's MessagePortMain, in the main and utility processes. */
export interface EmitterPort extends PortBase {
  on(type: 'message', listener: (event: { data: unknown }) => void): unknown
  on(type: 'close', listener: () => void): unknown
}

/** Takes over the port: messages that are no frames are dropped. */
export function messagePortTransport(port: EventTargetPort | EmitterPort): Transport {
  const closing = createClosing()
  const frames = createListeners<[Frame]>()
  const receive = (event: { data?: unknown }) => {
    const frame = parseFrame(event.data)
    if (frame && !closing.isClosed()) frames.tell(frame)
  }

  if ('addEventListener' in port) {
    port.addEventListener('message', receive)
    port.addEventListener('close', closing.close)
  } else {
    port.on('message', receive)
    port.on('close', closing.close)
  }
  port.start()

  return {
    send: (frame) => {
      if (!closing.isClosed()) port.postMessage(frame)
    },
    onFrame: frames.add,
    onClose: closing.onClose,
    close: () => {
      port.close()
      closing.close()
    },
  }
}
