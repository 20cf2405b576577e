import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Handlers } from '../../../shared/contract.ts'
import type { WorkspaceStatus } from '../../../shared/contract-workspace.ts'
import { run } from '../db/query.ts'
import { bumpDataVersion, writeSetting } from '../db/settings.ts'
import { transaction } from '../db/transaction.ts'
import { createWorkspace, existingPath, filesFolder, openWorkspace, type Workspace } from '../db/workspace.ts'
import type { Session } from '../session.ts'
import { readRecent, rememberRecent } from './recent.ts'
import { readStatus } from './status.ts'

interface Owner {
  session: Session
  current: () => Workspace | null
  /** Closes the open workspace and makes `next` the open one. */
  replaceWorkspace: (next: Workspace | null) => Promise<void>
}

type WorkspaceHandlers = Pick<
  Handlers,
  'workspace.create' | 'workspace.open' | 'workspace.close' | 'workspace.status' | 'workspace.recent' | 'targets.mark'
>

export function workspaceHandlers({ session, current, replaceWorkspace }: Owner): WorkspaceHandlers {
  const enter = async (workspace: Workspace): Promise<WorkspaceStatus> => {
    await replaceWorkspace(workspace)
    const status = await readStatus(workspace)
    await rememberRecent(session.dataDirectory, workspace.path, status.organisation)
    return status
  }
  return {
    'workspace.create': async (input) => enter(await createWith(input)),
    'workspace.open': async ({ path }) => {
      const open = current()
      if (open && open.path === (await existingPath(path))) return readStatus(open)
      return enter(await openWorkspace(path))
    },
    'workspace.close': async () => {
      await replaceWorkspace(null)
      return {}
    },
    'workspace.status': async () => {
      const open = current()
      return open && readStatus(open)
    },
    'workspace.recent': () => readRecent(session.dataDirectory),
    'targets.mark': async ({ kind, name, role }) => {
      const workspace = session.workspace()
      await workspace.exclusive(() =>
        transaction(workspace.writer, async () => {
          await markTarget(workspace, { kind, name, role })
          await bumpDataVersion(workspace.writer)
        }),
      )
      await session.changed()
      return readStatus(workspace)
    },
  }
}

interface NewWorkspace {
  path: string
  organisation: string
  ownRepos: string[]
  competitorRepos: string[]
  ownPackages: string[]
}

/** A new workspace with its targets; a failure leaves no file behind. */
export async function createWith({ path, organisation, ownRepos, competitorRepos, ownPackages }: NewWorkspace): Promise<Workspace> {
  const workspace = await createWorkspace(path)
  try {
    await transaction(workspace.writer, async () => {
      await writeSetting(workspace.writer, 'organisation', organisation)
      for (const name of ownRepos) await markTarget(workspace, { kind: 'repo', name, role: 'own' })
      for (const name of competitorRepos) await markTarget(workspace, { kind: 'repo', name, role: 'competitor' })
      for (const name of ownPackages) await markTarget(workspace, { kind: 'package', name, role: 'own' })
    })
    await workspace.settle()
    return workspace
  } catch (thrown) {
    await workspace.close()
    await rm(workspace.path, { force: true })
    await rm(filesFolder(workspace.path), { recursive: true, force: true })
    throw thrown
  }
}

const markTarget = ({ writer }: Workspace, target: { kind: string; name: string; role: string }): Promise<void> =>
  run(writer, 'INSERT OR REPLACE INTO dev.targets VALUES ($kind, lower($name), $role)', target)

export const sampleDirectory = (dataDirectory: string): string => join(dataDirectory, 'sample')
