import type { Handlers } from '../../../shared/contract.ts'
import type { WorkspaceStatus } from '../../../shared/contract-workspace.ts'
import { existingPath, openWorkspace, type Workspace } from '../db/workspace.ts'
import type { Session } from '../session.ts'
import { createWith } from './create.ts'
import { readRecent } from './recent.ts'
import { readStatus } from './status.ts'

export interface Owner {
  session: Session
  current: () => Workspace | null
  /** Makes a workspace the open one, remembers it, and closes the one before. */
  enter: (workspace: Workspace) => Promise<WorkspaceStatus>
  /** Closes the open workspace. */
  leave: () => Promise<void>
}

type WorkspaceHandlers = Pick<
  Handlers,
  'workspace.create' | 'workspace.open' | 'workspace.close' | 'workspace.status' | 'workspace.recent'
>

export function workspaceHandlers({ session, current, enter, leave }: Owner): WorkspaceHandlers {
  return {
    'workspace.create': async (input) => enter(await createWith(input)),
    'workspace.open': async ({ path }) => {
      const open = current()
      if (open && open.path === (await existingPath(path))) return readStatus(open)
      return enter(await openWorkspace(path))
    },
    'workspace.close': async () => {
      await leave()
      return {}
    },
    'workspace.status': async () => {
      const open = current()
      return open && readStatus(open)
    },
    'workspace.recent': () => readRecent(session.dataDirectory),
  }
}
