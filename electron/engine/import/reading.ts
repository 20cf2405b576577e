import { quotedString } from '@duckdb/node-api'
import { rm } from 'node:fs/promises'
import { carefulParts } from './careful-parts.ts'
import type { Importer, Layout } from './importer.ts'
import { jsonParts } from './json-parts.ts'
import { delimitedLayout, jsonColumns, jsonColumnsLayout, jsonObjectsLayout } from './layouts.ts'
import { bytesOfRecords } from './record-bytes.ts'
import type { Sniffed } from './sniff.ts'

/** Records DuckDB can read now. */
export interface Batch {
  /** SQL to read from. */
  relation: string
  /** SQL of the record's number in the file, from 1; null where the rows simply follow those of earlier batches. */
  ordinal: string | null
  /** Records that could not be read at all and are not in the relation. */
  unreadable: number
  /** DuckDB reads the file itself, so its own progress counts. */
  inPlace: boolean
  release: () => Promise<void>
}

export interface Reading {
  layout: Layout
  batches(signal: AbortSignal, onRead: (consumed: number) => void): AsyncGenerator<Batch>
}

export interface ReadingInput {
  sniffed: Sniffed
  importer: Importer
  /** Names of the sample's columns or keys. */
  names: readonly string[]
  scratch: string
  partBytes: number
}

/** DuckDB keeps two buffers of twice this size a thread. A longer record is left to the careful reading. */
const largestFastObject = 4 << 20

/** Whole records take several times the memory of the paths asked for. */
const carefulPart = 64 << 20

/**
 * A thread appends what it read of one buffer as a piece; pieces that do not fill a row group of DuckDB are put together by copying their rows, and
 * what one of them has beyond it is a row group of its own that the checkpoint copies. So a buffer holds a little less than a row group.
 */
const rowsOfBuffer = Math.round(0.93 * 122_880)
/** Within these bounds a buffer is worth it: larger ones take the memory of the rows. */
const bufferBytes = { least: 4_000_000, most: 64_000_000 }
/** A shorter file would leave a thread without a buffer. */
const buffersOfFile = 4

const kept = (): Promise<void> => Promise.resolve()

/** Reads with DuckDB at full speed. Any malformed record makes it throw; then the careful reading takes over. Null where only care will do. */
export function fastReading({ sniffed, importer, names, scratch, partBytes }: ReadingInput): Reading | null {
  if (sniffed.dialect) return fastDelimited(sniffed)
  if (importer.wholeObjects) return null
  const paths = importer.paths.length > 0 ? importer.paths : names.map((name) => [name])
  return {
    layout: jsonColumnsLayout(names, paths, importer.wholeNumbers),
    batches: async function* (signal, onRead) {
      for await (const part of jsonParts({ sniffed, scratch, partBytes, signal, onRead })) {
        yield { relation: `read_json(${quotedString(part.path)}, format = 'newline_delimited', records = true, maximum_object_size = ${largestFastObject}, columns = ${jsonColumns(paths, importer.wholeNumbers)})`, ordinal: null, unreadable: 0, inPlace: part.inPlace, release: part.release }
      }
    },
  }
}

function fastDelimited(sniffed: Sniffed): Reading | null {
  const { dialect } = sniffed
  // DuckDB keeps blank lines of a single column as rows; decoding elsewhere than in place gains nothing over the careful reading.
  if (!dialect || dialect.footers || dialect.delimiter === null || dialect.headers.length < 2 || sniffed.compression !== 'none' || sniffed.detected.encoding !== 'utf-8' || sniffed.detected.damaged) return null
  const columns = dialect.headers.map((_, index) => `c${index}: 'VARCHAR'`).join(', ')
  const relation =
    `read_csv(${quotedString(sniffed.path)}, auto_detect = false, header = true, skip = ${dialect.skipLines}, delim = ${quotedString(dialect.delimiter)}, ` +
    `quote = '"', escape = '"', columns = {${columns}}`
  return {
    layout: delimitedLayout(dialect.headers, (index) => `c${index}`),
    batches: async function* (signal) {
      signal.throwIfAborted()
      const buffer = await bufferOf(sniffed)
      yield { relation: `${relation}${buffer === null ? '' : `, buffer_size = ${buffer}`})`, ordinal: null, unreadable: 0, inPlace: true, release: kept }
    },
  }
}

/** Bytes of a buffer that holds the rows of a row group; null where DuckDB's own choice does. */
async function bufferOf(sniffed: Sniffed): Promise<number | null> {
  const bytes = Math.round(((await bytesOfRecords(sniffed)) ?? 0) * rowsOfBuffer)
  return bytes >= bufferBytes.least && bytes <= bufferBytes.most && sniffed.bytes >= buffersOfFile * bytes ? bytes : null
}

/** Reads record by record: slower, but a bad record costs only itself. */
export function carefulReading({ sniffed, importer, names, scratch, partBytes: usual }: ReadingInput): Reading {
  const { dialect } = sniffed
  // An empty cell is no value, as DuckDB reads it.
  const layout = dialect ? delimitedLayout(dialect.headers, (index) => `nullif(c[${index + 1}], '')`) : jsonObjectsLayout(names)
  const partBytes = Math.min(usual, importer.partBytes ?? carefulPart)
  const columns = dialect ? `{r: 'BIGINT', c: 'VARCHAR[]'}` : `{r: 'BIGINT', v: 'JSON'}`
  return {
    layout,
    batches: async function* (signal, onRead) {
      for await (const part of carefulParts({ sniffed, scratch, partBytes, signal, onRead })) {
        yield {
          relation: `read_json(${quotedString(part.path)}, format = 'newline_delimited', records = true, columns = ${columns}, maximum_object_size = 67108864)`,
          ordinal: 'r',
          unreadable: part.unreadable,
          inPlace: false,
          release: () => rm(part.path, { force: true }),
        }
      }
    },
  }
}
