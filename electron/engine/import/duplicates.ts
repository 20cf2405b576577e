import type { Connection } from '../db/connection.ts'
import { one, run } from '../db/query.ts'
import { crmTables } from '../db/unrecorded.ts'
import { areDistinct, hasEventIds } from './event-ids.ts'
import type { Plan } from './importer.ts'
import { tables } from './tables.ts'

interface Repeats {
  /** Records, however many rows each filled. */
  duplicates: number
  /** Keys that occur more than once with different contents. */
  versions: number
}

/**
 * Takes out rows that repeat another row of the same file: the same event id, or an account or profile equal in every column (the last one stays,
 * so the order of differing versions keeps its meaning). A record that filled several rows repeats another that filled the same ones.
 */
export async function removeRepeats(connection: Connection, plan: Plan, importId: number): Promise<Repeats> {
  const { name, key } = tables[plan.table]
  if (plan.repeatsAdd === true) return { duplicates: 0, versions: 0 }
  if (plan.items) return { duplicates: await removeItems(connection, { table: name, plan, importId }), versions: 0 }
  if (hasEventIds(plan)) return { duplicates: await removeEvents(connection, name, importId), versions: 0 }
  return removeRecords(connection, { table: name, key, columns: Object.keys(plan.columns), importId })
}

async function removeEvents(connection: Connection, table: string, importId: number): Promise<number> {
  if (await areDistinct(connection, table, importId)) return 0
  await run(
    connection,
    `INSERT INTO ops.duplicates SELECT $import, source_row, first_row, source_event_id FROM (
       SELECT source_row, source_event_id, min(source_row) OVER (PARTITION BY source_event_id) AS first_row FROM ${table} WHERE import_id = $import AND source_event_id IS NOT NULL)
     WHERE source_row > first_row`,
    { import: importId },
  )
  return remove(
    connection,
    `DELETE FROM ${table} WHERE import_id = $import AND source_row IN (
       SELECT source_row FROM ${table} WHERE import_id = $import AND source_event_id IS NOT NULL
       QUALIFY row_number() OVER (PARTITION BY source_event_id ORDER BY source_row) > 1)`,
    importId,
  )
}

async function removeRecords(connection: Connection, { table, key, columns, importId }: { table: string; key: string; columns: string[]; importId: number }): Promise<Repeats> {
  const surplusRows = `SELECT count(*) - count(DISTINCT hash(${key})) AS surplus FROM ${table} WHERE import_id = $import`
  const { surplus } = await one<{ surplus: number }>(connection, surplusRows, { import: importId })
  if (surplus === 0) return { duplicates: 0, versions: 0 }
  await run(connection, 'CREATE OR REPLACE TEMP TABLE repeated (source_row BIGINT, last_row BIGINT, record_key VARCHAR)')
  await run(
    connection,
    `INSERT INTO repeated SELECT source_row, max(source_row) OVER (PARTITION BY ${columns.join(', ')}), CAST(${key} AS VARCHAR) FROM ${table}
     WHERE import_id = $import AND ${key} IN (SELECT ${key} FROM ${table} WHERE import_id = $import GROUP BY ALL HAVING count(*) > 1)
     QUALIFY row_number() OVER (PARTITION BY ${columns.join(', ')} ORDER BY source_row DESC) > 1`,
    { import: importId },
  )
  await run(connection, 'INSERT INTO ops.duplicates SELECT $import, source_row, last_row, record_key FROM repeated', { import: importId })
  const duplicates = await remove(connection, `DELETE FROM ${table} WHERE import_id = $import AND source_row IN (SELECT source_row FROM repeated)`, importId)
  if (crmTables.includes(table)) await remove(connection, 'DELETE FROM crm.stage_history WHERE import_id = $import AND source_row IN (SELECT source_row FROM repeated)', importId)
  await run(connection, 'DROP TABLE repeated')
  return { duplicates, versions: surplus - duplicates }
}

async function removeItems(connection: Connection, { table, plan, importId }: { table: string; plan: Plan; importId: number }): Promise<number> {
  const cells = [...(plan.items?.place === undefined ? [] : [plan.items.place]), ...Object.keys(plan.columns)]
  // Equal hashes of all rows only point at the records; equal rows decide.
  await run(
    connection,
    `CREATE OR REPLACE TEMP TABLE suspected AS
       SELECT source_row, list({${cells.map((cell) => `${cell}: ${cell}`).join(', ')}} ORDER BY ${cells.join(', ')}) AS filled FROM ${table} WHERE import_id = $import AND source_row IN (
         SELECT source_row FROM (SELECT source_row, bit_xor(hash(${cells.join(', ')})) AS contents FROM ${table} WHERE import_id = $import GROUP BY source_row)
         QUALIFY count(*) OVER (PARTITION BY contents) > 1)
       GROUP BY source_row`,
    { import: importId },
  )
  const repeated = 'SELECT source_row FROM suspected QUALIFY row_number() OVER (PARTITION BY filled ORDER BY source_row DESC) > 1'
  const { duplicates } = await one<{ duplicates: number }>(connection, `SELECT count(*) AS duplicates FROM (${repeated})`)
  if (duplicates > 0) await remove(connection, `DELETE FROM ${table} WHERE import_id = $import AND source_row IN (${repeated})`, importId)
  await run(connection, 'DROP TABLE suspected')
  return duplicates
}

const remove = async (connection: Connection, sql: string, importId: number): Promise<number> => (await connection.run(sql, { import: importId })).rowsChanged
