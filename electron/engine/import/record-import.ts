import type { ImportRecord, ImportSettings, RejectedRecord } from '../../../shared/contract-import.ts'
import type { ImportMapping } from '../../../shared/import-mapping.ts'
import type { TimesOfColumns } from '../../../shared/time-forms.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { interruptible } from '../db/interrupt.ts'
import { one, rows } from '../db/query.ts'
import { bumpDataVersion } from '../db/settings.ts'
import { recordChanges, recordTableOf } from './changes.ts'
import { type Corrects, recordCorrections } from './corrections.ts'
import { removeRepeats } from './duplicates.ts'
import { readErased } from './erased-people.ts'
import { encodingNotes } from './encoding.ts'
import { eventFigures, eventWarnings } from './event-warnings.ts'
import { audit, insertImport } from './import-record.ts'
import type { Importer, Plan } from './importer.ts'
import type { InboxCopy } from './inbox.ts'
import { firstRejects, writeRejects } from './rejects.ts'
import { rememberMapping } from './remembered-mappings.ts'
import { tables } from './tables.ts'
import { collectedAt } from './settings.ts'
import type { Sniffed } from './sniff.ts'
import { doubtWarnings, rejectedCount, type Tally } from './tally.ts'

export interface LoadedImport {
  connection: Connection
  sniffed: Sniffed
  importer: Importer
  settings: ImportSettings
  mapping: ImportMapping
  times: TimesOfColumns
  /** What the file's headers are known by, and whether its mapping is kept for the next of them. */
  signature: string
  remember: boolean
  /** The rejects whose records this file brings again, in its order. */
  corrects: Corrects | undefined
  everyReject: boolean
  copy: InboxCopy
  sha256: string
  plan: Plan
  tally: Tally
  importId: number
  signal: AbortSignal
  /** Warnings about the file itself. */
  notes: readonly string[]
}

export interface Recorded {
  record: ImportRecord
  /** The first of what was rejected. */
  rejects: RejectedRecord[]
}

/** Last part of the transaction: takes out repeats, writes rejects, warnings, the line in `ops.imports` and the audit. */
export async function recordImport(loaded: LoadedImport): Promise<Recorded> {
  const { connection, sniffed, importer, settings, mapping, copy, sha256, plan, tally, importId, signal, notes } = loaded
  if (tally.total === 0) throw new AppError('unreadable_file', `${sniffed.fileName} holds no records. Check the export and try again.`)
  const repeats = await removeRepeats(connection, plan, importId)
  tally.taken -= repeats.duplicates
  tally.duplicates += repeats.duplicates
  signal.throwIfAborted()
  await writeRejects({ connection, sniffed, checks: plan.checks, importId, signal, personal: plan.personal ?? false, erased: await readErased(connection) }, tally)
  const collected = collectedAt(settings, sniffed.modified)
  const table = recordTableOf(plan.table)
  const columnsUsed = [...plan.mapped.keys()]
  const records = table ? await interruptible(connection, signal, () => recordChanges(connection, { table, importId, records: tally.taken - repeats.versions, overwrite: mapping.overwrite, columnsUsed })) : null
  const figures = plan.table === 'events' ? await eventFigures(connection, importId) : null
  const period = figures ? { from: figures.periodFrom, to: figures.periodTo } : await periodOf(connection, plan.table, importId)
  const warnings = [
    ...notes,
    ...encodingNotes(sniffed.detected),
    ...countWarnings(tally, repeats.versions),
    ...(tally.erased > 0 ? [`${tally.erased.toLocaleString('en')} ${tally.erased === 1 ? 'record is' : 'records are'} about people who were erased and did not come in.`] : []),
    ...plan.warnings,
    ...doubtWarnings(tally, plan.doubts),
    ...(await stageWarnings(connection, plan.table, importId)),
    ...(figures ? await eventWarnings({ connection, importId, format: importer.id, taken: tally.taken, figures, collectedAt: collected }) : []),
  ]
  const record: ImportRecord = {
    importId,
    format: importer.id,
    formatLabel: importer.label,
    fileName: sniffed.fileName,
    sha256,
    bytes: copy.bytes,
    settings,
    importedAt: new Date().toISOString(),
    rows: { total: tally.total, taken: tally.taken, rejected: rejectedCount(tally), duplicates: tally.duplicates, ignored: tally.ignored, ...(tally.erased > 0 ? { erased: tally.erased } : {}) },
    records,
    overwrite: mapping.overwrite,
    corrects: loaded.corrects?.importId ?? null,
    fixed: 0,
    periodFrom: period.from,
    periodTo: period.to,
    times: loaded.times,
    warnings,
  }
  // A file that names somebody who was erased is not kept.
  await insertImport(connection, { record, inboxName: tally.erased > 0 ? null : copy.name, collectedAt: collected, mapping, columnsUsed })
  if (loaded.corrects) await recordCorrections(connection, importId, { corrects: loaded.corrects, tally })
  if (loaded.remember) await rememberMapping(connection, { signature: loaded.signature, mapping, fileName: sniffed.fileName })
  await audit(connection, 'import.run', { importId, format: importer.id, fileName: sniffed.fileName, sha256, rows: record.rows })
  await bumpDataVersion(connection)
  return { record, rejects: await firstRejects(connection, importId, loaded.everyReject) }
}

async function periodOf(connection: Connection, table: Plan['table'], importId: number): Promise<{ from: string | null; to: string | null }> {
  const { name, instant } = tables[table]
  if (instant === undefined) return { from: null, to: null }
  return one(connection, `SELECT min(${instant}) AS "from", max(${instant}) AS "to" FROM ${name} WHERE import_id = $import`, { import: importId })
}

const wordsShown = 4

/** Words of the stage column that are no stage yet: their records are left out of the funnel. */
async function stageWarnings(connection: Connection, table: Plan['table'], importId: number): Promise<string[]> {
  if (!tables[table].staged) return []
  const words = await rows<{ word: string; records: number }>(
    connection,
    `SELECT stage_raw AS word, count(*) AS records FROM ${tables[table].name} WHERE import_id = $import AND stage = 'unmapped' AND trim(stage_raw) <> '' GROUP BY ALL ORDER BY records DESC, word`,
    { import: importId },
  )
  if (words.length === 0) return []
  const named = words.slice(0, wordsShown).map(({ word, records }) => `“${word}” (${records.toLocaleString('en')})`).join(', ')
  return [`${words.length === 1 ? 'A word' : `${words.length.toLocaleString('en')} words`} of the stage column ${words.length === 1 ? 'is' : 'are'} no stage yet: ${named}${words.length > wordsShown ? ' and more' : ''}. Say what ${words.length === 1 ? 'it means' : 'they mean'} under Stages before importing the file again, or by --set stage.<word>=<stage>.`]
}

function countWarnings(tally: Tally, versions: number): string[] {
  const rejected = rejectedCount(tally)
  return [
    ...(rejected > 0 ? [`${rejected.toLocaleString('en')} of ${tally.total.toLocaleString('en')} records ${rejected === 1 ? 'was' : 'were'} rejected; the rejects say why, with line numbers.`] : []),
    ...(versions > 0 ? [`${versions.toLocaleString('en')} ${versions === 1 ? 'record repeats' : 'records repeat'} the id of another with different contents; the last one of each id counts.`] : []),
  ]
}
