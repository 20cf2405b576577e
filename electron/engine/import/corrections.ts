import type { Connection } from '../db/connection.ts'
import { run } from '../db/query.ts'
import type { Tally } from './tally.ts'

/** Rejects that a file brings again: its n-th record is the corrected record `rows[n - 1]` of that import. */
export interface Corrects {
  importId: number
  rows: readonly number[]
}

/** Links every record of the file to the reject it corrects; within the transaction of its import. */
export async function recordCorrections(connection: Connection, importId: number, { corrects, tally }: { corrects: Corrects; tally: Tally }): Promise<void> {
  const pairs = JSON.stringify(corrects.rows.map((row, index) => ({ row, place: index + 1 })))
  await run(
    connection,
    `INSERT INTO ops.corrections
     SELECT $import, $rejectedBy, (pair->>'row')::BIGINT, NOT EXISTS (SELECT 1 FROM ops.rejects r WHERE r.import_id = $import AND r.source_row = (pair->>'place')::BIGINT)
     FROM (SELECT unnest(from_json($pairs, '["JSON"]')) AS pair) WHERE (pair->>'place')::BIGINT <= $total`,
    { import: importId, rejectedBy: corrects.importId, pairs, total: tally.total },
  )
}
