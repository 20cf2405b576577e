import { join } from 'node:path'
import type { Workspace } from '../db/workspace.ts'
import { one, rows } from '../db/query.ts'
import { DelimitedParser } from './delimited-parser.ts'
import { assertCopy, readImport } from './import-record.ts'
import { readRecords } from './records.ts'
import { rawLength } from './rejects.ts'
import { sniff, type Sniffed } from './sniff.ts'
import { asText } from './workbook/as-text.ts'

export interface RejectRow {
  row: number
  line: number | null
  column: string | null
  reason: string
  cells: string[]
}

export interface RejectPage {
  fileName: string
  /** Headers of the file; one, `record`, where its records are no rows of a table. */
  headers: string[]
  rejects: RejectRow[]
  total: number
}

interface Stored extends Omit<RejectRow, 'cells'> {
  raw: string | null
}

export interface Asked {
  importId: number
  offset: number
  limit: number
}

/** Open rejects of one import with their cells as they stand in the file, whole. Throws `not_found`. */
export async function readRejectRows({ reader, inbox, scratch }: Workspace, { importId, offset, limit }: Asked, signal: AbortSignal): Promise<RejectPage> {
  const { record, inboxName, copyRemoved } = await readImport(reader, importId)
  assertCopy(record, copyRemoved)
  const { total } = await one<{ total: number }>(reader, 'SELECT count(*) AS total FROM ops.open_rejects WHERE import_id = $importId', { importId })
  const stored = await rows<Stored>(
    reader,
    `SELECT source_row AS row, line_number AS line, column_name AS "column", reason, raw FROM ops.open_rejects WHERE import_id = $importId ORDER BY source_row LIMIT $limit OFFSET $offset`,
    { importId, limit, offset },
  )
  const sniffed = await sniff(join(inbox, inboxName), { fileName: record.fileName, sheet: record.settings['sheet'] })
  const whole = await wholeTexts({ sniffed, scratch }, stored, signal)
  const headers = sniffed.dialect?.headers ?? [recordColumn]
  return {
    fileName: record.fileName,
    headers,
    total,
    rejects: stored.map(({ raw, ...rest }) => ({ ...rest, cells: cellsOf(sniffed, whole.get(rest.row) ?? raw ?? '', headers.length) })),
  }
}

export const recordColumn = 'record'

/** The texts of records that are kept cut, from the copy of the file. */
async function wholeTexts({ sniffed, scratch }: { sniffed: Sniffed; scratch: string }, stored: readonly Stored[], signal: AbortSignal): Promise<Map<number, string>> {
  const wanted = new Set(stored.flatMap(({ row, raw }) => (raw !== null && raw.length >= rawLength ? [row] : [])))
  const found = new Map<number, string>()
  if (wanted.size === 0 || sniffed.container === 'parquet') return found
  return asText(sniffed, { scratch, signal }, async (text) => {
    let row = 0
    for await (const records of readRecords(text, signal)) {
      for (const { raw } of records) if (wanted.has(++row)) found.set(row, raw)
      if (found.size === wanted.size) break
    }
    return found
  })
}

function cellsOf({ dialect }: Sniffed, raw: string, width: number): string[] {
  if (!dialect) return [raw]
  const parser = new DelimitedParser(dialect.delimiter, dialect.sheet)
  const [record] = [...parser.push(raw), ...parser.end()]
  // A quote that never closes leaves no cells: what stands between the delimiters is the best to begin with.
  const cells = record && record.cells.length > 0 ? record.cells : dialect.delimiter === null ? [raw] : raw.split(dialect.delimiter)
  return [...cells, ...Array.from({ length: Math.max(0, width - cells.length) }, () => '')]
}
