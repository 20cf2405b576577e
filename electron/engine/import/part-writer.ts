import { randomUUID } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { isSystemError } from './bytes.ts'

/** A scratch file being written. */
export interface PartFile {
  path: string
  bytes: number
  write(bytes: Buffer): Promise<void>
  close(): Promise<void>
  discard(): Promise<void>
}

export async function createPart(scratch: string): Promise<PartFile> {
  const path = newPath(scratch)
  return partFile(path, await open(path, 'wx', 0o600))
}

const newPath = (scratch: string): string => join(scratch, `${randomUUID()}.json`)

function partFile(path: string, file: FileHandle): PartFile {
  const part: PartFile = {
    path,
    bytes: 0,
    write: async (bytes) => {
      await writeAll(file, bytes, part.bytes)
      part.bytes += bytes.length
    },
    close: async () => {
      // A file written anew may have been longer.
      await file.truncate(part.bytes)
      await file.close()
    },
    discard: async () => {
      await file.close().catch(() => {
        // Closed already.
      })
      await rm(path, { force: true })
    },
  }
  return part
}

/** Scratch files written one after another, of which few exist at a time. Writing into one that was read gets by without new memory for its pages. */
export interface Parts {
  create(): Promise<PartFile>
  /** A closed part is not needed any more. */
  release(path: string): Promise<void>
  /** Removes what is not in use; what is released later goes too. */
  end(): Promise<void>
}

export function reusedParts(scratch: string): Parts {
  const spare: string[] = []
  let ended = false
  return {
    create: async () => {
      const old = spare.pop()
      if (old === undefined) return createPart(scratch)
      // A name of its own, so that nothing takes it for the file it was.
      const path = newPath(scratch)
      await rename(old, path)
      return partFile(path, await open(path, 'r+'))
    },
    release: async (path) => {
      if (ended) await rm(path, { force: true })
      else spare.push(path)
    },
    end: async () => {
      ended = true
      for (const path of spare.splice(0)) await rm(path, { force: true })
    },
  }
}

/** Writes at `place`. */
export async function writeAll(file: FileHandle, bytes: Buffer, place: number): Promise<void> {
  try {
    let written = 0
    while (written < bytes.length) written += (await file.write(bytes, written, bytes.length - written, place + written)).bytesWritten
  } catch (cause) {
    throw diskFull(cause)
  }
}

/** A full disk gets a message that says so. */
export const diskFull = (thrown: unknown): unknown =>
  isSystemError(thrown, 'ENOSPC') ? new AppError('unreadable_file', 'The disk is full. Nothing was imported; free some space and try again.', { cause: thrown }) : thrown

/** The part, closed; from here on it belongs to whoever reads it. */
export async function finished(part: PartFile): Promise<PartFile> {
  await part.close()
  return part
}
