import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { ImportRecord } from '../../../shared/contract-import.ts'
import type { Session } from '../session.ts'
import { importArchive } from './archive/import-archive.ts'
import { openArchive } from './archive/open-archive.ts'
import type { ZipDirectory } from './archive/zip-directory.ts'
import { withPlainFile } from './correction-file.ts'
import type { FileJob, ImportRequest } from './file-job.ts'
import { type FileOutcome, importFile } from './import-file.ts'
import { importTransaction } from './import-transaction.ts'
import { type Sizes, usualSizes } from './load.ts'
import { startMeter } from './meter.ts'
import { expectedRecords, type Sniffed } from './sniff.ts'

export interface ImportOutcome {
  import: ImportRecord
  alreadyImported: boolean
  /** The imports of the further files of a ZIP. */
  others?: { import: ImportRecord; alreadyImported: boolean }[]
}

/**
 * Imports one file, or every recognised file of a ZIP, in one transaction. On a throw, a cancellation or a killed process the workspace is as
 * before. Throws `needs_setting`, `unknown_format` or `unreadable_file` with file name, place and remedy.
 */
export async function runImport(session: Session, request: ImportRequest, signal: AbortSignal, sizes: Sizes = usualSizes): Promise<ImportOutcome> {
  return together((await work(session, { request, dry: false, sizes }, signal)).map(({ import: record, alreadyImported }) => ({ import: record, alreadyImported })))
}

type Checked = Pick<FileOutcome, 'import' | 'rejects'>

/** What an import of this file would do, found out by doing it and taking it back. */
export async function dryRun(session: Session, request: ImportRequest, signal: AbortSignal, sizes: Sizes = usualSizes): Promise<Checked & { others?: Checked[] }> {
  return together((await work(session, { request, dry: true, sizes }, signal)).map(({ import: record, rejects }) => ({ import: record, rejects })))
}

async function work(session: Session, order: Pick<FileJob, 'dry' | 'sizes'> & { request: ImportRequest }, signal: AbortSignal): Promise<FileOutcome[]> {
  const workspace = session.workspace()
  const { dry } = order
  const importing = (request: ImportRequest, source: ZipDirectory | Sniffed) => workspace.exclusive(async () => {
    signal.throwIfAborted()
    const label = dry ? `Checking ${source.fileName}` : source.fileName
    const meter = startMeter((progress) => session.report(progress), { jobId: request.jobId ?? randomUUID(), kind: 'import', label, total: source.bytes, expected: 'entries' in source ? null : expectedRecords(source) })
    const transaction = importTransaction(workspace.writer, dry)
    const outcomes: FileOutcome[] = []
    try {
      const job = { session, ...order, request, signal, meter, transaction }
      if ('entries' in source) await importArchive(source, job, (outcome) => outcomes.push(outcome))
      else outcomes.push(await importFile({ ...job, sniffed: source, ours: false, notes: [] }))
      await transaction.commit()
      if (!dry && outcomes.some(({ alreadyImported }) => !alreadyImported)) await session.changed()
      meter.end('done')
      return outcomes
    } catch (thrown) {
      await transaction.rollBack()
      for (const { copy } of outcomes) if (copy) await rm(copy.path, { force: true })
      meter.end(signal.aborted ? 'cancelled' : 'failed')
      throw thrown
    }
  })
  const zip = await openArchive(order.request.path)
  if (zip) return importing(order.request, zip)
  return withPlainFile(workspace, order.request, signal, ({ request, sniffed }) => importing(request, sniffed))
}

function together<T>(outcomes: readonly T[]): T & { others?: T[] } {
  const [first, ...others] = outcomes
  if (!first) throw new TypeError('An import has an outcome.')
  return others.length > 0 ? { ...first, others } : first
}
