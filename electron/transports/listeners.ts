export interface Listeners<T extends unknown[]> {
  add: (listener: (...values: T) => void) => () => void
  tell: (...values: T) => void
}

/** A set of listeners; adding or removing one while they are told takes effect afterwards. */
export function createListeners<T extends unknown[]>(): Listeners<T> {
  const listeners = new Set<(...values: T) => void>()
  return {
    add: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tell: (...values) => {
      for (const listener of [...listeners]) listener(...values)
    },
  }
}
