import type { Connection } from '../db/connection.ts'
import { one, run } from '../db/query.ts'
import type { Plan } from './importer.ts'

interface Repeats {
  duplicates: number
  /** Keys that occur more than once with different contents. */
  versions: number
}

/**
 * Takes out rows that repeat another row of the same file: the same event id, or an account or profile equal in every column (the last one stays,
 * so the order of differing versions keeps its meaning).
 */
export async function removeRepeats(connection: Connection, plan: Plan, importId: number): Promise<Repeats> {
  const columns = Object.keys(plan.columns)
  switch (plan.table) {
    case 'events':
      return { duplicates: await removeEvents(connection, importId), versions: 0 }
    case 'accounts':
      return removeRecords(connection, { table: 'crm.accounts', key: 'record_id', columns, importId })
    case 'profiles':
      return removeRecords(connection, { table: 'dev.profiles', key: `coalesce(CAST(github_id AS VARCHAR), lower(login))`, columns, importId })
  }
}

async function removeEvents(connection: Connection, importId: number): Promise<number> {
  const { events, ids } = await one<{ events: number; ids: number }>(
    connection,
    `SELECT count(source_event_id) AS events, count(DISTINCT hash(source_event_id)) AS ids FROM dev.events WHERE import_id = $import AND source_event_id IS NOT NULL`,
    { import: importId },
  )
  // Distinct hashes prove distinct ids; only then is the exact and slower look needed.
  if (events === ids) return 0
  return remove(
    connection,
    `DELETE FROM dev.events WHERE import_id = $import AND source_row IN (
       SELECT source_row FROM dev.events WHERE import_id = $import AND source_event_id IS NOT NULL
       QUALIFY row_number() OVER (PARTITION BY source_event_id ORDER BY source_row) > 1)`,
    importId,
  )
}

async function removeRecords(connection: Connection, { table, key, columns, importId }: { table: string; key: string; columns: string[]; importId: number }): Promise<Repeats> {
  const surplusRows = `SELECT count(*) - count(DISTINCT hash(${key})) AS surplus FROM ${table} WHERE import_id = $import`
  const { surplus } = await one<{ surplus: number }>(connection, surplusRows, { import: importId })
  if (surplus === 0) return { duplicates: 0, versions: 0 }
  await run(connection, 'CREATE OR REPLACE TEMP TABLE repeated (source_row BIGINT)')
  await run(
    connection,
    `INSERT INTO repeated SELECT source_row FROM ${table}
     WHERE import_id = $import AND ${key} IN (SELECT ${key} FROM ${table} WHERE import_id = $import GROUP BY ALL HAVING count(*) > 1)
     QUALIFY row_number() OVER (PARTITION BY ${columns.join(', ')} ORDER BY source_row DESC) > 1`,
    { import: importId },
  )
  const duplicates = await remove(connection, `DELETE FROM ${table} WHERE import_id = $import AND source_row IN (SELECT source_row FROM repeated)`, importId)
  if (table === 'crm.accounts') await remove(connection, 'DELETE FROM crm.stage_history WHERE import_id = $import AND source_row IN (SELECT source_row FROM repeated)', importId)
  await run(connection, 'DROP TABLE repeated')
  return { duplicates, versions: surplus - duplicates }
}

const remove = async (connection: Connection, sql: string, importId: number): Promise<number> => (await connection.run(sql, { import: importId })).rowsChanged
