import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { AppError } from '../../../../shared/errors.ts'
import type { ZipDirectory, ZipEntry } from './zip-directory.ts'

const chunkBytes = 1 << 20

const wrong = ({ fileName }: ZipDirectory, { name }: ZipEntry, what: string, cause?: unknown): AppError =>
  new AppError('unreadable_file', `${fileName} is damaged: “${name}” ${what}. Nothing was imported; download it again.`, { cause, detail: { damaged: fileName } })

/** The unpacked bytes of one file of a ZIP. Throws `unreadable_file` where they differ from what the ZIP says of them. */
export async function* entryBytes(zip: ZipDirectory, entry: ZipEntry, signal: AbortSignal): AsyncGenerator<Buffer> {
  let bytes = 0
  let sum = 0
  for await (const chunk of unpacked(zip, entry)) {
    signal.throwIfAborted()
    bytes += chunk.length
    if (bytes > entry.bytes) throw wrong(zip, entry, `is longer than the ${entry.bytes.toLocaleString('en')} bytes it says`)
    sum = crc32(chunk, sum)
    yield chunk
  }
  if (bytes < entry.bytes) throw wrong(zip, entry, `is shorter than the ${entry.bytes.toLocaleString('en')} bytes it says`)
  if (sum !== entry.crc32) throw wrong(zip, entry, 'fails its check')
}

async function* unpacked(zip: ZipDirectory, entry: ZipEntry): AsyncGenerator<Buffer> {
  if (entry.packedBytes === 0) return
  const file = createReadStream(zip.path, { start: entry.start, end: entry.start + entry.packedBytes - 1, highWaterMark: chunkBytes })
  // Streams without an encoding yield buffers.
  if (!entry.deflated) {
    yield* file as AsyncIterable<Buffer>
    return
  }
  const inflate = createInflateRaw({ chunkSize: chunkBytes })
  pipeline(file, inflate, () => {
    // Errors surface where the chunks are consumed.
  })
  try {
    yield* inflate as AsyncIterable<Buffer>
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('Z_')) throw wrong(zip, entry, 'cannot be unpacked', thrown)
    throw thrown
  } finally {
    file.destroy()
    inflate.destroy()
  }
}

/** The text of a small part of a ZIP. Throws `unreadable_file` where it is longer than `most`. */
export async function entryBuffer(zip: ZipDirectory, entry: ZipEntry, most: number): Promise<Buffer> {
  if (entry.bytes > most) {
    throw new AppError('unreadable_file', `${zip.fileName} is refused: “${entry.name}” is ${Math.round(entry.bytes / 2 ** 20).toLocaleString('en')} MB long, which it never is. Nothing was imported.`)
  }
  const chunks: Buffer[] = []
  for await (const chunk of entryBytes(zip, entry, new AbortController().signal)) chunks.push(chunk)
  return Buffer.concat(chunks)
}
