import { open, stat } from 'node:fs/promises'
import { AppError } from '../../../shared/errors.ts'
import { readZipDirectory } from './archive/zip-directory.ts'
import { type ByteSource, type Compression, isSystemError, readBytes, shownName } from './bytes.ts'
import { type Dialect, sniffDialect } from './dialect.ts'
import { type Detected, EncodingCheck } from './encoding.ts'
import type { Container } from './importer.ts'
import { beginsMessages } from './json-messages.ts'
import { beginsPage, type JsonShape } from './json-splitter.ts'
import { type ChosenSheet, sheetHead } from './workbook/sheets.ts'
import { bytesOfFirstRecords } from './record-bytes.ts'
import { isWorkbook, openWorkbook } from './workbook/workbook-parts.ts'

/** What a look at the beginning of a file tells. */
export interface Sniffed {
  path: string
  fileName: string
  bytes: number
  modified: Date
  compression: Compression
  container: Container
  detected: Detected
  /** Decoded beginning of a text file, up to 1 MB. */
  head: string
  /** The head is the whole file. */
  complete: boolean
  dialect: Dialect | null
  shape: JsonShape | null
  /** The sheet to be read, where the file is an Excel workbook. */
  workbook: ChosenSheet | null
}

export interface SniffOptions {
  /** The name the user knows the file by. */
  fileName?: string
  /** Name of the sheet to read of a workbook. */
  sheet?: string | undefined
  /** How much of a text is looked at. */
  headBytes?: number
}

const usualHead = 1 << 20

/** Looks at a file without reading it whole. Throws `not_found` or `unreadable_file` with the file's name and what to do. */
export async function sniff(path: string, { fileName = shownName(path), sheet, headBytes = usualHead }: SniffOptions = {}): Promise<Sniffed> {
  const { bytes, modified, magic } = await look(path, fileName)
  const gzip = magic[0] === 0x1f && magic[1] === 0x8b
  const common = { path, fileName, bytes, modified, compression: gzip ? 'gzip' : 'none' } as const
  if (magic.toString('latin1', 0, 4) === 'PAR1') {
    return { ...common, container: 'parquet', detected: { encoding: 'utf-8', damaged: false }, head: '', complete: false, dialect: null, shape: null, workbook: null }
  }
  if (isZip(magic)) return sniffWorkbook(common, sheet)
  if (magic.toString('hex') === oldOffice) {
    throw new AppError('unreadable_file', `${fileName} is a workbook of the old kind (.xls), or one locked with a password. Open it in Excel or LibreOffice, save it as .xlsx without a password, and import that.`)
  }
  const { buffer, complete } = await readHead(common, headBytes)
  const check = new EncodingCheck()
  check.push(buffer)
  const detected = check.verdict(complete)
  const head = new TextDecoder(detected.encoding).decode(buffer, { stream: !complete })
  assertText(head, fileName)
  const first = /\S/.exec(head)?.[0]
  if (first === undefined) throw new AppError('unreadable_file', `${fileName} holds nothing but blank space. Check the export and try again.`)
  if (/^\s*<(?:!doctype html|html|\?xml|table)/i.test(head)) throw new AppError('unreadable_file', `${fileName} is a web page or XML, whatever its name says. Open it in Excel or LibreOffice, save it as CSV (UTF-8), and import that.`)
  if (first === '{' || first === '[') return { ...common, container: 'json', detected, head, complete, dialect: null, shape: shapeOf(head), workbook: null }
  return { ...common, container: 'delimited', detected, head, complete, dialect: sniffDialect(head, complete), shape: null, workbook: null }
}

/** How many records a table of plain text likely holds, judged by its beginning; null where its size tells nothing. */
export function expectedRecords(sniffed: Sniffed): number | null {
  const each = sniffed.compression === 'none' && !sniffed.workbook ? bytesOfFirstRecords(sniffed) : null
  return each === null ? null : Math.round(sniffed.bytes / each)
}

/** First bytes of a compound file: Excel before 2007, and any workbook with a password. */
const oldOffice = 'd0cf11e0a1b11ae1'
/** A ZIP, or one without files. */
const isZip = (magic: Buffer): boolean => ['PK\u0003\u0004', 'PK\u0005\u0006'].includes(magic.toString('latin1', 0, 4))

async function sniffWorkbook(common: Pick<Sniffed, 'path' | 'fileName' | 'bytes' | 'modified' | 'compression'>, sheet: string | undefined): Promise<Sniffed> {
  const zip = await readZipDirectory(common.path, common.fileName, common.bytes)
  if (!isWorkbook(zip)) throw new AppError('unknown_format', `${common.fileName} is a ZIP archive within another. Unpack it and import the files in it.`)
  const { text, complete, ...workbook } = await sheetHead(await openWorkbook(zip), sheet)
  return { ...common, container: 'delimited', detected: { encoding: 'utf-8', damaged: false }, head: text, complete, dialect: sniffDialect(text, complete, true), shape: null, workbook }
}

async function look(path: string, fileName: string): Promise<{ bytes: number; modified: Date; magic: Buffer }> {
  const found = await stat(path).catch((cause: unknown) => {
    if (isSystemError(cause, 'ENOENT')) throw new AppError('not_found', `There is no file ${path}.`, { cause })
    throw new AppError('unreadable_file', `${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  })
  if (found.isDirectory()) throw new AppError('unreadable_file', `${path} is a folder. Choose the files in it.`)
  if (!found.isFile()) throw new AppError('unreadable_file', `${path} is not a regular file.`)
  if (found.size === 0) throw new AppError('unreadable_file', `${fileName} is empty. Check the export and try again.`)
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new AppError('unreadable_file', `${path} cannot be opened. Check that you may read it.`, { cause })
  })
  try {
    const magic = Buffer.alloc(8)
    await file.read(magic, 0, 8, 0)
    return { bytes: found.size, modified: found.mtime, magic }
  } finally {
    await file.close()
  }
}

async function readHead(source: ByteSource, headBytes: number): Promise<{ buffer: Buffer; complete: boolean }> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of readBytes(source, new AbortController().signal)) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= headBytes) return { buffer: Buffer.concat(chunks).subarray(0, headBytes), complete: false }
  }
  return { buffer: Buffer.concat(chunks), complete: true }
}

/** Control characters do not occur in text exports. */
function assertText(head: string, fileName: string): void {
  const start = head.slice(0, 65_536)
  const controls = start.match(/[\u0000-\u0008\u000E-\u001F]/g)?.length ?? 0
  if (start.includes('\u0000') || controls > start.length / 50) {
    throw new AppError('unreadable_file', `${fileName} is a binary file, not an export Bandstand can read. It reads CSV, TSV, JSON, NDJSON (also gzipped), XLSX, ZIP and Parquet.`)
  }
}

function shapeOf(head: string): JsonShape {
  const trimmed = head.trimStart()
  if (!trimmed.startsWith('{')) return 'values'
  if (beginsMessages(trimmed)) return 'messages'
  if (beginsPage(trimmed)) return 'pages'
  const newline = trimmed.indexOf('\n')
  const line = newline < 0 ? trimmed : trimmed.slice(0, newline)
  try {
    JSON.parse(line)
    return 'lines'
  } catch {
    // A broken first line among good ones is still one value a line.
    return /\n\s*\{.*\}\s*\r?\n/.test(trimmed) && line.trimEnd().length > 1 ? 'lines' : 'values'
  }
}
