import { DuckDBInstance } from '@duckdb/node-api'
import { existsSync } from 'node:fs'
import { chmod, mkdir, open, readdir, realpath, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from './connection.ts'
import { verifyManifest, writeManifest } from './manifest.ts'
import { makeFolder } from './folder.ts'
import { type OpenStatements, watchStatements } from './open-statements.ts'
import { migrate } from './migrate.ts'
import { removeUnrecorded } from './unrecorded.ts'
import { rows } from './query.ts'
import { keepUntilWritten } from './steady.ts'

/** One open workspace: the only owner of its file in this process. */
export interface Workspace {
  readonly path: string
  /** Private folder for copies of imported files. DuckDB may read and write here and in `scratch`, and nowhere else. */
  readonly inbox: string
  /** Private folder for files in the making (decoded text, exports); emptied at opening and closing. */
  readonly scratch: string
  /** Serialised writes: imports, resolution, scoring. */
  readonly writer: Connection
  /** Short reads that never wait for a running import. */
  readonly reader: Connection
  /** A further connection (its temporary tables are its own); closed with the workspace. */
  connect(): Promise<Connection>
  /** Runs `work` after every earlier exclusive work has ended. */
  exclusive<T>(work: () => Promise<T>): Promise<T>
  /** Makes what was committed durable and recorded; called after every committed change. */
  settle(): Promise<void>
  /** `stop` ends what still runs on a further connection; awaited before closing. */
  beforeClose(stop: () => Promise<void>): void
  close(): Promise<void>
}

const suffix = '.bandstand'

export const workspacePath = (path: string): string => resolve(path.endsWith(suffix) ? path : path + suffix)

export const filesFolder = (path: string): string => `${path}.files`

/** Where a file that is to take the place of the workspace is made; what a killed process left there is of no use. */
export const unfinishedFolder = (path: string): string => join(filesFolder(path), 'unfinished')

export async function createWorkspace(path: string): Promise<Workspace> {
  const target = workspacePath(path)
  if (existsSync(target)) throw new AppError('workspace_exists', `${target} exists already. Choose another name, or open it.`)
  await makeFolder(dirname(target))
  const real = join(await realpath(dirname(target)), basename(target))
  return openFile(real).catch(async (thrown: unknown) => {
    // A file that another process made in the meantime is not ours to remove.
    if (!(thrown instanceof AppError && thrown.code === 'workspace_locked')) {
      await rm(real, { force: true })
      await rm(filesFolder(real), { recursive: true, force: true })
    }
    throw thrown
  })
}

export async function openWorkspace(path: string): Promise<Workspace> {
  const target = await existingPath(path)
  await assertDuckDbFile(target)
  return openFile(target)
}

/** The real path of a workspace named with or without its suffix. */
export async function existingPath(path: string): Promise<string> {
  const target = existsSync(path) ? resolve(path) : workspacePath(path)
  return realpath(target).catch((cause: unknown) => {
    throw new AppError('not_found', `There is no workspace at ${target}. Create it with: bandstand new ${basename(target)}`, { cause })
  })
}

export async function assertDuckDbFile(path: string): Promise<void> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new AppError('not_a_workspace', `${path} cannot be read.`, { cause })
  })
  try {
    const head = Buffer.alloc(12)
    await file.read(head, 0, 12, 0).catch((cause: unknown) => {
      throw new AppError('not_a_workspace', `${path} is not a Bandstand workspace.`, { cause })
    })
    if (head.toString('latin1', 8, 12) !== 'DUCK') throw new AppError('not_a_workspace', `${path} is not a Bandstand workspace.`)
  } finally {
    await file.close()
  }
}

// DuckDB lets one process open a file twice, and then silently loses what one of them wrote.
const openPaths = new Set<string>()

export function assertNotOpenHere(path: string): void {
  if (openPaths.has(path)) throw new AppError('workspace_locked', `${path} is open in this process already.`)
}

async function openFile(path: string): Promise<Workspace> {
  assertNotOpenHere(path)
  openPaths.add(path)
  try {
    return await openLocked(path)
  } catch (thrown) {
    openPaths.delete(path)
    throw thrown
  }
}

