import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '../../../shared/errors.ts'

const codeOf = (thrown: unknown): string => (thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '')

/** Makes a private folder and the folders above it. Throws `not_writable` where the place cannot hold one. */
export async function makeFolder(path: string): Promise<void> {
  // Node's own recursive mkdir never ends where an existing parent answers ENOENT, as /proc does.
  try {
    await mkdir(path, { mode: 0o700 })
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST' && (await stat(path)).isDirectory()) return
    if (codeOf(thrown) !== 'ENOENT' || dirname(path) === path) throw notWritable(path, thrown)
    await makeFolder(dirname(path))
    await mkdir(path, { mode: 0o700 }).catch((again: unknown) => {
      throw notWritable(path, again)
    })
  }
}

const notWritable = (path: string, cause: unknown): AppError =>
  new AppError('not_writable', `${path} cannot be created (${codeOf(cause)}). Choose a folder you may write to.`, { cause })
