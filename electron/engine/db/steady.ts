import type { Connection } from './connection.ts'
import type { OpenStatements } from './open-statements.ts'
import { rows, type Values } from './query.ts'

/** What has been read on a connection since the workspace was last written to. */
interface Steady {
  writing: Pick<OpenStatements, 'changes' | 'isAny'>
  since: number
  answers: Map<string, Promise<readonly unknown[]>>
}

const steadyOf = new WeakMap<Connection, Steady>()

/** `writing`: the statements of the only connection that writes. */
export function keepUntilWritten(reader: Connection, writing: Steady['writing']): void {
  steadyOf.set(reader, { writing, since: writing.changes(), answers: new Map() })
}

/**
 * As `rows`, for what nearly every call asks (settings, the model in force, the run of a request): the reader of a workspace gives the same rows again
 * until the workspace is written to. While it is, everything is read: a commit can be seen before it is known to have ended.
 */
export function steadyRows<Row>(connection: Connection, sql: string, values: Values = {}): Promise<readonly Row[]> {
  const steady = steadyOf.get(connection)
  if (!steady || steady.writing.isAny()) return rows<Row>(connection, sql, values)
  const { answers, writing } = steady
  if (steady.since !== writing.changes()) {
    answers.clear()
    steady.since = writing.changes()
  }
  const key = JSON.stringify([sql, values])
  // The rows of one statement are of one type, given where it stands.
  const known = answers.get(key) as Promise<readonly Row[]> | undefined
  if (known) return known
  const found = rows<Row>(connection, sql, values)
  answers.set(key, found)
  found.catch(() => {
    if (answers.get(key) === found) answers.delete(key)
  })
  return found
}
