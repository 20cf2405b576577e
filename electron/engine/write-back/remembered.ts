import type { Crm } from '../../../shared/contract-write-back.ts'
import type { Connection } from '../db/connection.ts'
import { rows, run } from '../db/query.ts'
import type { DataFile } from './files.ts'
import { newsOf } from './told.ts'

interface Of {
  crm: Crm
  object: DataFile['object']
}

/** What the CRM was last told of each record. */
export async function lastTold(connection: Connection, { crm, object }: Of): Promise<Map<string, string>> {
  const found = await rows<{ record: string; told: string }>(connection, 'SELECT record, told::VARCHAR AS told FROM ops.written_back WHERE crm = $crm AND object = $object', { crm, object })
  return new Map(found.map(({ record, told }) => [record, told]))
}

/** Remembers what was told of the records that a file holds; the caller holds the transaction. */
export async function rememberTold(connection: Connection, { crm, object, asOf, told }: Of & { asOf: string; told: readonly DataFile['rows'][number][] }): Promise<void> {
  const values = { crm, object, as_of: asOf, at: new Date().toISOString(), told: JSON.stringify(told.map((row) => ({ record: row.record, told: newsOf(row.told) }))), shape: '[{"record": "VARCHAR", "told": "VARCHAR"}]' }
  const given = 'SELECT unnest(from_json($told::JSON, $shape), recursive := true)'
  await run(connection, `DELETE FROM ops.written_back WHERE crm = $crm AND object = $object AND record IN (SELECT record FROM (${given}))`, values)
  await run(connection, `INSERT INTO ops.written_back SELECT $crm, $object, record, told::JSON, $as_of::TIMESTAMP, $at::TIMESTAMP FROM (${given})`, values)
}
