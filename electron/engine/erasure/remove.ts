import type { Connection } from '../db/connection.ts'
import { rows, run } from '../db/query.ts'
import { bumpDataVersion } from '../db/settings.ts'
import { transaction } from '../db/transaction.ts'
import { publishedTables } from '../resolve/publish.ts'
import { countGone, goneRows, namingRows, noteErasedRows, type TableCount } from './found-rows.ts'
import { heldRows, personaTables } from './held-rows.ts'
import type { Patterns } from './patterns.ts'
import { redact } from './redact.ts'

interface Removal {
  patterns: Patterns
  /** Keys of answers that go. */
  keys: readonly string[]
  /** Names in the inbox of the copies that hold the people. */
  copies: readonly string[]
  at: string
}

/** Takes out every row of the people and every mention elsewhere. What is gathered of them stands in the temporary tables. */
export async function removePeople(connection: Connection, { patterns, keys, copies, at }: Removal): Promise<TableCount[]> {
  return transaction(connection, async () => {
    await noteErasedRows(connection)
    const counts = await countGone(connection, goneRows(patterns, keys))
    await connection.run(`CREATE OR REPLACE TEMP TABLE erased_counts AS SELECT import_id, 'taken' AS what, source_row FROM temp.erased_rows`)
    for (const { table, where } of [...namingRows(patterns, keys), ...heldRows]) {
      const what = { 'ops.rejects': 'rejected', 'ops.duplicates': 'duplicate' }[table]
      if (what !== undefined) await run(connection, `INSERT INTO temp.erased_counts SELECT DISTINCT import_id, '${what}', source_row FROM ${table} WHERE ${where}`)
    }
    // The rows of a claim tell its verdicts apart, and rejects their corrections, so in this order.
    for (const { table, where } of [...heldRows, ...namingRows(patterns, keys)]) await run(connection, `DELETE FROM ${table} WHERE ${where}`)
    await forgetDerived(connection)
    await recount(connection, { copies, at })
    await redact(connection, patterns)
    await bumpDataVersion(connection)
    return counts
  })
}

/** Empties what is derived from imports and decisions, to be made again. */
export async function forgetDerived(connection: Connection): Promise<void> {
  for (const table of [...publishedTables, ...personaTables]) await connection.run(`DELETE FROM ${table}`)
  await connection.run(`DELETE FROM ops.settings WHERE key IN ('resolved_version', 'found_version', 'personas_made')`)
}

/** Import records go on telling what became of every record of their file. */
async function recount(connection: Connection, { copies, at }: Pick<Removal, 'copies' | 'at'>): Promise<void> {
  await connection.run(
    `UPDATE ops.imports SET rows_taken = rows_taken - taken, rows_rejected = rows_rejected - rejected, rows_duplicate = rows_duplicate - duplicate FROM (
       SELECT import_id, count(*) FILTER (what = 'taken') AS taken, count(*) FILTER (what = 'rejected') AS rejected, count(*) FILTER (what = 'duplicate') AS duplicate FROM temp.erased_counts GROUP BY ALL) erased
     WHERE imports.import_id = erased.import_id`,
  )
  const named = await rows<{ id: number }>(connection, 'SELECT import_id AS id FROM ops.imports WHERE inbox_name IN (SELECT unnest($copies::JSON::VARCHAR[]))', { copies: JSON.stringify(copies) })
  await run(
    connection,
    `INSERT INTO ops.import_erasures SELECT import_id, count(*) FILTER (what IS NOT NULL), import_id IN (SELECT unnest($copied::JSON::INTEGER[])), $at::TIMESTAMP
     FROM (SELECT import_id, what FROM temp.erased_counts UNION ALL SELECT unnest($copied::JSON::INTEGER[]), NULL) GROUP BY ALL`,
    { copied: JSON.stringify(named.map(({ id }) => id)), at },
  )
  await run(connection, `UPDATE ops.imports SET inbox_name = 'removed-' || import_id WHERE import_id IN (SELECT unnest($copied::JSON::INTEGER[]))`, { copied: JSON.stringify(named.map(({ id }) => id)) })
}
