import { extname, join } from 'node:path'
import { mkdir, writeFile } from 'node:fs/promises'
import type { ImportRecord } from '../../../shared/contract-import.ts'
import { AppError } from '../../../shared/errors.ts'
import { guarded } from '../../../shared/formula-guard.ts'
import type { Session } from '../session.ts'
import { delimitedText } from '../delimited-text.ts'
import { correctingRequest, linkColumns, withScratchFile } from './correction-file.ts'
import { formatLabel, importerOf } from './formats.ts'
import { assertCopy, readImport } from './import-record.ts'
import { readRejectRows } from './reject-rows.ts'
import { dryRun, runImport } from './run-import.ts'
import { sniff } from './sniff.ts'

export interface Edited {
  row: number
  cells: readonly string[]
}

export interface Judgement {
  row: number
  /** Null: the record can be taken as it is now. */
  reason: string | null
  column: string | null
}

export interface Fixed {
  judged: Judgement[]
  import: ImportRecord | null
}

/** Judges edited rejects anew; `bring` imports those that pass, as a small import of their own linked to the first. */
export async function fixRejects(session: Session, { importId, rows: edited, bring }: { importId: number; rows: readonly Edited[]; bring: boolean }, signal: AbortSignal): Promise<Fixed> {
  const judged = await judge(session, { importId, edited }, signal)
  const good = edited.filter(({ row }) => judged.some((each) => each.row === row && each.reason === null))
  if (!bring || good.length === 0) return { judged, import: null }
  return withEdited(session, { importId, edited: good }, async (request) => {
    const { import: record } = await runImport(session, request, signal)
    return { judged, import: record }
  })
}

interface Edits {
  importId: number
  edited: readonly Edited[]
}

const judge = (session: Session, edits: Edits, signal: AbortSignal): Promise<Judgement[]> =>
  withEdited(session, edits, async (request) => {
    const { rejects } = await dryRun(session, { ...request, everyReject: true }, signal)
    const reasons = new Map(rejects.map(({ row, reason, column }) => [row, { reason, column }]))
    return edits.edited.map(({ row }, index) => ({ row, reason: null, column: null, ...reasons.get(index + 1) }))
  })

async function withEdited<T>(session: Session, { importId, edited }: Edits, work: (request: Parameters<typeof runImport>[1]) => Promise<T>): Promise<T> {
  const workspace = session.workspace()
  const { record, inboxName, copyRemoved } = await readImport(workspace.reader, importId)
  assertCopy(record, copyRemoved)
  const { dialect } = await sniff(join(workspace.inbox, inboxName), { fileName: record.fileName, sheet: record.settings['sheet'] })
  if (!dialect && !importerOf(record.format).containers.includes('json')) {
    throw new AppError('bad_usage', `Rejects of ${record.fileName} cannot be corrected here: ${formatLabel(record.format)} is read from Parquet only. Correct the file and import it again.`)
  }
  const stem = record.fileName.slice(0, record.fileName.length - extname(record.fileName).length) || record.fileName
  const file = dialect
    ? { name: `${stem} (corrected).csv`, content: delimitedText([dialect.headers, ...edited.map(({ cells }) => cells)]) }
    : { name: `${stem} (corrected).ndjson`, content: edited.map(({ cells: [text = ''] }) => `${text.replaceAll(/\s*\n\s*/g, ' ')}\n`).join('') }
  return withScratchFile(workspace, file, async (path) =>
    work(await correctingRequest(workspace, { path, settings: {} }, { importId, rows: edited.map(({ row }) => row) })))
}

const pageSize = 5000

/** Writes the open rejects of an import as CSV: the columns of the file, then the reason and what links a corrected row to its reject. */
export async function exportRejects(session: Session, { importId, path }: { importId: number; path: string }, signal: AbortSignal): Promise<number> {
  const workspace = session.workspace()
  const lines: string[][] = []
  for (;;) {
    const { headers, rejects, total } = await readRejectRows(workspace, { importId, offset: Math.max(0, lines.length - 1), limit: pageSize }, signal)
    if (lines.length === 0) lines.push([...headers, linkColumns.reason, linkColumns.importId, linkColumns.row])
    for (const { row, reason, cells } of rejects) lines.push([...cells.slice(0, headers.length).map(guarded), reason, String(importId), String(row)])
    if (rejects.length === 0 || lines.length > total) break
  }
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, `\uFEFF${delimitedText(lines)}`, { mode: 0o600 })
  return lines.length - 1
}

