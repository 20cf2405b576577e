import type { Connection } from './connection.ts'
import { run } from './query.ts'

/** Tables into which an import commits rows before it is recorded in `ops.imports`; their readers see recorded imports only. */
export const crmTables: readonly string[] = ['crm.accounts', 'crm.contacts', 'crm.deals']

/** Takes out rows of imports that were never recorded: a killed or cancelled one leaves them. */
export async function removeUnrecorded(connection: Connection): Promise<void> {
  for (const table of crmTables) await run(connection, `DELETE FROM ${table} WHERE import_id NOT IN (SELECT import_id FROM ops.imports)`)
}
