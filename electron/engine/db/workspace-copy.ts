import { DuckDBInstance } from '@duckdb/node-api'
import { existsSync } from 'node:fs'
import { constants, copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { assertDuckDbFile, assertNotOpenHere, existingPath, filesFolder, openError, openWorkspace, type Workspace } from './workspace.ts'

/** Private folder of copies; the name of each begins with the process that made it. */
const copiesFolder = (dataDirectory: string): string => join(dataDirectory, 'copies')

/**
 * Opens a private copy of a workspace for `work` and removes it afterwards: the workspace itself is only read. Its write-ahead log and what it promises to
 * hold come with it, so that a damaged one is refused as at opening. Throws what opening throws, `workspace_locked` while another process has it open.
 */
export async function withWorkspaceCopy<T>({ dataDirectory, path, work }: { dataDirectory: string; path: string; work: (copy: Workspace) => Promise<T> }): Promise<T> {
  const original = await existingPath(path)
  assertNotOpenHere(original)
  await assertDuckDbFile(original)
  const folder = await newFolder(dataDirectory)
  try {
    const target = join(folder, 'copy.bandstand')
    await copyWhole(original, target)
    const workspace = await openWorkspace(target).catch((thrown: unknown) => {
      if (thrown instanceof Error) thrown.message = thrown.message.replaceAll(filesFolder(target), filesFolder(original)).replaceAll(target, original)
      throw thrown
    })
    try {
      return await work(workspace)
    } finally {
      await workspace.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Nobody can write while it is open for reading. */
async function copyWhole(from: string, to: string): Promise<void> {
  const held = await DuckDBInstance.create(from, { access_mode: 'READ_ONLY', autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' }).catch((cause: unknown) => {
    throw openError(from, cause)
  })
  try {
    await mkdir(filesFolder(to), { mode: 0o700 })
    // Shares the blocks where the file system can.
    const copy = (source: string, target: string) => copyFile(source, target, constants.COPYFILE_FICLONE)
    await copy(from, to)
    const manifest = join(filesFolder(from), 'manifest.json')
    if (existsSync(`${from}.wal`)) await copy(`${from}.wal`, `${to}.wal`)
    if (existsSync(manifest)) await copy(manifest, join(filesFolder(to), 'manifest.json'))
  } finally {
    held.closeSync()
  }
}

async function newFolder(dataDirectory: string): Promise<string> {
  const all = copiesFolder(dataDirectory)
  await mkdir(all, { recursive: true, mode: 0o700 })
  await removeAbandoned(all)
  return mkdtemp(join(all, `${process.pid}-`))
}

/** Copies of a process that was killed. */
async function removeAbandoned(all: string): Promise<void> {
  for (const name of await readdir(all)) {
    if (!isRunning(Number.parseInt(name, 10))) await rm(join(all, name), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM'
  }
}
