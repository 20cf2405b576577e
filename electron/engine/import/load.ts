import { interruptible } from '../db/interrupt.ts'
import { one, run } from '../db/query.ts'
import { ahead } from './ahead.ts'
import { append, type Target } from './append.ts'
import type { Plan } from './importer.ts'
import { parquetRelation } from './parquet.ts'
import type { Batch, Reading } from './reading.ts'
import { numbered, stagedSelect } from './staging.ts'
import type { Sniffed } from './sniff.ts'
import { emptyTally, type Tally } from './tally.ts'

export interface LoadInput {
  target: Omit<Target, 'plan' | 'importId'>
  plan: Plan
  /** Begins the transaction and draws the number of the import. */
  begin(): Promise<number>
  onProgress(consumed: number, records: number): void
}

const staged = 'staged_records'

/**
 * Stages and appends every batch while the next one is decoded. The first batch is staged before the transaction begins: DuckDB scans a
 * committed table with every thread, its own uncommitted one with a single thread.
 */
export async function loadBatches(reading: Reading, input: LoadInput): Promise<{ tally: Tally; importId: number }> {
  const { target, plan } = input
  const tally = emptyTally()
  let consumed = 0
  let importId: number | undefined
  const batches = reading.batches(target.signal, (bytes) => {
    consumed = bytes
    input.onProgress(consumed, tally.total)
  })
  for await (const batch of ahead(batches)) {
    try {
      const before = tally.total
      const records = await stage(input, batch)
      importId ??= await input.begin()
      await append({ ...target, plan, importId }, numbered(staged, batch.ordinal, before), records, tally)
      tally.unreadable += batch.unreadable
      tally.total += batch.unreadable
      input.onProgress(consumed, tally.total)
    } finally {
      await batch.release()
    }
  }
  await run(target.connection, `DROP TABLE IF EXISTS temp.${staged}`)
  return { tally, importId: importId ?? (await input.begin()) }
}

async function stage({ target: { connection, signal }, plan }: LoadInput, batch: Batch): Promise<number> {
  const sql = `CREATE OR REPLACE TEMP TABLE ${staged} AS ${stagedSelect(plan, batch)}`
  await interruptible(connection, signal, () => connection.run(sql))
  return (await one<{ records: number }>(connection, `SELECT count(*) AS records FROM ${staged}`)).records
}

/** Parquet numbers its own rows, so they go straight into the table. */
export async function loadParquet({ path }: Sniffed, input: LoadInput): Promise<{ tally: Tally; importId: number }> {
  const { target, plan } = input
  const tally = emptyTally()
  const relation = parquetRelation(path)
  const { records } = await one<{ records: number }>(target.connection, `SELECT count(*) AS records FROM ${relation}`)
  const importId = await input.begin()
  await append({ ...target, plan, importId }, `(${stagedSelect(plan, { relation, ordinal: 'file_row_number + 1' })})`, records, tally)
  return { tally, importId }
}

export const dropStaged = `DROP TABLE IF EXISTS temp.${staged}`
