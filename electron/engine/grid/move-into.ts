import { randomUUID } from 'node:crypto'
import { copyFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'

/** Moves a finished file to its place in one step, so that a reader sees the old file or the new one; also across file systems. */
export async function moveInto(draft: string, target: string): Promise<void> {
  try {
    await rename(draft, target)
  } catch (thrown) {
    if (!isErrno(thrown) || thrown.code !== 'EXDEV') throw unwritable(target, thrown)
    await copyAcross(draft, target)
  }
}

/** For a target on another file system: a reader still never sees half a file. */
export async function copyAcross(draft: string, target: string): Promise<void> {
  const part = join(dirname(target), `.${basename(target)}.${randomUUID()}.part`)
  try {
    await copyFile(draft, part)
    await rename(part, target)
  } catch (thrown) {
    await rm(part, { force: true })
    throw unwritable(target, thrown)
  }
}

const isErrno = (thrown: unknown): thrown is NodeJS.ErrnoException => thrown instanceof Error && 'code' in thrown

function unwritable(target: string, cause: unknown): AppError {
  const reason = isErrno(cause) && cause.code === 'ENOENT' ? `there is no folder ${dirname(target)}` : cause instanceof Error ? cause.message : String(cause)
  return new AppError('not_writable', `${target} cannot be written: ${reason}.`, { cause })
}
