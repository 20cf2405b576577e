import type { Output } from '../../../shared/contract.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows } from '../db/query.ts'
import { readImport } from './import-record.ts'

type Page = Output<'import.changes'>

/** One page of what an import changed. Throws `not_found` for an import that is not there. */
export async function readChanges(connection: Connection, { importId, offset, limit }: { importId: number; offset: number; limit: number }): Promise<Page> {
  await readImport(connection, importId)
  const { total } = await one<{ total: number }>(connection, 'SELECT count(*) AS total FROM ops.changes WHERE import_id = $importId', { importId })
  const changes = await rows<Page['changes'][number]>(
    connection,
    `SELECT c.record_id AS "recordId", n.name, c.kind, c.column_name AS "column", c.before, c.after, c.source_row AS row FROM (
       SELECT * FROM ops.changes WHERE import_id = $importId ORDER BY source_row, record_id, column_name LIMIT $limit OFFSET $offset) c
     LEFT JOIN (
       SELECT 'account' AS object, source_row, name FROM crm.accounts WHERE import_id = $importId
       UNION ALL SELECT 'contact', source_row, coalesce(name, email) FROM crm.contacts WHERE import_id = $importId
       UNION ALL SELECT 'deal', source_row, name FROM crm.deals WHERE import_id = $importId) n USING (object, source_row)
     ORDER BY c.source_row, c.record_id, c.column_name`,
    { importId, offset, limit },
  )
  return { changes, total }
}
