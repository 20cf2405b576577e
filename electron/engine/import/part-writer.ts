import { randomUUID } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
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
  const path = join(scratch, `${randomUUID()}.json`)
  const file = await open(path, 'wx', 0o600)
  const part: PartFile = {
    path,
    bytes: 0,
    write: async (bytes) => {
      await writeAll(file, bytes)
      part.bytes += bytes.length
    },
    close: () => file.close(),
    discard: async () => {
      await file.close().catch(() => {
        // Closed already.
      })
      await rm(path, { force: true })
    },
  }
  return part
}

/** Writes at `place`, or behind what was written last. */
export async function writeAll(file: FileHandle, bytes: Buffer, place: number | null = null): Promise<void> {
  try {
    let written = 0
    while (written < bytes.length) written += (await file.write(bytes, written, bytes.length - written, place === null ? null : place + written)).bytesWritten
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
