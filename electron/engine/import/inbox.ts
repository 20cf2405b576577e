import { createHash, randomUUID } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { writeAll } from './part-writer.ts'
import { type Detected, EncodingCheck } from './encoding.ts'
import type { Sniffed } from './sniff.ts'

export interface InboxCopy {
  path: string
  name: string
  sha256: string
  bytes: number
  /** Encoding as the whole file shows it; null where it is packed or not text. */
  detected: Detected | null
}

const chunkBytes = 4 << 20

/** Copies a file into the private inbox, hashing it on the way. Nothing is left behind on a throw. */
export async function copyToInbox(sniffed: Sniffed, inbox: string, signal: AbortSignal, onRead: (bytes: number) => void): Promise<InboxCopy> {
  const name = `${randomUUID()}${suffix(sniffed.fileName)}`
  const path = join(inbox, name)
  const hash = createHash('sha256')
  const check = sniffed.container !== 'parquet' && sniffed.compression === 'none' ? new EncodingCheck() : null
  const source = await open(sniffed.path, 'r')
  try {
    const copy = await open(path, 'wx', 0o600)
    let bytes = 0
    try {
      const buffer = Buffer.allocUnsafe(chunkBytes)
      for (;;) {
        signal.throwIfAborted()
        const { bytesRead } = await source.read(buffer, 0, chunkBytes, null)
        if (bytesRead === 0) break
        const chunk = buffer.subarray(0, bytesRead)
        const written = writeAll(copy, chunk)
        hash.update(chunk)
        check?.push(chunk)
        await written
        bytes += bytesRead
        onRead(bytes)
      }
    } finally {
      await copy.close()
    }
    return { path, name, sha256: hash.digest('hex'), bytes, detected: check?.verdict(true) ?? null }
  } catch (thrown) {
    await rm(path, { force: true })
    throw thrown
  } finally {
    await source.close()
  }
}

const suffix = (fileName: string): string => (/\.\w{1,8}\.gz$/i.exec(fileName)?.[0] ?? extname(fileName)).toLowerCase().replaceAll(/[^.\w]/g, '')
