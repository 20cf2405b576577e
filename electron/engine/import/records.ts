import { AppError } from '../../../shared/errors.ts'
import { readText } from './bytes.ts'
import { type DelimitedRecord, DelimitedParser } from './delimited-parser.ts'
import type { Dialect } from './dialect.ts'
import { type JsonRecord, JsonCutError } from './json-splitter.ts'
import { jsonSplitter } from './json-shapes.ts'
import { isRecord } from './json-value.ts'
import { footerFilter } from './report-footers.ts'
import type { Sniffed } from './sniff.ts'

/** One record read by the careful reader; a record with a `problem` is rejected. */
export interface SourceRecord {
  line: number
  raw: string
  /** Cells in header order, for delimited files; the raw text is the value of a JSON record. */
  cells: readonly string[]
  problem?: string
}

/** Every record of a text file in order, batch by batch, judged one by one. */
export async function* readRecords(sniffed: Sniffed, signal: AbortSignal, onRead?: (consumed: number) => void): AsyncGenerator<SourceRecord[]> {
  const source = { ...sniffed, encoding: sniffed.detected.encoding }
  const reader = sniffed.dialect ? delimitedReader(sniffed.dialect) : jsonReader(sniffed)
  // A record may span several pieces: damage in an earlier one still marks it.
  let pending = false
  for await (const { text, damaged } of readText(source, signal, onRead)) {
    const records = reader.push(text)
    yield damaged || pending ? records.map(judgedDamage) : records
    pending = damaged || (pending && records.length === 0)
  }
  yield pending ? reader.end().map(judgedDamage) : reader.end()
}

const judgedDamage = (record: SourceRecord): SourceRecord =>
  record.raw.includes('\uFFFD') ? { ...record, problem: 'The record holds bytes that are not UTF-8.' } : record

interface Reader {
  push(text: string): SourceRecord[]
  end(): SourceRecord[]
}

function delimitedReader({ delimiter, headers, skipLines, footers, sheet }: Dialect): Reader {
  const parser = new DelimitedParser(delimiter, sheet)
  const filter = footers ? footerFilter(headers.length) : null
  // The lines before the header, then the header itself.
  let skip = skipLines
  let header = delimiter !== null
  const body = (found: DelimitedRecord[]): DelimitedRecord[] =>
    found.flatMap((record) => {
      if (record.line <= skip) return []
      skip = 0
      if (header) {
        header = false
        return []
      }
      return [record]
    })
  const judged = (found: DelimitedRecord[]): SourceRecord[] => found.map((record) => judgedRow(record, headers.length))
  if (!filter) return { push: (text) => judged(body(parser.push(text))), end: () => judged(body(parser.end())) }
  return { push: (text) => judged(filter.pass(body(parser.push(text)))), end: () => judged([...filter.pass(body(parser.end())), ...filter.end()]) }
}

function judgedRow({ line, raw, cells, problem }: DelimitedRecord, width: number): SourceRecord {
  if (problem !== undefined) return { line, raw, cells, problem }
  const surplus = cells.slice(width)
  if (cells.length < width || surplus.some((cell) => cell.trim() !== '')) {
    return { line, raw, cells, problem: `The row has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}; the header has ${width}.` }
  }
  return { line, raw, cells: cells.slice(0, width) }
}

function jsonReader({ fileName, shape }: Sniffed): Reader {
  const splitter = jsonSplitter(shape ?? 'lines')
  let count = 0
  const guarded = (read: () => JsonRecord[]): SourceRecord[] => {
    try {
      const found = read()
      count += found.length
      return found.map(judgedJson)
    } catch (thrown) {
      throw thrown instanceof JsonCutError ? jsonError(fileName, thrown, count) : thrown
    }
  }
  return { push: (text) => guarded(() => splitter.push(text)), end: () => guarded(() => splitter.end()) }
}

function judgedJson({ line, raw }: JsonRecord): SourceRecord {
  try {
    const value: unknown = JSON.parse(raw)
    if (!isRecord(value)) return { line, raw, cells: [], problem: 'The record is not a JSON object.' }
    return { line, raw, cells: [] }
  } catch (thrown) {
    return { line, raw, cells: [], problem: `The record is not valid JSON: ${thrown instanceof Error ? thrown.message : String(thrown)}` }
  }
}

/** The error of a JSON text that breaks off or goes wrong, `count` records after its beginning. */
export function jsonError(fileName: string, { cut, before }: JsonCutError, count: number): AppError {
  const record = count + before + 1
  const where = { detail: { file: fileName, damaged: fileName, record: String(record), line: String(cut.line) } }
  switch (cut.kind) {
    case 'cut':
      return new AppError('unreadable_file', `${fileName} ends in the middle of record ${record} (line ${cut.line}): the file is cut off. Nothing was imported; download it again.`, where)
    case 'stray':
      return new AppError('unreadable_file', `${fileName} is not valid JSON: a stray “${cut.text}” stands before record ${record} (line ${cut.line}). Nothing was imported.`, where)
    case 'long':
      return new AppError('unreadable_file', `${fileName}: record ${record} (line ${cut.line}) is longer than 16 MB, which no known export has. Nothing was imported.`, where)
  }
}
