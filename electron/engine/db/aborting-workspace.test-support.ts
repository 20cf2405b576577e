import type { Connection } from './connection.ts'
import type { Workspace } from './workspace.ts'

export interface Aborting {
  workspace: Workspace
  signal: AbortSignal
  /** Statements given to the writer so far. */
  statements: () => number
}

/** The workspace, with a signal that is aborted as soon as its writer is given the statement of this number, counted from 1; 0 never aborts. */
export function abortingAt(workspace: Workspace, place: number): Aborting {
  const controller = new AbortController()
  let count = 0
  const writer: Connection = new Proxy(workspace.writer, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      return (...values: unknown[]) => {
        if (typeof values[0] === 'string' && (key === 'run' || key === 'runAndReadAll')) {
          count += 1
          if (count === place) setImmediate(() => controller.abort(new Error('stopped by the test')))
        }
        return Reflect.apply(value, target, values) as unknown
      }
    },
  })
  return { workspace: { ...workspace, writer }, signal: controller.signal, statements: () => count }
}
