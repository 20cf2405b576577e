import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportSettings } from '../../../shared/contract-import.ts'
import type { Progress } from '../../../shared/contract-workspace.ts'
import { rows } from '../db/query.ts'
import { createWorkspace, type Workspace } from '../db/workspace.ts'
import type { Session } from '../session.ts'
import { type ImportOutcome, runImport } from './run-import.ts'
import { tablesOfImports } from './tables.ts'

/** A fresh workspace in a folder of its own, with what was reported on it. */
export interface TestSession extends Session {
  folder: string
  opened: Workspace
  progress: Progress[]
  /** How often the workspace was said to have changed. */
  changes: () => number
  /** Writes a file beside the workspace and returns its path. */
  file(name: string, content: string | Buffer): Promise<string>
  /** Writes a file and imports it. */
  imported(name: string, content: string | Buffer, options?: { format?: string; settings?: ImportSettings }): Promise<ImportOutcome>
  dispose(): Promise<void>
}

export async function testSession(): Promise<TestSession> {
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-import-'))
  const opened = await createWorkspace(join(folder, 'acme.bandstand'))
  const progress: Progress[] = []
  let changes = 0
  const file = async (name: string, content: string | Buffer) => {
    const path = join(folder, name)
    await writeFile(path, content)
    return path
  }
  const session: TestSession = {
    folder,
    opened,
    progress,
    dataDirectory: folder,
    workspace: () => session.opened,
    report: (state) => progress.push(state),
    changed: async () => {
      changes++
      await session.opened.settle()
    },
    changes: () => changes,
    file,
    imported: async (name, content, { format, settings = {} } = {}) =>
      runImport(session, { path: await file(name, content), format, settings }, new AbortController().signal),
    dispose: async () => {
      await session.opened.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return session
}

const watched = [...tablesOfImports, 'ops.audit', 'ops.settings', 'dev.targets'] as const

/** Every row an import could touch, and the files beside the workspace. */
export async function contents({ opened }: Pick<TestSession, 'opened'>): Promise<unknown> {
  const tables = await Promise.all(watched.map(async (table) => [table, await rows(opened.reader, `SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ${table} ORDER BY ALL`)] as const))
  return { tables: Object.fromEntries(tables), inbox: (await readdir(opened.inbox)).sort(), scratch: await readdir(opened.scratch) }
}

/** The session, with a signal that is aborted as soon as the writer is given a statement that begins like this. */
export function stoppedAt(session: TestSession, statement: string): { stopping: TestSession; signal: AbortSignal } {
  const controller = new AbortController()
  const writer = new Proxy(session.opened.writer, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      return (...values: unknown[]) => {
        if (typeof values[0] === 'string' && values[0].startsWith(statement)) setImmediate(() => controller.abort(new Error('stopped by the test')))
        return Reflect.apply(value, target, values) as unknown
      }
    },
  })
  return { stopping: { ...session, workspace: () => ({ ...session.opened, writer }) }, signal: controller.signal }
}
