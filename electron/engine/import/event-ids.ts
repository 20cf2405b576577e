import type { Connection } from '../db/connection.ts'
import { one, run } from '../db/query.ts'
import type { Plan } from './importer.ts'
import { idsTaken } from './staging.ts'
import { tables } from './tables.ts'

/** Whether rows of the plan repeat each other by the id of their event. */
export const hasEventIds = (plan: Plan): boolean => tables[plan.table].key === 'source_event_id' && plan.repeatsAdd !== true && !plan.items

/**
 * Begins to gather the ids of an import, as numbers, while its rows are appended: they are staged where every thread scans them, while DuckDB scans
 * the rows of a transaction itself by one thread.
 */
export const beginIds = (connection: Connection): Promise<void> => run(connection, 'CREATE OR REPLACE TEMP TABLE event_numbers (number BIGINT)')

/** Gathers the ids of the taken rows of a staged relation. */
export async function gatherIds(connection: Connection, plan: Plan, staged: string): Promise<void> {
  const ids = idsTaken(plan, staged)
  if (ids !== null) await run(connection, `INSERT INTO event_numbers SELECT TRY_CAST(id AS BIGINT) FROM (${ids})`)
}

/** One bit an id up to here (32 MB): counting distinct numbers in a bitmap takes a third of the time and a tenth of the memory of a hash table. */
const widestRange = 2 ** 28

interface Gathered {
  events: number
  /** Events whose id is a number. */
  numbers: number
  low: number
  high: number
}

/** Whether no two of the gathered ids are one. Forgets them. */
export async function areDistinct(connection: Connection, table: string, importId: number): Promise<boolean> {
  const gathered = await one<Gathered>(
    connection,
    'SELECT count(*) AS events, count(number) AS numbers, coalesce(min(number), 0) AS low, coalesce(max(number), 0) AS high FROM event_numbers',
  )
  const { ids } = gathered.events === 0 ? { ids: 0 } : await one<{ ids: number }>(connection, countIds(gathered, table), { import: importId })
  await run(connection, 'DROP TABLE event_numbers')
  return ids === gathered.events
}

/** Distinct hashes prove distinct ids; equal ones call for the exact and slower look. */
function countIds({ events, numbers, low, high }: Gathered, table: string): string {
  const narrow = numbers === events && low >= 0 && high <= Number.MAX_SAFE_INTEGER && high - low < widestRange
  return narrow
    ? `SELECT bit_count(bitstring_agg(number, ${low}, ${high})) AS ids FROM event_numbers`
    : `SELECT count(DISTINCT hash(source_event_id)) AS ids FROM ${table} WHERE import_id = $import AND source_event_id IS NOT NULL`
}
