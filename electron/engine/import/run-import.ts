import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { ImportRecord, ImportSettings } from '../../../shared/contract-import.ts'
import { AppError } from '../../../shared/errors.ts'
import { one, run } from '../db/query.ts'
import { bumpDataVersion } from '../db/settings.ts'
import type { Session } from '../session.ts'
import { eventFigures, eventWarnings } from './event-warnings.ts'
import { removeRepeats } from './duplicates.ts'
import type { Importer, Plan, Sample } from './importer.ts'
import { audit, importsOfFile, insertImport } from './import-record.ts'
import { copyToInbox, type InboxCopy } from './inbox.ts'
import { MalformedRecord } from './json-parts.ts'
import { type LoadInput, loadBatches, loadParquet } from './load.ts'
import { type Meter, startMeter } from './meter.ts'
import { parquetSample, readParquetLayout } from './parquet.ts'
import { carefulReading, fastReading, type Reading } from './reading.ts'
import { type Answers, chooseImporter, settle } from './recognise.ts'
import { writeRejects } from './rejects.ts'
import { textSample } from './sample.ts'
import { collectedAt } from './settings.ts'
import { sniff, type Sniffed } from './sniff.ts'
import { doubtWarnings, rejectedCount, type Tally } from './tally.ts'

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

/** Share of the progress bar that the copy to the inbox takes. */
const copyShare = 0.1

/**
 * Imports one file in one transaction. On a throw, a cancellation or a killed process the workspace is as before. Throws `needs_setting`,
 * `unknown_format` or `unreadable_file` with file name, place and remedy.
 */
