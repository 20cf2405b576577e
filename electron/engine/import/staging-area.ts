import type { Connection } from '../db/connection.ts'
import { interruptible } from '../db/interrupt.ts'
import { one, run } from '../db/query.ts'
import type { Workspace } from '../db/workspace.ts'

/**
 * Where records wait between being read and being appended: one database in memory for every group, attached beside the workspace. What is
 * committed there is scanned by every thread, while DuckDB scans a transaction's own uncommitted rows with one; a malformed file breaks no
 * transaction; and detaching gives the memory back.
 */
export interface StagingArea {
  /** Table of the current group. */
  table(): string
  /** Adds the rows of a SELECT to the current group and returns their number. */
  add(connection: Connection, select: string, signal: AbortSignal): Promise<number>
  /** Forgets the current group. */
  clear(): Promise<void>
}

let groups = 0
const connections = new WeakMap<Workspace, Promise<Connection>>()

/** A connection beside the writer, which may not write to two databases in one transaction. One for every workspace. */
export function stagingConnection(workspace: Workspace): Promise<Connection> {
  const known = connections.get(workspace) ?? workspace.connect()
  connections.set(workspace, known)
  return known
}

export function stagingArea(workspace: Workspace): StagingArea {
  let database: string | null = null
  const table = () => `${database ?? ''}.records`
  return {
    table,
    add: async (connection, select, signal) => {
      if (database !== null) return (await interruptible(connection, signal, () => connection.run(`INSERT INTO ${table()} ${select}`))).rowsChanged
      const name = `staging_${++groups}`
      await run(connection, `ATTACH ':memory:' AS ${name}`)
      database = name
      await interruptible(connection, signal, () => connection.run(`CREATE TABLE ${table()} AS ${select}`))
      return (await one<{ records: number }>(connection, `SELECT count(*) AS records FROM ${table()}`)).records
    },
    clear: async () => {
      if (database === null) return
      const name = database
      database = null
      await run(await stagingConnection(workspace), `DETACH ${name}`)
    },
  }
}
