import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Handlers } from '../../../shared/contract.ts'
import type { WorkspaceStatus } from '../../../shared/contract-workspace.ts'
import { transaction } from '../db/transaction.ts'
import { readSetting, writeSetting } from '../db/settings.ts'
import { filesFolder, openWorkspace, workspacePath, type Workspace } from '../db/workspace.ts'
import type { Session } from '../session.ts'
import { createWith } from '../workspace/create.ts'
import { type SampleManifest, writeSample } from './write-sample.ts'

interface Engine {
  session: Session
  /** Makes a workspace the open one and remembers it. */
  enter: (workspace: Workspace) => Promise<WorkspaceStatus>
  leave: () => Promise<void>
  importFile: Handlers['import.run']
  score: Handlers['score.run']
}

/** Opens the sample organisation of the directory, made first where there is none or an interrupted one. */
export function sampleHandlers(engine: Engine): Pick<Handlers, 'workspace.createSample'> {
  return {
    'workspace.createSample': async ({ directory, jobId = 'sample' }, signal) => {
      const path = workspacePath(join(directory ?? engine.session.dataDirectory, 'sample'))
      await engine.leave()
      const existing = existsSync(path) ? await openWorkspace(path) : undefined
      if (existing && (await readSetting<boolean>(existing.reader, 'sample'))) return engine.enter(existing)
      await existing?.close()
      await remove(path)
      return make(engine, { path, jobId }, signal)
    },
  }
}

async function make(engine: Engine, { path, jobId }: { path: string; jobId: string }, signal: AbortSignal): Promise<WorkspaceStatus> {
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-sample-'))
  try {
    const manifest = await writeSample(folder)
    const { organisation, ownRepos, competitorRepos, ownPackages } = manifest
    const workspace = await createWith({
      path,
      organisation,
      ownRepos: [...ownRepos],
      competitorRepos: [...competitorRepos],
      ownPackages: [...ownPackages],
    })
    await engine.enter(workspace)
    await fill(engine, { workspace, manifest, jobId }, signal)
    return await engine.enter(workspace)
  } catch (thrown) {
    await engine.leave()
    await remove(path)
    throw thrown
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function fill(engine: Engine, { workspace, manifest, jobId }: { workspace: Workspace; manifest: SampleManifest; jobId: string }, signal: AbortSignal): Promise<void> {
  const total = manifest.files.length + 1
  const report = (done: number, label: string, state: 'running' | 'done' = 'running') =>
    engine.session.report({ jobId, kind: 'sample', label, state, done, total, unit: 'steps', rowsPerSecond: null, etaSeconds: null })
  for (const [done, file] of manifest.files.entries()) {
    report(done, `Importing ${basename(file.path)}`)
    await engine.importFile({ ...file, settings: { ...file.settings } }, signal)
  }
  report(total - 1, 'Resolving people and scoring companies')
  await engine.score({ asOf: manifest.asOf, policy: 'reliable' }, signal)
  await workspace.exclusive(() =>
    transaction(workspace.writer, async () => {
      await writeSetting(workspace.writer, 'as_of', manifest.asOf)
      await writeSetting(workspace.writer, 'sample', true)
    }),
  )
  await engine.session.changed()
  report(total, 'The sample organisation is ready', 'done')
}

async function remove(path: string): Promise<void> {
  for (const leftover of [path, `${path}.wal`]) await rm(leftover, { force: true })
  await rm(filesFolder(path), { recursive: true, force: true })
}
