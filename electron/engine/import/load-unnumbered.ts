import type { Connection } from '../db/connection.ts'
import { interruptible } from '../db/interrupt.ts'
import { one, rows } from '../db/query.ts'
import { noteDoubts, stageColumn } from './append.ts'
import type { Plan } from './importer.ts'
import { type LoadInput, type Loaded, whileWatching } from './load.ts'
import type { Reading } from './reading.ts'
import { countJudgements, ignoredVerdict, insertStageNames, insertUnnumbered, numberRows, rejectedUnnumbered, removeUntaken } from './staging.ts'
import { stageOf } from './stage-names.ts'
import { tables } from './tables.ts'
import { emptyTally, type Tally } from './tally.ts'

/** Tables whose readers see the rows of recorded imports only, unless a record tells its stage by more than its word, or may be about somebody whose data must not touch the file. */
export const mayLoadUnnumbered = ({ table, stage, erased }: Plan): boolean => tables[table].object !== undefined && stage === undefined && erased === undefined

/** Most of the time goes into reading; numbering is the rest. */
const readingShare = 0.9

/**
 * Records that DuckDB reads in place, straight into their table. No reader of CSV numbers its rows, so they are committed in the order of the file
 * without a number, unseen because no import is recorded yet, and numbered by their place in the transaction that records the import. A killed
 * process leaves rows that opening the workspace takes out.
 */
export async function loadUnnumbered(reading: Reading, input: LoadInput): Promise<Loaded> {
  const { plan, target } = input
  const { connection, signal } = target
  const into = tables[plan.table]
  const importId = await input.draw()
  const change = (sql: string) => interruptible(connection, signal, () => connection.run(sql, { import: importId }))
  for await (const source of reading.batches(signal, () => undefined)) {
    await whileWatching(connection, (share) => input.onProgress(share * readingShare, 0), () => change(insertUnnumbered({ plan, into, source })))
  }
  await input.begin()
  const of = { import: importId }
  const { first } = await one<{ first: number }>(connection, `SELECT coalesce(min(rowid), 0) AS first FROM ${into.name} WHERE import_id = $import`, of)
  const tally = await judged(connection, { plan, table: into.name, importId, first })
  input.onProgress(readingShare, tally.total)
  if (tally.taken < tally.total) await change(removeUntaken(into.name))
  const stage = await stageColumn({ ...target, plan }, `(SELECT stage_raw FROM ${into.name} WHERE import_id = ${importId})`)
  await change(numberRows(into.name, first, stage))
  if (plan.stageDates.length > 0) await change(insertStageNames(into, plan, (raw) => stageOf(raw, target.settings)))
  return { tally, importId }
}

interface Unnumbered {
  plan: Plan
  table: string
  importId: number
  first: number
}

async function judged(connection: Connection, { plan, table, importId, first }: Unnumbered): Promise<Tally> {
  const tally = emptyTally()
  for (const { doubts, verdict, records } of await rows<{ doubts: number; verdict: number; records: number }>(connection, countJudgements(table), { import: importId })) {
    tally.total += records
    if (verdict === 0) tally.taken += records
    if (verdict === ignoredVerdict) tally.ignored += records
    if (verdict <= 0) noteDoubts(tally, plan, { doubts, records })
  }
  if (tally.taken + tally.ignored < tally.total) {
    for (const { source_row, verdict } of await rows<{ source_row: number; verdict: number }>(connection, rejectedUnnumbered(table, first), { import: importId })) tally.rejected.push({ row: source_row, check: verdict })
  }
  return tally
}
