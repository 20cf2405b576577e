import { rm } from 'node:fs/promises'
import type { ImportRecord, RejectedRecord } from '../../../shared/contract-import.ts'
import type { ImportMapping } from '../../../shared/import-mapping.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import type { DateOrders } from './date-order.ts'
import { assertOrders, dateColumns, sampledOrders, wholeOrders } from './decide-dates.ts'
import { effectiveMapping } from './effective-mapping.ts'
import type { FileJob, FileRequest, Prepared, Source } from './file-job.ts'
import { anyImportOfSize, importsOfFile } from './import-record.ts'
import { copyToInbox, type Digest, digest, type InboxCopy } from './inbox.ts'
import { headerSignature } from './header-signature.ts'
import { loadFile } from './load-file.ts'
import { isMalformed } from './malformed.ts'
import { parquetSample } from './parquet.ts'
import { assertAnswered, choose } from './recognise.ts'
import { recordImport, type Recorded } from './record-import.ts'
import { textSample } from './sample.ts'
import { sampleLayout } from './sample-layout.ts'
import type { Sample } from './importer.ts'
import type { Sniffed } from './sniff.ts'
import { timeForms } from './time-forms.ts'
import { convertSheet, type ConvertedSheet } from './workbook/convert-sheet.ts'

export interface FileOutcome {
  import: ImportRecord
  /** The first of what was rejected, or all where that was asked for. */
  rejects: RejectedRecord[]
  alreadyImported: boolean
  /** The copy in the inbox; null where nothing was kept. */
  copy: InboxCopy | null
}

/** How a file is read. Throws `needs_setting` or `unknown_format` with what to do. */
export async function prepare(connection: Connection, { sniffed, sample }: { sniffed: Sniffed; sample: Sample }, request: FileRequest): Promise<Prepared> {
  const choice = await choose(connection, { sniffed, sample }, request)
  assertAnswered(choice, sniffed, sample)
  const orders = sampledOrders(choice, sniffed, sample)
  if (orders) assertOrders(orders, sniffed)
  const { importer, settings } = choice
  const { mapped } = importer.plan({ layout: sampleLayout(sample, importer), settings, dateOrder: 'dmy' })
  return { choice, orders, mapping: effectiveMapping({ importer, mapping: choice.mapping, mapped, settings, overwrite: choice.overwrite, dateColumns: dateColumns(choice, sample) }) }
}

/** Appends one file to the transaction and records it; the caller commits. Nothing is left in the inbox on a throw. */
export async function importFile(job: FileJob): Promise<FileOutcome> {
  const { session, request, signal } = job
  const { writer, inbox } = session.workspace()
  // What the head tells is asked before a byte is copied; Parquet must be inside first.
  if (job.sniffed.container !== 'parquet') await prepare(writer, { sniffed: job.sniffed, sample: textSample(job.sniffed) }, request)
  const copy = await copyToInbox(job.sniffed, inbox, { signal, move: job.ours })
  const stop = new AbortController()
  const sniffed = { ...job.sniffed, path: copy.path, bytes: copy.bytes }
  // The whole file is hashed while DuckDB reads it.
  const judged = sniffed.container !== 'parquet' && sniffed.compression === 'none' && sniffed.workbook === null
  const digesting = digest(copy.path, judged, AbortSignal.any([signal, stop.signal]))
  digesting.catch(() => undefined)
  try {
    const sample = sniffed.container === 'parquet' ? await parquetSample(writer, copy.path, sniffed.fileName) : textSample(sniffed)
    const prepared = await prepare(writer, { sniffed, sample }, request)
    const same = !job.dry && (await anyImportOfSize(writer, copy.bytes)) ? await sameImport(writer, prepared, await digesting) : undefined
    if (same) {
      await rm(copy.path, { force: true })
      return { import: same, rejects: [], alreadyImported: true, copy: null }
    }
    const { record, rejects } = await store({ ...job, sniffed }, { ...prepared, sample, copy, digesting })
    const kept = !job.dry && record.rows.erased === undefined
    if (!kept) await rm(copy.path, { force: true })
    return { import: record, rejects, alreadyImported: false, copy: kept ? copy : null }
  } catch (thrown) {
    stop.abort()
    await digesting.catch(() => undefined)
    await rm(copy.path, { force: true })
    throw thrown
  }
}

