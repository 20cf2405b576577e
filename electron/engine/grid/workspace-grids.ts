import type { Workspace } from '../db/workspace.ts'
import { createOpenGrids, type OpenGrids } from './open-grids.ts'
import { keepRows, type RowsKept } from './rows-kept.ts'
import { serialised, type Serialised } from './serialised.ts'

/** One connection for the windows of a workspace's grids, and one for exports, which may take long. */
export interface WorkspaceGrids {
  readonly serial: Serialised
  readonly kept: RowsKept
  readonly grids: OpenGrids
  readonly exports: Serialised
  readonly exportKept: RowsKept
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
  const serial = serialised(await workspace.connect())
  const exports = serialised(await workspace.connect())
  workspace.beforeClose(async () => {
    await Promise.all([serial.stop(), exports.stop()])
  })
  const kept = keepRows(serial.connection)
  return { serial, kept, grids: createOpenGrids(serial, kept), exports, exportKept: keepRows(exports.connection) }
}
