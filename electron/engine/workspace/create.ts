import { rm } from 'node:fs/promises'
import { writeSetting } from '../db/settings.ts'
import { transaction } from '../db/transaction.ts'
import { createWorkspace, filesFolder, type Workspace } from '../db/workspace.ts'
import { markTarget } from '../targets/mark-target.ts'

export interface NewWorkspace {
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
