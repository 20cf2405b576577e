import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ImportSettings } from '../../../shared/contract-import.ts'
import { AppError } from '../../../shared/errors.ts'
import { unguarded } from '../../../shared/formula-guard.ts'
import { rows } from '../db/query.ts'
import { recordTables } from '../db/record-tables.ts'
import type { Workspace } from '../db/workspace.ts'
import { delimitedText } from '../delimited-text.ts'
import { readImport } from './import-record.ts'
import { readRecords } from './records.ts'
import type { ImportRequest } from './file-job.ts'
import { sniff, type Sniffed } from './sniff.ts'
import { asText } from './workbook/as-text.ts'

/** Columns that an export of rejects has beside those of its file. */
export const linkColumns = { importId: 'bandstand_import', row: 'bandstand_row', reason: 'bandstand_reason' } as const

interface Plain {
  request: ImportRequest
  sniffed: Sniffed
}

/** Runs `work` on the file, or on what an export of corrected rejects holds without its further columns, read as its import was. */
export async function withPlainFile<T>(workspace: Workspace, request: ImportRequest, signal: AbortSignal, work: (plain: Plain) => Promise<T>): Promise<T> {
  const sniffed = await sniff(request.path, { sheet: request.settings['sheet'] })
  const headers = sniffed.dialect?.headers.map((header) => header.toLowerCase()) ?? []
  const [importColumn, rowColumn] = [headers.indexOf(linkColumns.importId), headers.indexOf(linkColumns.row)]
  if (request.corrects !== undefined || importColumn < 0 || rowColumn < 0) return work({ request, sniffed })
  const left = headers.flatMap((header, index) => (Object.values(linkColumns).some((link) => link === header) ? [] : [index]))
  const lines = [(sniffed.dialect?.headers ?? []).filter((_, index) => left.includes(index))]
  const linked: { importId: number; row: number }[] = []
  await asText(sniffed, { scratch: workspace.scratch, signal }, async (text) => {
    for await (const records of readRecords(text, signal)) {
      for (const { cells, line } of records) {
        linked.push(linkOf({ importId: Number(cells[importColumn]), row: Number(cells[rowColumn]) }, `${sniffed.fileName}, line ${line}`))
        lines.push(left.map((index) => unguarded(cells[index] ?? '')))
      }
    }
  })
  const [parent, ...others] = [...new Set(linked.map(({ importId }) => importId))]
  if (parent === undefined) throw new AppError('unreadable_file', `${sniffed.fileName} holds no records. Check the export and try again.`)
  if (others.length > 0) throw new AppError('bad_usage', `${sniffed.fileName} corrects rejects of several imports (${[parent, ...others].join(', ')}). Make a file for each.`)
  const corrected = await correctingRequest(workspace, request, { importId: parent, rows: linked.map(({ row }) => row) })
  return withScratchFile(workspace, { name: basename(request.path).replace(/\.xlsx$/i, '.csv'), content: delimitedText(lines) }, async (path) => work({ request: { ...corrected, path }, sniffed: await sniff(path) }))
}

function linkOf(link: { importId: number; row: number }, place: string): { importId: number; row: number } {
  if (Number.isSafeInteger(link.importId) && Number.isSafeInteger(link.row) && link.row > 0) return link
  throw new AppError('bad_usage', `${place}: ${linkColumns.importId} and ${linkColumns.row} must stay as they were exported. Export the rejects again.`)
}

/** The request of an import that corrects rejects: read as the first one was, unless asked otherwise. Where newer files came in since, they stand. */
export async function correctingRequest({ reader }: Workspace, request: ImportRequest, corrects: NonNullable<ImportRequest['corrects']>): Promise<ImportRequest> {
  const { record, mapping } = await readImport(reader, corrects.importId)
  const [newer] = await rows(reader, `SELECT 1 WHERE ${Object.values(recordTables).map(({ name }) => `EXISTS (SELECT 1 FROM ${name} WHERE import_id > $import)`).join(' OR ')}`, { import: corrects.importId })
  const [collected] = await rows<{ at: string }>(reader, 'SELECT collected_at AS at FROM ops.imports WHERE import_id = $import', { import: corrects.importId })
  const asked = request.mapping ?? (request.format === undefined ? (mapping ?? undefined) : undefined)
  return {
    ...request,
    corrects,
    format: request.format ?? record.format,
    ...(asked ? { mapping: asked } : {}),
    ...(newer && request.overwrite === undefined ? { overwrite: 'keep' } : {}),
    settings: withoutSheet({ ...(collected ? { collected: collected.at } : {}), ...record.settings, ...request.settings }),
  }
}

/** The corrected records come as text. */
const withoutSheet = (settings: ImportSettings): ImportSettings => Object.fromEntries(Object.entries(settings).filter(([key]) => key !== 'sheet'))

/** Runs `work` with a file of that name in the workspace's scratch folder. */
export async function withScratchFile<T>({ scratch }: Workspace, file: { name: string; content: string }, work: (path: string) => Promise<T>): Promise<T> {
  const folder = join(scratch, randomUUID())
  await mkdir(folder, { mode: 0o700 })
  try {
    const path = join(folder, file.name)
    await writeFile(path, file.content, { mode: 0o600 })
    return await work(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
