import { one } from '../db/query.ts'
import type { DateOrders } from './date-order.ts'
import { readErased } from './erased-people.ts'
import type { FileJob, Source } from './file-job.ts'
import type { Plan } from './importer.ts'
import { type LoadInput, loadBatches, loadParquet } from './load.ts'
import { loadUnnumbered, mayLoadUnnumbered } from './load-unnumbered.ts'
import { isMalformed } from './malformed.ts'
import { orderedLayout } from './mapped-layout.ts'
import { readParquetLayout } from './parquet.ts'
import { carefulReading, fastReading, type Reading } from './reading.ts'
import type { Tally } from './tally.ts'

export interface Loaded {
  plan: Plan
  tally: Tally
  importId: number
}

/** Newer than any import, and not used up by a dry run. */
const dryImport = 2 ** 26
let dryRuns = 0

/** Appends the records of one file: at full speed, or, where that meets anything malformed, record by record. */
export async function loadFile(job: FileJob, { choice: { importer, settings }, sample, digesting }: Source, { orders }: DateOrders): Promise<Loaded> {
  const { session, sniffed, signal, transaction } = job
  const { writer, scratch } = session.workspace()
  const erased = await readErased(writer)
  const planFor = (layout: Reading['layout']): Plan => {
    const plan = importer.plan({ layout: orderedLayout(layout, orders), settings, dateOrder: 'dmy' })
    return erased ? erased.without(plan) : plan
  }
  let drawn: number | undefined
  const input = (plan: Plan): LoadInput => ({
    workspace: session.workspace(),
    target: { connection: writer, signal, settings },
    plan,
    sizes: job.sizes,
    begun: () => transaction.begun(),
    draw: async () => (drawn ??= job.dry ? dryImport + (dryRuns++ % 1_000_000) : (await one<{ id: number }>(writer, `SELECT nextval('ops.import_ids') AS id`)).id),
    begin: () => transaction.begin(),
    bytes: sniffed.bytes,
    onProgress: (share, records) => job.meter.update(share, records),
  })
  if (sniffed.container === 'parquet') {
    const plan = planFor(await readParquetLayout(writer, sniffed.path, sniffed.fileName))
    return { plan, ...(await loadParquet(sniffed, input(plan))) }
  }
  const readings = { sniffed, importer, names: sample.names, scratch, partBytes: job.sizes.partBytes }
  const fast = fastReading(readings)
  if (fast) {
    try {
      const plan = planFor(fast.layout)
      // Beside a transaction under way nothing can be committed.
      const inOnePass = sniffed.dialect !== null && mayLoadUnnumbered(plan) && !transaction.begun() && !job.dry
      return { plan, ...(await (inOnePass ? loadUnnumbered : loadBatches)(fast, input(plan))) }
    } catch (thrown) {
      if (signal.aborted || !isMalformed(thrown)) throw thrown
      await transaction.takeBack(drawn)
    }
  }
  const { detected } = await digesting
  const careful = carefulReading({ ...readings, sniffed: { ...sniffed, detected: detected ?? sniffed.detected } })
  const plan = planFor(careful.layout)
  return { plan, ...(await loadBatches(careful, input(plan))) }
}