async function openLocked(path: string): Promise<Workspace> {
  const folder = filesFolder(path)
  const inbox = join(folder, 'inbox')
  const scratch = join(folder, 'scratch')
  await makeFolder(inbox)
  // For the rest of the process: DuckDB makes the write-ahead log anew after every checkpoint, and it is as private as the file.
  process.umask(0o077)
  const instance = await DuckDBInstance.create(path, {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    storage_compatibility_version: 'latest',
  }).catch((cause: unknown) => {
    throw openError(path, cause)
  })
  try {
    await chmod(path, 0o600)
    const writer = await instance.connect()
    const reader = await instance.connect()
    // Locked before anything in the file is read: a foreign file may hold views that reach outside.
    await lockDown(writer, [inbox, scratch], join(folder, 'temp'))
    await migrate(writer, path)
    await verifyManifest(writer, folder)
    await removeUnrecorded(writer)
    await removeStrayFiles(writer, inbox)
    await rm(unfinishedFolder(path), { recursive: true, force: true })
    await rm(scratch, { recursive: true, force: true })
    await mkdir(scratch, { mode: 0o700 })
    return assemble({ path, folder, inbox, scratch, instance, writer, reader })
  } catch (thrown) {
    instance.closeSync()
    throw thrown
  }
}

/** Order matters: folders are allowed before external access ends, and the lock comes last. */
export async function lockDown(connection: Connection, allowed: readonly string[], temp: string): Promise<void> {
  const text = (value: string) => `'${value.replaceAll("'", "''")}'`
  for (const statement of [
    `SET allowed_directories = [${allowed.map((folder) => text(`${folder}/`)).join(', ')}]`,
    `SET temp_directory = ${text(temp)}`,
    `SET memory_limit = '1000MB'`,
    `SET threads = ${Math.max(2, availableParallelism())}`,
    // For every connection, not only this one.
    `SET GLOBAL TimeZone = 'UTC'`,
    // Lets imports on the writer tell how far a statement is.
    'SET enable_progress_bar = true',
    'SET enable_progress_bar_print = false',
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ]) {
    await connection.run(statement)
  }
}

/** Copies that no import names are left by a killed import or an undo. */
async function removeStrayFiles(connection: Connection, inbox: string): Promise<void> {
  const known = new Set((await rows<{ name: string }>(connection, 'SELECT inbox_name AS name FROM ops.imports')).map((row) => row.name))
  for (const name of await readdir(inbox)) {
    if (!known.has(name)) await rm(join(inbox, name), { recursive: true, force: true })
  }
}

export function openError(path: string, cause: unknown): AppError {
  const text = cause instanceof Error ? cause.message : String(cause)
  if (/Could not set lock|Conflicting lock|being used by another process/i.test(text)) {
    const holder = /PID (\d+)/.exec(text)?.[1]
    return new AppError('workspace_locked', `${path} is open in another process${holder ? ` (${holder})` : ''}. Close it there first; a workspace has one owner at a time.`, { cause })
  }
  if (/newer version|storage version|not a valid DuckDB|deserialize|checksum|corrupt/i.test(text)) {
    return new AppError('workspace_damaged', `${path} cannot be opened: ${text.split('\n')[0] ?? text}`, { cause })
  }
  return new AppError('workspace_damaged', `${path} cannot be opened: ${text}`, { cause })
}

interface Parts {
  path: string
  folder: string
  inbox: string
  scratch: string
  instance: DuckDBInstance
  writer: Connection
  reader: Connection
}

function assemble({ path, folder, inbox, scratch, instance, writer, reader }: Parts): Workspace {
  let tail: Promise<unknown> = Promise.resolve()
  const exclusive = <T>(work: () => Promise<T>): Promise<T> => {
    const next = tail.then(work, work)
    tail = next.catch(() => undefined)
    return next
  }
  const further: Connection[] = []
  const writing = watchStatements(writer)
  const reading: OpenStatements[] = [watchStatements(reader)]
  keepUntilWritten(reader, writing)
  const stops: (() => Promise<void>)[] = []
  const settle = () => writeManifest(writer, folder)
  return {
    path,
    inbox,
    scratch,
    writer,
    reader,
    connect: async () => {
      const connection = await instance.connect()
      further.push(connection)
      reading.push(watchStatements(connection))
      return connection
    },
    exclusive,
    settle,
    beforeClose: (stop) => {
      stops.push(stop)
    },
    close: () =>
      exclusive(async () => {
        await Promise.all(stops.map((stop) => stop()))
        await Promise.all(reading.map(({ end }) => end()))
        await writer.run('CHECKPOINT')
        await settle()
        await writing.end()
        for (const connection of further) connection.closeSync()
        writer.closeSync()
        reader.closeSync()
        instance.closeSync()
        openPaths.delete(path)
        for (const name of ['temp', 'scratch']) await rm(join(folder, name), { recursive: true, force: true })
      }),
  }
}
