import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { ImportRecord, ImportSettings } from '../../../shared/contract-import.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { one, run } from '../db/query.ts'
import type { Session } from '../session.ts'
import type { Importer, Plan, Sample } from './importer.ts'
import { anyImportOfSize, importsOfFile } from './import-record.ts'
import { copyToInbox, type Digest, digest, type InboxCopy } from './inbox.ts'
import { MalformedRecord } from './json-parts.ts'
import { type LoadInput, loadBatches, loadParquet, type Sizes, usualSizes } from './load.ts'
import { type Meter, startMeter } from './meter.ts'
import { parquetSample, readParquetLayout } from './parquet.ts'
import { carefulReading, fastReading, type Reading } from './reading.ts'
import { type Answers, chooseImporter, settle } from './recognise.ts'
import { recordImport } from './record-import.ts'
import { textSample } from './sample.ts'
import { sniff, type Sniffed } from './sniff.ts'
import type { Tally } from './tally.ts'

export interface ImportRequest {
  path: string
  format?: string | undefined
  settings: ImportSettings
  jobId?: string | undefined
}

export interface ImportOutcome {
  import: ImportRecord
  alreadyImported: boolean
}

/**
 * Imports one file in one transaction. On a throw, a cancellation or a killed process the workspace is as before. Throws `needs_setting`,
 * `unknown_format` or `unreadable_file` with file name, place and remedy.
 */
export async function runImport(session: Session, request: ImportRequest, signal: AbortSignal, sizes: Sizes = usualSizes): Promise<ImportOutcome> {
  const workspace = session.workspace()
  const sniffed = await sniff(request.path)
  return workspace.exclusive(async () => {
    signal.throwIfAborted()
    const meter = startMeter((progress) => session.report(progress), { jobId: request.jobId ?? randomUUID(), kind: 'import', label: sniffed.fileName, total: sniffed.bytes })
    try {
      const outcome = await importSniffed({ session, request, sniffed, signal, meter, sizes })
      if (!outcome.alreadyImported) await session.changed()
      meter.end('done')
      return outcome
    } catch (thrown) {
      meter.end(signal.aborted ? 'cancelled' : 'failed')
      throw thrown
    }
  })
}

interface Job {
  session: Session
  request: ImportRequest
  sniffed: Sniffed
  signal: AbortSignal
  meter: Meter
  sizes: Sizes
}

async function importSniffed(job: Job): Promise<ImportOutcome> {
  const { session, request, signal } = job
  const { writer, inbox } = session.workspace()
  // What the head tells is asked before a byte is copied; Parquet must be inside first.
  if (job.sniffed.container !== 'parquet') prepare(job.sniffed, textSample(job.sniffed), request)
  const copy = await copyToInbox(job.sniffed, inbox, signal)
  const stop = new AbortController()
  const sniffed = { ...job.sniffed, path: copy.path, bytes: copy.bytes }
  // The whole file is hashed while DuckDB reads it.
  const digesting = digest(copy.path, sniffed.container !== 'parquet' && sniffed.compression === 'none', AbortSignal.any([signal, stop.signal]))
  digesting.catch(() => undefined)
  try {
    const sample = sniffed.container === 'parquet' ? await parquetSample(writer, copy.path, sniffed.fileName) : textSample(sniffed)
    const prepared = prepare(sniffed, sample, request)
    const same = (await anyImportOfSize(writer, copy.bytes)) ? await sameImport(writer, prepared, await digesting) : undefined
    if (same) {
      await rm(copy.path, { force: true })
      return { import: same, alreadyImported: true }
    }
    return { import: await store({ ...job, sniffed }, { ...prepared, sample, copy, digesting }), alreadyImported: false }
  } catch (thrown) {
    stop.abort()
    await digesting.catch(() => undefined)
    await rm(copy.path, { force: true })
    throw thrown
  }
}

async function sameImport(connection: Connection, { importer, answers }: Prepared, { sha256 }: Digest): Promise<ImportRecord | undefined> {
  const settings = JSON.stringify(answers.settings)
  return (await importsOfFile(connection, sha256)).find(({ record }) => record.format === importer.id && JSON.stringify(record.settings) === settings)?.record
}

interface Prepared {
  importer: Importer
  answers: Answers
}

function prepare(sniffed: Sniffed, sample: Sample, { format, settings }: ImportRequest): Prepared {
  const importer = chooseImporter(sniffed, sample, format)
  return { importer, answers: settle(importer, sniffed, sample, settings) }
}

interface Source extends Prepared {
  sample: Sample
  copy: InboxCopy
  digesting: Promise<Digest>
}

async function store(job: Job, source: Source): Promise<ImportRecord> {
  const { writer } = job.session.workspace()
  try {
    const loaded = await load(job, source)
    const record = await recordImport({ connection: writer, ...job, ...source, ...loaded, sha256: (await source.digesting).sha256 })
    job.signal.throwIfAborted()
    await run(writer, 'COMMIT')
    return record
  } catch (thrown) {
    await rollBack(job)
    throw readable(thrown, job)
  }
}

interface Loaded {
  plan: Plan
  tally: Tally
  importId: number
}

async function load(job: Job, { importer, answers, sample, digesting }: Source): Promise<Loaded> {
  const { session, sniffed, signal } = job
  const { writer, scratch } = session.workspace()
  const planFor = (layout: Reading['layout']): Plan => importer.plan({ layout, ...answers })
  const input = (plan: Plan): LoadInput => ({
    workspace: session.workspace(),
    target: { connection: writer, signal, settings: answers.settings },
    plan,
    sizes: job.sizes,
    begin: async () => {
      await run(writer, 'BEGIN')
      return (await one<{ id: number }>(writer, `SELECT nextval('ops.import_ids') AS id`)).id
    },
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
      return { plan, ...(await loadBatches(fast, input(plan))) }
    } catch (thrown) {
      if (signal.aborted || !isMalformed(thrown)) throw thrown
      await rollBack(job)
    }
  }
  const { detected } = await digesting
  const careful = carefulReading({ ...readings, sniffed: { ...sniffed, detected: detected ?? sniffed.detected } })
  const plan = planFor(careful.layout)
  return { plan, ...(await loadBatches(careful, input(plan))) }
}

/** DuckDB's complaints about data are plain errors; ours carry a code, and a TypeError would be a mistake of ours. */
const isMalformed = (thrown: unknown): thrown is Error =>
  thrown instanceof MalformedRecord || (thrown instanceof Error && Object.getPrototypeOf(thrown) === Error.prototype && !('code' in thrown))

async function rollBack(job: Job): Promise<void> {
  const { writer } = job.session.workspace()
  await run(writer, 'ROLLBACK').catch(() => {
    // No transaction had begun.
  })
}

function readable(thrown: unknown, { sniffed, signal }: Job): unknown {
  if (signal.aborted) return signal.reason
  if (!isMalformed(thrown)) return thrown
  const [first = ''] = thrown.message.split('\n')
  return new AppError('unreadable_file', `${sniffed.fileName} could not be read: ${first} Nothing was imported.`, { cause: thrown })
}
