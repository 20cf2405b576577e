import { createHash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, copyFile, type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { isSystemError } from './bytes.ts'
import { type Detected, EncodingCheck } from './encoding.ts'
import { diskFull, writeAll } from './part-writer.ts'
import type { Sniffed } from './sniff.ts'

export interface InboxCopy {
  path: string
  name: string
  bytes: number
}

export interface Digest {
  sha256: string
  /** Encoding as the whole file shows it; null where it is packed or not text. */
  detected: Detected | null
}

const chunkBytes = 1 << 20
/** One thread alone does not fill the way to the page cache. */
const copiers = 3

/** Copies a file into the private inbox, or moves one of ours there. Nothing is left behind on a throw. */
export async function copyToInbox({ path: from, fileName, bytes }: Sniffed, inbox: string, { signal, move }: { signal: AbortSignal; move: boolean }): Promise<InboxCopy> {
  const name = `${randomUUID()}${suffix(fileName)}`
  const path = join(inbox, name)
  if (move) {
    signal.throwIfAborted()
    await rename(from, path)
    return { path, name, bytes }
  }
  try {
    await copyPrivately(from, path, signal)
    return { path, name, bytes: (await stat(path)).size }
  } catch (thrown) {
    await rm(path, { force: true })
    throw diskFull(thrown)
  }
}

/** Reads until the buffer is full or the file ends: a network drive may give less at a time, and a gap must not stay. */
async function fill(file: FileHandle, buffer: Buffer, place: number): Promise<number> {
  let filled = 0
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, place + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return filled
}

async function copyPrivately(from: string, path: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  try {
    // Some file systems share the blocks of a copy.
    await copyFile(from, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE)
    // copyFile brings the mode of the original along.
    await chmod(path, 0o600)
    return
  } catch (thrown) {
    if (isSystemError(thrown, 'ENOENT')) throw thrown
    await rm(path, { force: true })
  }
  const source = await open(from, 'r')
  const copy = await open(path, 'wx', 0o600)
  try {
    let next = 0
    const copyChunks = async (): Promise<void> => {
      const buffer = Buffer.allocUnsafe(chunkBytes)
      for (;;) {
        signal.throwIfAborted()
        const place = next
        next += chunkBytes
        const filled = await fill(source, buffer, place)
        if (filled === 0) return
        await writeAll(copy, buffer.subarray(0, filled), place)
      }
    }
    await Promise.all(Array.from({ length: copiers }, copyChunks))
  } finally {
    await source.close()
    await copy.close()
  }
}

/** Hash and encoding of a whole file. */
export async function digest(path: string, judgeEncoding: boolean, signal: AbortSignal): Promise<Digest> {
  const hash = createHash('sha256')
  const check = judgeEncoding ? new EncodingCheck() : null
  for await (const chunk of chunksOf(path, signal)) {
    hash.update(chunk)
    check?.push(chunk)
  }
  return { sha256: hash.digest('hex'), detected: check?.verdict(true) ?? null }
}

/** The bytes of a file; every chunk is overwritten by the next. */
async function* chunksOf(path: string, signal: AbortSignal): AsyncGenerator<Buffer> {
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.allocUnsafe(chunkBytes)
    for (;;) {
      signal.throwIfAborted()
      const { bytesRead } = await file.read(buffer, 0, chunkBytes, null)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

const suffix = (fileName: string): string => (/\.\w{1,8}\.gz$/i.exec(fileName)?.[0] ?? extname(fileName)).toLowerCase().replaceAll(/[^.\w]/g, '')
