import type { Segment } from '../../../shared/segment.ts'
import type { Connection } from '../db/connection.ts'
import { run as execute, type Values } from '../db/query.ts'
import type { Run } from '../score/run-store.ts'
import type { Stage } from '../workspace/stages.ts'

/** What has been worked out of one run, or of a segment of it, each part at its first use. Parts are known by name. */
export interface Kept {
  /** The name of a temporary table with what a statement selects. */
  table(name: string, make: () => { sql: string; values: Values }): Promise<string>
  value<T>(name: string, make: () => Promise<T>): Promise<T>
}

interface Shelf {
  parts: Map<string, Promise<unknown>>
  tables: string[]
  users: number
}

/** Parts that several runs or segments share a place for, and how many have one there beside those in use. */
interface Place {
  name: string
  spare: number
}

/** Two dates or policies that somebody goes to and fro between. */
const ofRun: Place = { name: 'run', spare: 2 }
const shelvesOf = new WeakMap<Connection, Map<string, Map<string, Shelf>>>()
let tables = 0

/**
 * Lends what is kept of a run to `work`, so that a change of the filter reads it and neither the CRM nor the signals. A run belongs to one version of the data,
 * so what is kept of it never changes.
 */
export async function withKept<T>(connection: Connection, { run, stages, segment = [], place = ofRun }: { run: Run; stages: readonly Stage[]; segment?: Segment; place?: Place }, work: (kept: Kept) => Promise<T>): Promise<T> {
  const places = shelvesOf.get(connection) ?? new Map<string, Map<string, Shelf>>()
  shelvesOf.set(connection, places)
  const shelves = places.get(place.name) ?? new Map<string, Shelf>()
  places.set(place.name, shelves)
  const key = JSON.stringify([run.runId, stages, segment])
  const shelf = shelves.get(key) ?? { parts: new Map<string, Promise<unknown>>(), tables: [], users: 0 }
  // The one used last stands last.
  shelves.delete(key)
  shelves.set(key, shelf)
  shelf.users += 1
  try {
    return await work(keptOn(connection, shelf))
  } finally {
    shelf.users -= 1
    await dropIdle(connection, shelves, place.spare)
  }
}

function keptOn(connection: Connection, { parts, tables: names }: Shelf): Kept {
  const value = <T>(name: string, make: () => Promise<T>): Promise<T> => {
    // A name stands for one type, given where it is made.
    const known = parts.get(name) as Promise<T> | undefined
    if (known) return known
    const made = make()
    parts.set(name, made)
    made.catch(() => parts.delete(name))
    return made
  }
  return {
    value,
    table: (name, make) =>
      value(name, async () => {
        tables += 1
        const table = `kept_${name}_${tables}`
        const { sql, values } = make()
        await execute(connection, `CREATE TEMP TABLE ${table} AS ${sql}`, values)
        names.push(table)
        return table
      }),
  }
}

async function dropIdle(connection: Connection, shelves: Map<string, Shelf>, spare: number): Promise<void> {
  const idle = [...shelves].filter(([, { users }]) => users === 0)
  for (const [key, shelf] of idle.slice(0, Math.max(0, idle.length - spare))) {
    shelves.delete(key)
    for (const table of shelf.tables) await execute(connection, `DROP TABLE IF EXISTS ${table}`)
  }
}
