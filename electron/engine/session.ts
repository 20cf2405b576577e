import type { Progress } from '../../shared/contract-workspace.ts'
import { AppError } from '../../shared/errors.ts'
import type { Workspace } from './db/workspace.ts'

/** What every handler group is given: the open workspace, and the streams to report on. */
export interface Session {
  /** The open workspace; throws `no_workspace` where there is none. */
  workspace(): Workspace
  /** Private folder of the app: recent list, sample organisation, uploads, downloads. */
  readonly dataDirectory: string
  report(progress: Progress): void
  /** Imports, targets or derived data changed: settles the workspace and tells every caller. `decided`: nothing but decisions did, and that is the version they made. */
  changed(decided?: { dataVersion: number }): Promise<void>
}

export const requireWorkspace = (workspace: Workspace | null): Workspace => {
  if (!workspace) throw new AppError('no_workspace', 'No workspace is open. Create one, open one, or try the sample organisation.')
  return workspace
}
