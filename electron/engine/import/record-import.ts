import type { ImportRecord } from '../../../shared/contract-import.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { one } from '../db/query.ts'
import { bumpDataVersion } from '../db/settings.ts'
import { removeRepeats } from './duplicates.ts'
import { eventFigures, eventWarnings } from './event-warnings.ts'
import { audit, insertImport } from './import-record.ts'
import type { Importer, Plan } from './importer.ts'
import type { InboxCopy } from './inbox.ts'
import type { Answers } from './recognise.ts'
import { writeRejects } from './rejects.ts'
import { tables } from './tables.ts'
import { collectedAt } from './settings.ts'
import type { Sniffed } from './sniff.ts'
import { doubtWarnings, rejectedCount, type Tally } from './tally.ts'

export interface LoadedImport {
  connection: Connection
  sniffed: Sniffed
  importer: Importer
  answers: Answers
  copy: InboxCopy
  sha256: string
  plan: Plan
  tally: Tally
  importId: number
  signal: AbortSignal
  /** Warnings about the file itself. */
  notes: readonly string[]
}

/** Last part of the transaction: takes out repeats, writes rejects, warnings, the line in `ops.imports` and the audit. */
export async function recordImport({ connection, sniffed, importer, answers, copy, sha256, plan, tally, importId, signal, notes }: LoadedImport): Promise<ImportRecord> {
  if (tally.total === 0) throw new AppError('unreadable_file', `${sniffed.fileName} holds no records. Check the export and try again.`)
  const repeats = await removeRepeats(connection, plan, importId)
  tally.taken -= repeats.duplicates
  tally.duplicates += repeats.duplicates
  signal.throwIfAborted()
  await writeRejects({ connection, sniffed, checks: plan.checks, importId, signal, personal: plan.personal ?? false }, tally)
  const collected = collectedAt(answers.settings, sniffed.modified)
  const figures = plan.table === 'events' ? await eventFigures(connection, importId) : null
  const period = figures ? { from: figures.periodFrom, to: figures.periodTo } : await periodOf(connection, plan.table, importId)
  const warnings = [
    ...notes,
    ...countWarnings(tally, repeats.versions),
    ...plan.warnings,
    ...doubtWarnings(tally, plan.doubts),
    ...(figures ? await eventWarnings({ connection, importId, format: importer.id, taken: tally.taken, figures, collectedAt: collected }) : []),
  ]
  const record: ImportRecord = {
    importId,
    format: importer.id,
    formatLabel: importer.label,
    fileName: sniffed.fileName,
    sha256,
    bytes: copy.bytes,
    settings: answers.settings,
    importedAt: new Date().toISOString(),
    rows: { total: tally.total, taken: tally.taken, rejected: rejectedCount(tally), duplicates: tally.duplicates, ignored: tally.ignored },
    periodFrom: period.from,
    periodTo: period.to,
    warnings,
  }
  await insertImport(connection, { record, inboxName: copy.name, collectedAt: collected })
  await audit(connection, 'import.run', { importId, format: importer.id, fileName: sniffed.fileName, sha256, rows: record.rows })
  await bumpDataVersion(connection)
  return record
}

async function periodOf(connection: Connection, table: Plan['table'], importId: number): Promise<{ from: string | null; to: string | null }> {
  const { name, instant } = tables[table]
  if (instant === undefined) return { from: null, to: null }
  return one(connection, `SELECT min(${instant}) AS "from", max(${instant}) AS "to" FROM ${name} WHERE import_id = $import`, { import: importId })
}

function countWarnings(tally: Tally, versions: number): string[] {
  const rejected = rejectedCount(tally)
  return [
    ...(rejected > 0 ? [`${rejected.toLocaleString('en')} of ${tally.total.toLocaleString('en')} records were rejected; the rejects say why, with line numbers.`] : []),
    ...(versions > 0 ? [`${versions.toLocaleString('en')} records repeat the id of another with different contents; the last one of each id counts.`] : []),
  ]
}