export async function runImport(session: Session, request: ImportRequest, signal: AbortSignal): Promise<ImportOutcome> {
  const workspace = session.workspace()
  const sniffed = await sniff(request.path)
  return workspace.exclusive(async () => {
    signal.throwIfAborted()
    const meter = startMeter((progress) => session.report(progress), { jobId: request.jobId ?? randomUUID(), kind: 'import', label: sniffed.fileName, total: sniffed.bytes })
    try {
      const outcome = await importSniffed({ session, request, sniffed, signal, meter })
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
}

async function importSniffed(job: Job): Promise<ImportOutcome> {
  const { session, request, signal, meter } = job
  const { writer, inbox } = session.workspace()
  // What the head tells is asked before a byte is copied; Parquet must be inside first.
  if (job.sniffed.container !== 'parquet') prepare(job.sniffed, textSample(job.sniffed), request)
  const copy = await copyToInbox(job.sniffed, inbox, signal, (bytes) => meter.update((copyShare * bytes) / job.sniffed.bytes, 0))
  try {
    const sniffed = { ...job.sniffed, path: copy.path, bytes: copy.bytes, detected: copy.detected ?? job.sniffed.detected }
    const sample = sniffed.container === 'parquet' ? await parquetSample(writer, copy.path, sniffed.fileName) : textSample(sniffed)
    const prepared = prepare(sniffed, sample, request)
    const same = (await importsOfFile(writer, copy.sha256)).find(
      ({ record }) => record.format === prepared.importer.id && JSON.stringify(record.settings) === JSON.stringify(prepared.answers.settings),
    )
    if (same) {
      await rm(copy.path, { force: true })
      return { import: same.record, alreadyImported: true }
    }
    return { import: await store({ ...job, sniffed }, { ...prepared, sample, copy }), alreadyImported: false }
  } catch (thrown) {
    await rm(copy.path, { force: true })
    throw thrown
  }
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
}

async function store(job: Job, source: Source): Promise<ImportRecord> {
  const { writer } = job.session.workspace()
  try {
    const loaded = await load(job, source)
    const record = await finish(job, source, loaded)
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

async function load(job: Job, { importer, answers, sample }: Source): Promise<Loaded> {
  const { session, sniffed, signal } = job
  const { writer, scratch } = session.workspace()
  const planFor = (layout: Reading['layout']): Plan => importer.plan({ layout, ...answers })
  const input = (plan: Plan): LoadInput => ({
    target: { connection: writer, signal, settings: answers.settings },
    plan,
    begin: async () => {
      await run(writer, 'BEGIN')
      return (await one<{ id: number }>(writer, `SELECT nextval('ops.import_ids') AS id`)).id
    },
    onProgress: (consumed, records) => job.meter.update(copyShare + ((1 - copyShare) * consumed) / sniffed.bytes, records),
  })
  if (sniffed.container === 'parquet') {
    const plan = planFor(await readParquetLayout(writer, sniffed.path, sniffed.fileName))
    return { plan, ...(await loadParquet(sniffed, input(plan))) }
  }
  const readings = { sniffed, importer, names: sample.names, scratch }
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
  const careful = carefulReading(readings)
  const plan = planFor(careful.layout)
  return { plan, ...(await loadBatches(careful, input(plan))) }
}

/** DuckDB's own complaints are plain errors; ours and the system's carry a code. */
const isMalformed = (thrown: unknown): boolean => thrown instanceof MalformedRecord || (thrown instanceof Error && !(thrown instanceof AppError) && !('code' in thrown))

async function rollBack(job: Job): Promise<void> {
  const { writer } = job.session.workspace()
  await run(writer, 'ROLLBACK').catch(() => {
    // No transaction had begun.
  })
  await run(writer, 'DROP TABLE IF EXISTS temp.staged_records')
}

function readable(thrown: unknown, { sniffed, signal }: Job): unknown {
  if (signal.aborted) return signal.reason
  if (!isMalformed(thrown) || !(thrown instanceof Error)) return thrown
  const [first = ''] = thrown.message.split('\n')
  return new AppError('unreadable_file', `${sniffed.fileName} could not be read: ${first} Nothing was imported.`, { cause: thrown })
}

async function finish(job: Job, { importer, answers, copy }: Source, { plan, tally, importId }: Loaded): Promise<ImportRecord> {
  const { sniffed, signal, session } = job
  const { writer } = session.workspace()
  if (tally.total === 0) throw new AppError('unreadable_file', `${sniffed.fileName} holds no records. Check the export and try again.`)
  const repeats = await removeRepeats(writer, plan, importId)
  tally.taken -= repeats.duplicates
  tally.duplicates += repeats.duplicates
  signal.throwIfAborted()
  await writeRejects({ connection: writer, sniffed, checks: plan.checks, importId, signal }, tally)
  const collected = collectedAt(answers.settings, sniffed.modified)
  const figures = plan.table === 'events' ? await eventFigures(writer, importId) : null
  const warnings = [
    ...countWarnings(tally, repeats.versions),
    ...plan.warnings,
    ...doubtWarnings(tally, plan.doubts),
    ...(figures ? await eventWarnings({ connection: writer, importId, format: importer.id, taken: tally.taken, figures, collectedAt: collected }) : []),
  ]
  const record: ImportRecord = {
    importId,
    format: importer.id,
    formatLabel: importer.label,
    fileName: sniffed.fileName,
    sha256: copy.sha256,
    bytes: copy.bytes,
    settings: answers.settings,
    importedAt: new Date().toISOString(),
    rows: { total: tally.total, taken: tally.taken, rejected: rejectedCount(tally), duplicates: tally.duplicates, ignored: tally.ignored },
    periodFrom: figures?.periodFrom ?? null,
    periodTo: figures?.periodTo ?? null,
    warnings,
  }
  await insertImport(writer, { record, inboxName: copy.name, collectedAt: collected })
  await audit(writer, 'import.run', { importId, format: importer.id, fileName: sniffed.fileName, sha256: copy.sha256, rows: record.rows })
  await bumpDataVersion(writer)
  return record
}

function countWarnings(tally: Tally, versions: number): string[] {
  const rejected = rejectedCount(tally)
  return [
    ...(rejected > 0 ? [`${rejected.toLocaleString('en')} of ${tally.total.toLocaleString('en')} records were rejected; the rejects say why, with line numbers.`] : []),
    ...(versions > 0 ? [`${versions.toLocaleString('en')} records repeat the id of another with different contents; the last one of each id counts.`] : []),
  ]
}
