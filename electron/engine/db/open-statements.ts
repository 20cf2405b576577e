import { AppError } from '../../../shared/errors.ts'
import type { Connection } from './connection.ts'

/** The statements under way on a connection. DuckDB's process does not survive a connection that is closed under one. */
export interface OpenStatements {
  /** Refuses further statements, and resolves once the last one has ended. */
  end: () => Promise<void>
  /** How often one has begun or ended. */
  changes: () => number
  isAny: () => boolean
}

/** Watches a connection from now on. */
export function watchStatements(connection: Connection): OpenStatements {
  const open = new Set<Promise<unknown>>()
  let isEnding = false
  let changes = 0
  const watched = <Parameters extends unknown[], Result>(work: (...given: Parameters) => Promise<Result>) => (...given: Parameters): Promise<Result> => {
    if (isEnding) return Promise.reject(new AppError('no_workspace', 'The workspace was closed meanwhile.'))
    const statement = work(...given)
    open.add(statement)
    changes += 1
    const over = () => {
      open.delete(statement)
      changes += 1
    }
    statement.then(over, over)
    return statement
  }
  connection.runAndReadAll = watched(connection.runAndReadAll.bind(connection))
  connection.run = watched(connection.run.bind(connection))
  return {
    end: async () => {
      while (open.size > 0) await Promise.allSettled(open)
      isEnding = true
    },
    changes: () => changes,
    isAny: () => open.size > 0,
  }
}
