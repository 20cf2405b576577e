import type { Connection } from '../db/connection.ts'
import { one } from '../db/query.ts'
import type { Workspace } from '../db/workspace.ts'
import { fetchedAhead } from './ahead.ts'
import { append, type Target } from './append.ts'
import { beginIds, hasEventIds } from './event-ids.ts'
import type { Plan } from './importer.ts'
import { parquetRelation } from './parquet.ts'
import type { Batch, Reading } from './reading.ts'
import { stagingArea, stagingConnection } from './staging-area.ts'
import { numbered, stagedSelect } from './staging.ts'
import type { Sniffed } from './sniff.ts'
import { emptyTally, type Tally } from './tally.ts'

/** How much is handled at a time; tests make it small. */
export interface Sizes {
  /** Scratch files are at most about this long. */
  partBytes: number
  /** Staged records are appended once there are this many. */
  groupRecords: number
}

/** Every scratch file costs a statement of its own: quarters of this size make an archive a tenth slower. */
export const usualSizes: Sizes = { partBytes: 256 << 20, groupRecords: 1_000_000 }

export interface LoadInput {
  workspace: Workspace
  target: Omit<Target, 'plan' | 'importId'>
  plan: Plan
  sizes: Sizes
  /** True once the transaction runs: from then on the writer may write to the workspace only. */
  begun: () => boolean
  /** The number of the import, drawn when first asked for. */
  draw: () => Promise<number>
  /** Begins the transaction where that has not happened. */
  begin: () => Promise<void>
  /** `share` is 0 … 1 of the work. */
  onProgress: (share: number, records: number) => void
  bytes: number
}

export interface Loaded {
  tally: Tally
  importId: number
}

/** Begins the transaction and draws the number of the import. */
async function begin(input: LoadInput): Promise<number> {
  await input.begin()
  if (hasEventIds(input.plan)) await beginIds(input.target.connection)
  return input.draw()
}

/**
 * Stages every batch while the next one is decoded, and appends what is staged group by group while the next group is staged. The transaction
 * begins with the first append.
 */
export async function loadBatches(reading: Reading, input: LoadInput): Promise<Loaded> {
  const { workspace, target, plan } = input
  const { connection, signal } = target
  const tally = emptyTally()
  let staged = 0
  let group = { area: stagingArea(workspace), records: 0 }
  let importId: number | undefined
  let ordinal: string | null = null
  let inPlace = false
  let appended = Promise.resolve()
  // A file read in place reports nothing by itself: staging is its first half, appending its second.
  const watched = <T>(from: number, work: () => Promise<T>): Promise<T> => (inPlace ? whileWatching(connection, (share) => input.onProgress(from + share / 2, staged), work) : work())
  const flush = async () => {
    await appended
    if (group.records === 0) return
    const appending = { ...target, plan, importId: (importId ??= await begin(input)) }
    const { area, records } = group
    group = { area: stagingArea(workspace), records: 0 }
    const rows = numbered(area.table(), ordinal, tally.total - tally.unreadable)
    appended = watched(0.5, () => append(appending, rows, records, tally)).finally(() => area.clear())
    // Looked at before the next group; until then a failure must not count as unhandled.
    appended.catch(() => undefined)
  }
  // The writer shows how far it is, but within its transaction it may write to the workspace only.
  const stage = async (batch: Batch): Promise<number> => group.area.add(input.begun() ? await stagingConnection(workspace) : connection, stagedSelect(plan, batch), signal)
  const queue = fetchedAhead(reading.batches(signal, (bytes) => input.onProgress(bytes / input.bytes, staged)))
  const released: Promise<void>[] = []
  try {
    for (let item = await queue.take(); item.done !== true; item = await queue.take()) {
      const batch = item.value
      try {
        ;({ ordinal, inPlace } = batch)
        const records = await watched(0, () => stage(batch))
        group.records += records
        staged += records + batch.unreadable
        tally.unreadable += batch.unreadable
        tally.total += batch.unreadable
      } finally {
        released.push(batch.release())
      }
      if (group.records >= input.sizes.groupRecords) await flush()
    }
    await flush()
    await appended
  } finally {
    await appended.catch(() => undefined)
    await Promise.all(released)
    await queue.close()
    await group.area.clear()
  }
  return { tally, importId: importId ?? (await begin(input)) }
}

const watchInterval = 100

/** Tells, while `work` runs on the connection, how far its statement is: 0 … 1. */
export async function whileWatching<T>(connection: Connection, report: (share: number) => void, work: () => Promise<T>): Promise<T> {
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

/** Parquet numbers its own rows, so they go straight into the table. */
export async function loadParquet({ path }: Sniffed, input: LoadInput): Promise<Loaded> {
  const { target, plan } = input
  const tally = emptyTally()
  const relation = parquetRelation(path)
  const { records } = await one<{ records: number }>(target.connection, `SELECT count(*) AS records FROM ${relation}`)
  const importId = await begin(input)
  const judged = `(${stagedSelect(plan, { relation, ordinal: 'file_row_number + 1' })})`
  await whileWatching(
    target.connection,
    (share) => input.onProgress(share, Math.round(share * records)),
    () => append({ ...target, plan, importId }, judged, records, tally),
  )
  return { tally, importId }
}
