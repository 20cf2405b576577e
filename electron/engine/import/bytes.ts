import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { AppError } from '../../../shared/errors.ts'
import type { Encoding } from './encoding.ts'

export type Compression = 'none' | 'gzip'

/** Chunks of a megabyte are mapped anew each time, which costs a fifth more processor time. */
const chunkBytes = 512 << 10
/** A gzip file that grows more than this beyond the floor is a bomb: real exports stay below 60. */
const largestExpansion = 200
const expansionFloor = 16 << 20
const largestDecoded = 256 * 2 ** 30

export interface ByteSource {
  path: string
  compression: Compression
  /** The name the user knows the file by. */
  fileName: string
}

/**
 * The decoded bytes of a file, chunk by chunk; `onRead` is told how many bytes of the file itself were consumed.
 * Throws `unreadable_file` where a gzip stream is cut off, damaged or a bomb.
 */
export async function* readBytes(source: ByteSource, signal: AbortSignal, onRead: (consumed: number) => void = () => undefined): AsyncGenerator<Buffer> {
  signal.throwIfAborted()
  const file = createReadStream(source.path, { highWaterMark: chunkBytes })
  try {
    if (source.compression === 'none') {
      // A read stream without an encoding yields buffers.
      for await (const chunk of file as AsyncIterable<Buffer>) {
        signal.throwIfAborted()
        onRead(file.bytesRead)
        yield chunk
      }
      return
    }
    yield* inflate(source, file, signal, onRead)
  } finally {
    file.destroy()
  }
}

async function* inflate(source: ByteSource, file: ReturnType<typeof createReadStream>, signal: AbortSignal, onRead: (consumed: number) => void): AsyncGenerator<Buffer> {
  // Some chunks ahead: inflating goes on while its reader writes.
  const options = { chunkSize: chunkBytes, readableHighWaterMark: 4 * chunkBytes }
  const gunzip = createGunzip(options)
  pipeline(file, gunzip, () => {
    // Errors surface where the chunks are consumed.
  })
  let decoded = 0
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      signal.throwIfAborted()
      decoded += chunk.length
      if (decoded > largestDecoded || (decoded > expansionFloor && decoded > largestExpansion * gunzip.bytesWritten)) throw bomb(source, decoded, gunzip.bytesWritten)
      onRead(gunzip.bytesWritten)
      yield chunk
    }
  } catch (thrown) {
    signal.throwIfAborted()
    throw gzipError(source, thrown)
  } finally {
    gunzip.destroy()
  }
}

const bomb = ({ fileName }: ByteSource, decoded: number, read: number): AppError =>
  new AppError('unreadable_file', `${fileName} is refused: it grew to ${Math.round(decoded / 2 ** 20)} MB after ${Math.max(1, Math.round(read / 1024))} KB, which no export does. If you trust it, unpack it first and import the unpacked file.`, { detail: { damaged: fileName } })

function gzipError({ fileName }: ByteSource, thrown: unknown): unknown {
  if (!(thrown instanceof Error) || !('code' in thrown)) return thrown
  if (thrown.code === 'Z_BUF_ERROR') return new AppError('unreadable_file', `${fileName} is cut off: its gzip stream ends too early. Nothing was imported; download the file again.`, { cause: thrown, detail: { damaged: fileName } })
  if (thrown.code === 'Z_DATA_ERROR') return new AppError('unreadable_file', `${fileName} is damaged: its gzip stream fails its check. Nothing was imported; download the file again.`, { cause: thrown, detail: { damaged: fileName } })
  return thrown
}

export const isSystemError = (thrown: unknown, code: string): boolean => thrown instanceof Error && 'code' in thrown && thrown.code === code

/** A piece of text; `damaged` when some of its bytes do not decode and became U+FFFD. */
export interface TextPiece {
  text: string
  damaged: boolean
}

/** The file's text, chunk by chunk, without a byte order mark. */
export async function* readText(source: ByteSource & { encoding: Encoding }, signal: AbortSignal, onRead?: (consumed: number) => void): AsyncGenerator<TextPiece> {
  const decoder = new TextDecoder(source.encoding)
  // U+FFFD that stands in the file itself is not damage.
  const judge = (text: string, chunk: Buffer): TextPiece => ({
    text,
    damaged: source.encoding === 'utf-8' && text.includes('\uFFFD') && occurrences(text, '\uFFFD') !== occurrences(chunk, '\uFFFD'),
  })
  for await (const chunk of readBytes(source, signal, onRead)) yield judge(decoder.decode(chunk, { stream: true }), chunk)
  yield judge(decoder.decode(), Buffer.alloc(0))
}

function occurrences(text: { indexOf(sought: string, from: number): number }, sought: string): number {
  let count = 0
  for (let at = text.indexOf(sought, 0); at >= 0; at = text.indexOf(sought, at + 1)) count++
  return count
}

export const shownName = (path: string): string => basename(path)
