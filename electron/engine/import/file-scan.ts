import type { Connection } from '../db/connection.ts'
import { interruptible } from '../db/interrupt.ts'
import { rows } from '../db/query.ts'
import type { Workspace } from '../db/workspace.ts'
import type { Importer, Layout } from './importer.ts'
import { isMalformed } from './malformed.ts'
import { parquetRelation, readParquetLayout } from './parquet.ts'
import { carefulReading, fastReading, type Reading } from './reading.ts'
import type { Sniffed } from './sniff.ts'
import { asText } from './workbook/as-text.ts'

export interface Scan {
  workspace: Workspace
  /** Its path lies where DuckDB may read. */
  sniffed: Sniffed
  importer: Importer
  /** Names of the sample's columns or keys. */
  names: readonly string[]
  signal: AbortSignal
}

const partBytes = 16 << 20

/** Runs one SELECT over every readable record of a file, part by part, and returns the rows of all parts. Nothing is imported. */
export async function scanFile<Row>(scan: Scan, select: (layout: Layout, relation: string) => string): Promise<Row[]> {
  return asText(scan.sniffed, { scratch: scan.workspace.scratch, signal: scan.signal }, (sniffed) => scanText<Row>({ ...scan, sniffed }, select))
}

async function scanText<Row>(scan: Scan, select: (layout: Layout, relation: string) => string): Promise<Row[]> {
  const { workspace, sniffed, signal } = scan
  return oneAtATime(workspace, async (connection) => {
    signal.throwIfAborted()
    if (sniffed.container === 'parquet') {
      const layout = await readParquetLayout(connection, sniffed.path, sniffed.fileName)
      return interruptible(connection, signal, () => rows<Row>(connection, select(layout, parquetRelation(sniffed.path))))
    }
    const input = { ...scan, scratch: workspace.scratch, partBytes }
    const fast = fastReading(input)
    if (fast) {
      try {
        return await scanReading<Row>(connection, fast, scan, select)
      } catch (thrown) {
        if (signal.aborted || !isMalformed(thrown)) throw thrown
      }
    }
    return scanReading<Row>(connection, carefulReading(input), scan, select)
  })
}

async function scanReading<Row>(connection: Connection, reading: Reading, { signal }: Scan, select: (layout: Layout, relation: string) => string): Promise<Row[]> {
  const found: Row[] = []
  for await (const batch of reading.batches(signal, () => undefined)) {
    try {
      found.push(...(await interruptible(connection, signal, () => rows<Row>(connection, select(reading.layout, batch.relation)))))
    } finally {
      await batch.release()
    }
  }
  return found
}

const queues = new WeakMap<Workspace, { connection: Promise<Connection>; tail: Promise<unknown> }>()

/** Scans share one connection beside the writer and the reader, and follow one another. */
export function oneAtATime<T>(workspace: Workspace, work: (connection: Connection) => Promise<T>): Promise<T> {
  const queue = queues.get(workspace) ?? { connection: workspace.connect(), tail: Promise.resolve() }
  queues.set(workspace, queue)
  const next = queue.tail.then(async () => work(await queue.connection))
  queue.tail = next.catch(() => undefined)
  return next
}
