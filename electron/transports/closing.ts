import { createListeners } from './listeners.ts'

export interface Closing {
  isClosed: () => boolean
  close: () => void
  onClose: (listener: () => void) => () => void
}

/** Tells every listener once; one that comes too late is told right after. */
export function createClosing(): Closing {
  const listeners = createListeners<[]>()
  let closed = false
  return {
    isClosed: () => closed,
    close: () => {
      if (closed) return
      closed = true
      listeners.tell()
    },
    onClose: (listener) => {
      if (!closed) return listeners.add(listener)
      let wanted = true
      queueMicrotask(() => {
        if (wanted) listener()
      })
      return () => {
        wanted = false
      }
    },
  }
}
