import { randomUUID } from 'node:crypto'
import type { Workspace } from '../db/workspace.ts'
import { createOpenGrids, type OpenGrids } from './open-grids.ts'
import { keepRows, type RowsKept } from './rows-kept.ts'
import { serialised, type Serialised } from './serialised.ts'

/** What a workspace's grids run on: three connections, so that a window waits neither for a sort nor for an export. */
export interface WorkspaceGrids {
  readonly grids: OpenGrids
  readonly kept: RowsKept
  /** Makes the tables of `grids` and `kept`. */
  readonly making: Serialised
  readonly windows: Serialised
  readonly exports: Serialised
}

const opened = new WeakMap<Workspace, Promise<WorkspaceGrids>>()

/** Made at the first call for a workspace and stopped when it closes. */
export function gridsOf(workspace: Workspace): Promise<WorkspaceGrids> {
  const known = opened.get(workspace)
  if (known) return known
  const made = connect(workspace)
  opened.set(workspace, made)
  return made
}

async function connect(workspace: Workspace): Promise<WorkspaceGrids> {
  const making = serialised(await workspace.connect())
  const windows = serialised(await workspace.connect())
  const exports = serialised(await workspace.connect())
  workspace.beforeClose(async () => {
    await Promise.all([making.stop(), windows.stop(), exports.stop()])
  })
  const area = await attachArea(making)
  const kept = keepRows(making.connection, area)
  return { grids: createOpenGrids({ serial: making, kept, area }), kept, making, windows, exports }
}

/** A database in memory: temporary tables would be seen by one connection only. No workspace file can have its name. */
export async function attachArea({ connection }: Serialised): Promise<string> {
  const name = `grids_${randomUUID().replaceAll('-', '')}`
  await connection.run(`ATTACH ':memory:' AS ${name}`)
  return `${name}.main`
}
