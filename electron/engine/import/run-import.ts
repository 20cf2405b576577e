import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { ImportRecord, ImportSettings } from '../../../shared/contract-import.ts'
import type { Session } from '../session.ts'
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
}

/**
 * Imports one file in one transaction. On a throw, a cancellation or a killed process the workspace is as before. Throws `needs_setting`,
 * `unknown_format` or `unreadable_file` with file name, place and remedy.
 */
export async function runImport(session: Session, request: ImportRequest, signal: AbortSignal, sizes: Sizes = usualSizes): Promise<ImportOutcome> {
  const workspace = session.workspace()
  const sniffed = await sniff(request.path, { sheet: request.settings['sheet'] })
  return workspace.exclusive(async () => {
    signal.throwIfAborted()
    const meter = startMeter((progress) => session.report(progress), { jobId: request.jobId ?? randomUUID(), kind: 'import', label: sniffed.fileName, total: sniffed.bytes })
    const transaction = importTransaction(workspace.writer)
    const outcomes: FileOutcome[] = []
    try {
      outcomes.push(await importFile({ session, request, sniffed, signal, meter, sizes, transaction, ours: false, notes: [] }))
      await transaction.commit()
      const [outcome] = outcomes
      if (!outcome) throw new TypeError('An import has an outcome.')
      if (!outcome.alreadyImported) await session.changed()
      meter.end('done')
      return { import: outcome.import, alreadyImported: outcome.alreadyImported }
    } catch (thrown) {
      await transaction.rollBack()
      for (const { copy } of outcomes) if (copy) await rm(copy.path, { force: true })
      meter.end(signal.aborted ? 'cancelled' : 'failed')
      throw thrown
    }
  })
}
