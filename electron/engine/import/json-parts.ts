import { AppError } from '../../../shared/errors.ts'
import { readBytes } from './bytes.ts'
import { longestRecord } from './delimited-parser.ts'
import { finished, type PartFile, type Parts, reusedParts } from './part-writer.ts'
import { readRecords } from './records.ts'
import type { Sniffed } from './sniff.ts'

export interface PartsInput {
  sniffed: Sniffed
  scratch: string
  /** Large enough that DuckDB's threads stay busy. */
  partBytes: number
  signal: AbortSignal
  onRead: (consumed: number) => void
}

interface JsonPart {
  path: string
  inPlace: boolean
  release: () => Promise<void>
}

const newline = 0x0a

/** DuckDB begins as soon as a short first part is there; each next one is twice as long, up to `partBytes`. */
const firstPart = 32 << 20

/** The file as NDJSON in UTF-8: in place where it is that already, else in scratch files that end at a newline. */
export async function* jsonParts(input: PartsInput): AsyncGenerator<JsonPart> {
  const { sniffed } = input
  const plain = sniffed.shape === 'lines' && sniffed.detected.encoding === 'utf-8' && !sniffed.detected.damaged
  if (plain && sniffed.compression === 'none' && sniffed.bytes <= input.partBytes) {
    yield { path: sniffed.path, inPlace: true, release: () => Promise.resolve() }
    return
  }
  const parts = reusedParts(input.scratch)
  try {
    for await (const { path } of plain ? splitLines(input, parts) : rewritten(input, parts)) yield { path, inPlace: false, release: () => parts.release(path) }
  } finally {
    await parts.end()
  }
}

async function* splitLines({ sniffed, partBytes, signal, onRead }: PartsInput, parts: Parts): AsyncGenerator<PartFile> {
  let part: PartFile | null = null
  let sinceNewline = 0
  let wanted = Math.min(firstPart, partBytes)
  try {
    for await (const chunk of readBytes(sniffed, signal, onRead)) {
      const last = chunk.lastIndexOf(newline)
      sinceNewline = last < 0 ? sinceNewline + chunk.length : chunk.length - last
      if (sinceNewline > longestRecord) throw new AppError('unreadable_file', `${sniffed.fileName} holds a line longer than 16 MB, which no known export has. Nothing was imported.`)
      part ??= await parts.create()
      if (last < 0 || part.bytes + last < wanted) {
        await part.write(chunk)
        continue
      }
      await part.write(chunk.subarray(0, last + 1))
      const full = await finished(part)
      part = await parts.create()
      await part.write(chunk.subarray(last + 1))
      wanted = Math.min(2 * wanted, partBytes)
      yield full
    }
    if (!part) return
    const rest = await finished(part)
    part = null
    yield rest
  } finally {
    await part?.discard()
  }
}

async function* rewritten({ sniffed, partBytes, signal, onRead }: PartsInput, parts: Parts): AsyncGenerator<PartFile> {
  let part: PartFile | null = null
  try {
    for await (const records of readRecords(sniffed, signal, onRead)) {
      // One bad record, and the careful reading must take over.
      if (records.some((record) => record.problem !== undefined)) throw new MalformedRecord()
      part ??= await parts.create()
      if (records.length > 0) await part.write(Buffer.from(`${records.map((record) => record.raw).join('\n')}\n`))
      if (part.bytes < partBytes) continue
      const full = await finished(part)
      part = null
      yield full
    }
    if (!part) return
    const rest = await finished(part)
    part = null
    yield rest
  } finally {
    await part?.discard()
  }
}

/** Tells that the fast reading met a record it must not guess about. */
export class MalformedRecord extends Error {}
