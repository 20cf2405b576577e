import type { Connection } from '../db/connection.ts'
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

/** How much is handled at a time; tests make it small. */
export interface Sizes {
  /** Scratch files are at most about this long. */
  partBytes: number
  /** Scratch files that may wait while DuckDB is busy; appending leaves a processor free for decoding. */
  partsAhead: number
  /** Staged records are appended once there are this many: every append leaves a part-filled row group that is compressed a second time. */
  groupRecords: number
}

export const usualSizes: Sizes = { partBytes: 64 << 20, partsAhead: 8, groupRecords: 1_000_000 }

export interface LoadInput {
  target: Omit<Target, 'plan' | 'importId'>
  plan: Plan
  sizes: Sizes
  /** Begins the transaction and draws the number of the import. */
  begin: () => Promise<number>
  /** `share` is 0 … 1 of the work. */
  onProgress: (share: number, records: number) => void
  bytes: number
}

const staged = 'staged_records'
export const dropStaged = `DROP TABLE IF EXISTS temp.${staged}`

/**
 * Stages every batch while the next one is decoded, and appends what is staged group by group. The first group is staged before the transaction
 * begins: DuckDB scans a committed table with every thread, its own uncommitted one with a single thread.
 */
export async function loadBatches(reading: Reading, input: LoadInput): Promise<{ tally: Tally; importId: number }> {
  const { target, plan } = input
  const tally = emptyTally()
  let waiting = 0
  let importId: number | undefined
  let ordinal: string | null = null
  let inPlace = false
  // A file read in place reports nothing by itself: staging is its first half, appending its second.
  const watched = <T>(from: number, work: () => Promise<T>): Promise<T> =>
    inPlace ? whileWatching(target.connection, (share) => input.onProgress(from + share / 2, tally.total + waiting), work) : work()
  const flush = async () => {
    if (waiting === 0) return
    importId ??= await input.begin()
    const records = waiting
    waiting = 0
    const appending = { ...target, plan, importId }
    await watched(0.5, () => append(appending, numbered(staged, ordinal, tally.total - tally.unreadable), records, tally))
  }
  const batches = reading.batches(target.signal, (bytes) => input.onProgress(bytes / input.bytes, tally.total + waiting))
  for await (const batch of ahead(batches, input.sizes.partsAhead)) {
    try {
      ;({ ordinal, inPlace } = batch)
      waiting += await watched(0, () => stage(input, batch, waiting === 0))
      tally.unreadable += batch.unreadable
      tally.total += batch.unreadable
    } finally {
      await batch.release()
    }
    if (waiting >= input.sizes.groupRecords) await flush()
  }
  await flush()
  await run(target.connection, dropStaged)
  return { tally, importId: importId ?? (await input.begin()) }
}

const watchInterval = 100

/** Tells, while `work` runs on the connection, how far its statement is: 0 … 1. */
async function whileWatching<T>(connection: Connection, report: (share: number) => void, work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => {
    const { percentage } = connection.progress
    if (percentage > 0) report(percentage / 100)
  }, watchInterval)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

/** Adds a batch to the staged records, or begins a new group with it; returns how many records it holds. */
async function stage({ target: { connection, signal }, plan }: LoadInput, batch: Batch, begins: boolean): Promise<number> {
  const select = stagedSelect(plan, batch)
  const before = begins ? 0 : await countStaged(connection)
  await interruptible(connection, signal, () => connection.run(begins ? `CREATE OR REPLACE TEMP TABLE ${staged} AS ${select}` : `INSERT INTO ${staged} ${select}`))
  return (await countStaged(connection)) - before
}

const countStaged = async (connection: Connection): Promise<number> => (await one<{ records: number }>(connection, `SELECT count(*) AS records FROM ${staged}`)).records

/** Parquet numbers its own rows, so they go straight into the table. */
export async function loadParquet({ path }: Sniffed, input: LoadInput): Promise<{ tally: Tally; importId: number }> {
  const { target, plan } = input
  const tally = emptyTally()
  const relation = parquetRelation(path)
  const { records } = await one<{ records: number }>(target.connection, `SELECT count(*) AS records FROM ${relation}`)
  const importId = await input.begin()
  const judged = `(${stagedSelect(plan, { relation, ordinal: 'file_row_number + 1' })})`
  await whileWatching(
    target.connection,
    (share) => input.onProgress(share, Math.round(share * records)),
    () => append({ ...target, plan, importId }, judged, records, tally),
  )
  return { tally, importId }
}
