import { createHash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, open, rename, rm } from 'node:fs/promises'
import { extname, join } from 'node:path'
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
/** Longer copies are made chunk by chunk, so that they can be cancelled. */
const largestAtOnce = 512 << 20

/** Copies a file into the private inbox, or moves one of ours there. Nothing is left behind on a throw. */
export async function copyToInbox({ path: from, fileName, bytes }: Sniffed, inbox: string, { signal, move }: { signal: AbortSignal; move: boolean }): Promise<InboxCopy> {
  const name = `${randomUUID()}${suffix(fileName)}`
  const path = join(inbox, name)
  if (move) {
    signal.throwIfAborted()
    await rename(from, path)
    return { path, name, bytes }
  }
  const copy = await open(path, 'wx', 0o600)
  try {
    if (bytes <= largestAtOnce) await copyFile(from, path, constants.COPYFILE_FICLONE)
    else for await (const chunk of chunksOf(from, signal)) await writeAll(copy, chunk)
    // copyFile brings the mode of the original along.
    await copy.chmod(0o600)
    signal.throwIfAborted()
    return { path, name, bytes: (await copy.stat()).size }
  } catch (thrown) {
    await rm(path, { force: true })
    throw diskFull(thrown)
  } finally {
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
