import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { ImportRecord, ImportSettings } from '../../../shared/contract-import.ts'
import type { Session } from '../session.ts'
import { importArchive } from './archive/import-archive.ts'
import { openArchive } from './archive/open-archive.ts'
import { type FileOutcome, importFile } from './import-file.ts'
import { importTransaction } from './import-transaction.ts'
import { type Sizes, usualSizes } from './load.ts'
import { startMeter } from './meter.ts'
import { sniff } from './sniff.ts'

export interface ImportRequest {
  path: string
  format?: string | undefined
  settings: ImportSettings
  jobId?: string | undefined
}

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
  const workspace = session.workspace()
  const zip = await openArchive(request.path)
  const source = zip ?? (await sniff(request.path, { sheet: request.settings['sheet'] }))
  return workspace.exclusive(async () => {
    signal.throwIfAborted()
    const meter = startMeter((progress) => session.report(progress), { jobId: request.jobId ?? randomUUID(), kind: 'import', label: source.fileName, total: source.bytes })
    const transaction = importTransaction(workspace.writer)
    const outcomes: FileOutcome[] = []
    try {
      const job = { session, request, signal, meter, sizes, transaction }
      if ('entries' in source) await importArchive(source, job, (outcome) => outcomes.push(outcome))
      else outcomes.push(await importFile({ ...job, sniffed: source, ours: false, notes: [] }))
      await transaction.commit()
      if (outcomes.some(({ alreadyImported }) => !alreadyImported)) await session.changed()
      meter.end('done')
      return together(outcomes)
    } catch (thrown) {
      await transaction.rollBack()
      for (const { copy } of outcomes) if (copy) await rm(copy.path, { force: true })
      meter.end(signal.aborted ? 'cancelled' : 'failed')
      throw thrown
    }
  })
}

function together(outcomes: readonly FileOutcome[]): ImportOutcome {
  const [first, ...others] = outcomes.map(({ import: record, alreadyImported }) => ({ import: record, alreadyImported }))
  if (!first) throw new TypeError('An import has an outcome.')
  return others.length > 0 ? { ...first, others } : first
}
