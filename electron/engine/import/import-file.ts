import { rm } from 'node:fs/promises'
import type { ImportRecord } from '../../../shared/contract-import.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import type { FileJob, Prepared, Source } from './file-job.ts'
import { anyImportOfSize, importsOfFile } from './import-record.ts'
import { copyToInbox, type Digest, digest, type InboxCopy } from './inbox.ts'
import { isMalformed, loadFile } from './load-file.ts'
import { parquetSample } from './parquet.ts'
import { chooseImporter, settle } from './recognise.ts'
import { recordImport } from './record-import.ts'
import { textSample } from './sample.ts'
import { sheetSettings } from './settings.ts'
import type { Sample } from './importer.ts'
import type { Sniffed } from './sniff.ts'
import { convertSheet, type ConvertedSheet } from './workbook/convert-sheet.ts'

export interface FileOutcome {
  import: ImportRecord
  alreadyImported: boolean
  /** The copy in the inbox; null where nothing was kept. */
  copy: InboxCopy | null
}

/** Format and settings of a file. Throws `needs_setting` or `unknown_format` with what to do. */
export function prepare(sniffed: Sniffed, sample: Sample, { format, settings }: FileJob['request']): Prepared {
  const given = sheetSettings(sniffed, settings)
  const importer = chooseImporter(sniffed, sample, { format, settings: given })
  return { importer, answers: settle(importer, sniffed, sample, given) }
}

/** Appends one file to the transaction and records it; the caller commits. Nothing is left in the inbox on a throw. */
export async function importFile(job: FileJob): Promise<FileOutcome> {
  const { session, request, signal } = job
  const { writer, inbox } = session.workspace()
  // What the head tells is asked before a byte is copied; Parquet must be inside first.
  if (job.sniffed.container !== 'parquet') prepare(job.sniffed, textSample(job.sniffed), request)
  const copy = await copyToInbox(job.sniffed, inbox, { signal, move: job.ours })
  const stop = new AbortController()
  const sniffed = { ...job.sniffed, path: copy.path, bytes: copy.bytes }
  // The whole file is hashed while DuckDB reads it.
  const judged = sniffed.container !== 'parquet' && sniffed.compression === 'none' && sniffed.workbook === null
  const digesting = digest(copy.path, judged, AbortSignal.any([signal, stop.signal]))
  digesting.catch(() => undefined)
  try {
    const sample = sniffed.container === 'parquet' ? await parquetSample(writer, copy.path, sniffed.fileName) : textSample(sniffed)
    const prepared = prepare(sniffed, sample, request)
    const same = (await anyImportOfSize(writer, copy.bytes)) ? await sameImport(writer, prepared, await digesting) : undefined
    if (same) {
      await rm(copy.path, { force: true })
      return { import: same, alreadyImported: true, copy: null }
    }
    return { import: await store({ ...job, sniffed }, { ...prepared, sample, copy, digesting }), alreadyImported: false, copy }
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

async function store(job: FileJob, source: Source): Promise<ImportRecord> {
  const { writer, scratch } = job.session.workspace()
  const { signal, meter, transaction } = job
  let sheet: ConvertedSheet | null = null
  try {
    // The sheet is written first: half of the work.
    if (job.sniffed.workbook) sheet = await convertSheet(job.sniffed, scratch, { signal, onRead: (share) => meter.update(share / 2, 0) })
    const sniffed = sheet ? { ...job.sniffed, path: sheet.part.path, bytes: sheet.part.bytes } : job.sniffed
    const loaded = await loadFile({ ...job, sniffed }, source)
    const notes = [...job.notes, ...formulaNotes(sheet)]
    const record = await recordImport({ connection: writer, ...job, sniffed, ...source, ...loaded, notes, sha256: (await source.digesting).sha256 })
    signal.throwIfAborted()
    transaction.keep()
    return record
  } catch (thrown) {
    throw readable(thrown, job)
  } finally {
    await sheet?.part.discard()
  }
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
  return new AppError('unreadable_file', `${sniffed.fileName} could not be read: ${first} Nothing was imported.`, { cause: thrown })
}