async function sameImport(connection: Connection, { choice: { importer, settings }, mapping }: Prepared, { sha256 }: Digest): Promise<ImportRecord | undefined> {
  const wanted = JSON.stringify(settings)
  return (await importsOfFile(connection, sha256)).find(
    ({ record, mapping: earlier }) =>
      record.format === importer.id && JSON.stringify(record.settings) === wanted && (earlier === null || reads(earlier, mapping)),
  )?.record
}

/** Whether the earlier mapping is the wanted one; it also names the orders of dates that the file itself showed. */
const reads = (earlier: ImportMapping, wanted: ImportMapping): boolean =>
  JSON.stringify({ ...earlier, dates: {} }) === JSON.stringify({ ...wanted, dates: {} }) && Object.entries(wanted.dates).every(([column, order]) => earlier.dates[column] === order)

async function store(job: FileJob, source: Source): Promise<Recorded> {
  const { writer, scratch } = job.session.workspace()
  const { signal, meter, transaction } = job
  let sheet: ConvertedSheet | null = null
  try {
    // The sheet is written first: half of the work.
    if (job.sniffed.workbook) sheet = await convertSheet(job.sniffed, scratch, { signal, onRead: (share) => meter.update(share / 2, 0) })
    const sniffed = sheet ? { ...job.sniffed, path: sheet.part.path, bytes: sheet.part.bytes } : job.sniffed
    const orders = await ordersOf({ ...job, sniffed }, source)
    const loaded = await loadFile({ ...job, sniffed }, source, orders)
    const { request } = job
    const notes = [...job.notes, ...(source.choice.origin === 'remembered' ? [rememberedNote] : []), ...formulaNotes(sheet)]
    const { sha256, detected } = await source.digesting
    const recorded = await recordImport({
      connection: writer, signal, sniffed: { ...sniffed, detected: detected ?? sniffed.detected }, copy: source.copy, ...source.choice, ...loaded, notes, sha256,
      times: timeForms(source.sample, dateColumns(source.choice, source.sample)),
      mapping: { ...source.mapping, dates: { ...Object.fromEntries(orders.orders), ...source.mapping.dates } },
      signature: headerSignature(source.sample), remember: request.mapping !== undefined && request.corrects === undefined,
      corrects: request.corrects, everyReject: request.everyReject ?? false,
    })
    signal.throwIfAborted()
    transaction.keep()
    return recorded
  } catch (thrown) {
    throw readable(thrown, job)
  } finally {
    await sheet?.part.discard()
  }
}

const rememberedNote = 'The file is read by the mapping that was remembered for its headers.'

/** The order of the dates, from the whole file where its beginning leaves it open. Throws `needs_setting`. */
async function ordersOf({ session, sniffed, signal }: FileJob, { choice, sample, orders }: Source): Promise<DateOrders> {
  // Where the file is a workbook, its sheet has been written as text by now.
  const found = orders ?? (await wholeOrders(choice, sample, { workspace: session.workspace(), sniffed: { ...sniffed, workbook: null }, importer: choice.importer, names: sample.names, signal }))
  assertOrders(found, sniffed)
  return found
}

function formulaNotes(sheet: ConvertedSheet | null): string[] {
  const cells = sheet?.unvalued ?? 0
  if (cells === 0) return []
  return [`${cells.toLocaleString('en')} ${cells === 1 ? 'cell holds a formula' : 'cells hold formulas'} without a stored result, read as empty. Open the workbook in Excel, save it and import it again to have the results.`]
}

function readable(thrown: unknown, { sniffed, signal }: FileJob): unknown {
  if (signal.aborted) return signal.reason
  if (!isMalformed(thrown)) return thrown
  const [first = ''] = thrown.message.split('\n')
  return new AppError('unreadable_file', `${sniffed.fileName} could not be read: ${first} Nothing was imported; export it again.`, { cause: thrown })
}
