import type { Retention, RetentionKind } from '../../../shared/contract-retention.ts'
import type { Connection } from '../db/connection.ts'
import { run, type Values } from '../db/query.ts'
import { bumpDataVersion } from '../db/settings.ts'
import { transaction } from '../db/transaction.ts'
import { forgetDerived } from '../erasure/remove.ts'
import { tables } from '../import/tables.ts'
import { agedRows } from './due.ts'

/** Deletes what is due; import records go on telling what became of every record of their file. */
export const takeOut = (connection: Connection, due: Retention['due'], at: string): Promise<void> =>
  transaction(connection, async () => {
    for (const { kind, before } of due) {
      const values = { before, at }
      await noteInImports[kind](connection, values)
      if (kind !== 'copies') for (const { table, where } of agedRows[kind]) await run(connection, `DELETE FROM ${table} WHERE ${where}`, values)
    }
    await forgetDerived(connection)
    await bumpDataVersion(connection)
  })

const eventTables = agedRows.events.map(({ table }) => table)
const otherTables = Object.values(tables).map(({ name }) => name).filter((name) => !eventTables.includes(name))

/** Records of which no row is left once the events have gone. */
const emptied = `
  SELECT import_id, source_row FROM (${agedRows.events.map(({ table, where }) => `SELECT import_id, source_row, ${where} AS aged FROM ${table}`).join(' UNION ALL ')})
  GROUP BY ALL HAVING bool_and(aged)
  EXCEPT (${otherTables.map((table) => `SELECT import_id, source_row FROM ${table}`).join(' UNION ALL ')})`

const noteInImports: Readonly<Record<RetentionKind, (connection: Connection, values: Values) => Promise<void>>> = {
  events: async (connection, values) => {
    await run(connection, `CREATE OR REPLACE TEMP TABLE retention_gone AS SELECT import_id, count(*) AS records FROM (${emptied}) GROUP BY import_id`, values)
    await run(connection, 'UPDATE ops.imports SET rows_taken = rows_taken - records FROM temp.retention_gone gone WHERE imports.import_id = gone.import_id')
    await run(connection, 'UPDATE ops.imports SET period_from = least($before::TIMESTAMP, period_to) WHERE period_from < $before::TIMESTAMP AND import_id IN (SELECT import_id FROM temp.retention_gone)', values)
    await run(connection, 'INSERT INTO ops.import_erasures SELECT import_id, records, false, $at::TIMESTAMP FROM temp.retention_gone', values)
  },
  rejects: async (connection, values) => {
    const due = 'imported_at < $before::TIMESTAMP AND rows_rejected + rows_duplicate > 0'
    await run(connection, `INSERT INTO ops.import_erasures SELECT import_id, rows_rejected + rows_duplicate, false, $at::TIMESTAMP FROM ops.imports WHERE ${due}`, values)
    await run(connection, `UPDATE ops.imports SET rows_rejected = 0, rows_duplicate = 0 WHERE ${due}`, values)
  },
  // A copy that no record of an import names is removed when the workspace is opened.
  copies: async (connection, values) => {
    const [due] = agedRows.copies
    if (!due) return
    await run(connection, `INSERT INTO ops.import_erasures SELECT import_id, 0, true, $at::TIMESTAMP FROM ops.imports WHERE ${due.where}`, values)
    await run(connection, `UPDATE ops.imports SET inbox_name = 'removed-' || import_id WHERE ${due.where}`, values)
  },
  answers: () => Promise.resolve(),
}
