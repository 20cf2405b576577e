import { type DelimitedRecord, DelimitedParser } from './delimited-parser.ts'
import { distinctHeaders } from './headers.ts'
import { isMailmap, mailmapHeader } from './mailmap-lines.ts'
import { endsWithFooters } from './report-footers.ts'

export interface Dialect {
  /** Null: every line is a record of one cell, from the first. */
  delimiter: string | null
  /** Physical lines before the header: a `sep=` line, blank lines. */
  skipLines: number
  /** Headers made distinct. */
  headers: string[]
  /** The last lines may be no records. */
  footers: boolean
  /** Every record counts as one line, as the rows of a sheet do. */
  sheet: boolean
  /** The records of the head after the header. */
  records: DelimitedRecord[]
}

const delimiters = [',', ';', '\t', '|'] as const

/** Finds delimiter and header from the beginning of a delimited text; a sheet was written as CSV by us. */
export function sniffDialect(head: string, complete: boolean, sheet = false): Dialect {
  if (!sheet && isMailmap(head)) return mailmapDialect(head, complete)
  const declared = sheet ? null : /^\uFEFF?\s*"?sep=(.)"?(?:\r\n|[\r\n])/i.exec(head)
  const skipped = declared?.[0] ?? /^\s*[\r\n]/.exec(head)?.[0] ?? ''
  const skipLines = skipped.split(/\r\n|[\r\n]/).length - 1
  const body = head.slice(skipped.length)
  const named = sheet ? ',' : declared?.[1]
  const tried = (named === undefined ? delimiters : [named]).map((delimiter) => ({ delimiter, records: parseHead(body, { delimiter, complete, sheet }) }))
  const best = tried.reduce((a, b) => (fit(b.records) > fit(a.records) ? b : a))
  const [header, ...records] = best.records
  const headers = distinctHeaders(header?.cells ?? [])
  return {
    delimiter: best.delimiter,
    skipLines,
    headers,
    footers: endsWithFooters(headers),
    sheet,
    records: records.map((record) => ({ ...record, line: record.line + skipLines })),
  }
}

const mailmapDialect = (head: string, complete: boolean): Dialect => ({
  delimiter: null, skipLines: 0, headers: [mailmapHeader], footers: false, sheet: false, records: parseHead(head, { delimiter: null, complete, sheet: false }),
})

const sampledRecords = 1000
/** Enough to tell delimiters apart. */
const trialLength = 64 << 10

function parseHead(text: string, { delimiter, complete, sheet }: { delimiter: string | null; complete: boolean; sheet: boolean }): DelimitedRecord[] {
  const parser = new DelimitedParser(delimiter, sheet)
  const records: DelimitedRecord[] = []
  for (let at = 0; at < text.length && records.length <= sampledRecords; at += trialLength) records.push(...parser.push(text.slice(at, at + trialLength)))
  if (complete && records.length <= sampledRecords) records.push(...parser.end())
  return records.slice(0, sampledRecords + 1)
}

/** Columns, weighted by how many records have as many cells as the first. */
function fit(records: readonly DelimitedRecord[]): number {
  const width = records[0]?.cells.length ?? 0
  if (width < 2) return width
  const even = records.filter((record) => record.problem === undefined && record.cells.length === width).length
  return 1 + width * (even / records.length) ** 2
}
