import { basename } from 'node:path'
import type { Handlers } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import { analyse } from '../analyse/analyse.ts'
import { readSetting } from '../db/settings.ts'
import { existingPath, type Workspace } from '../db/workspace.ts'
import { withWorkspaceCopy } from '../db/workspace-copy.ts'
import { withRun, type ScoreRequest } from '../score/ensure-scored.ts'
import type { Session } from '../session.ts'
import { type OrganisationAnalysis, portfolioOf } from './portfolio.ts'
import { pseudonymous } from './pseudonyms.ts'

interface Options {
  session: Session
  /** The open workspace, which nobody else may open. */
  current: () => Workspace | null
}

export function portfolioHandlers({ session, current }: Options): Pick<Handlers, 'portfolio.run'> {
  return {
    'portfolio.run': async ({ paths, pseudonymous: hidesNames, jobId = 'portfolio', ...request }, signal) => {
      const distinct = await realPaths(paths)
      const report = (done: number, label: string, state: 'running' | 'done' | 'cancelled' | 'failed' = 'running') =>
        session.report({ jobId, kind: 'portfolio', label, state, done, total: distinct.length, unit: 'items', rowsPerSecond: null, etaSeconds: null })
      const analysed: OrganisationAnalysis[] = []
      try {
        for (const path of distinct) {
          signal.throwIfAborted()
          report(analysed.length, `Reading ${basename(path, '.bandstand')}`)
          const open = current()
          const read = (workspace: Workspace) => analyseOne(workspace, { ...request, path }, signal)
          analysed.push(await (open?.path === path ? read(open) : withWorkspaceCopy({ dataDirectory: session.dataDirectory, path, work: read })))
        }
      } catch (thrown) {
        report(analysed.length, 'Portfolio', signal.aborted ? 'cancelled' : 'failed')
        throw thrown
      }
      report(analysed.length, 'Portfolio', 'done')
      return portfolioOf(hidesNames ? pseudonymous(analysed) : distinctNames(analysed), request.policy)
    },
  }
}

async function realPaths(paths: readonly string[]): Promise<string[]> {
  const real: string[] = []
  for (const path of paths) {
    const found = await existingPath(path)
    if (real.includes(found)) throw new AppError('bad_usage', `${found} is named twice. Name each workspace once: an organisation counts once.`)
    real.push(found)
  }
  return real
}

/** Organisations of one name are told apart by their files. */
function distinctNames(analysed: readonly OrganisationAnalysis[]): OrganisationAnalysis[] {
  return analysed.map((each) => {
    const isShared = analysed.some((other) => other !== each && other.name === each.name)
    return isShared && each.path !== null ? { ...each, name: `${each.name} (${basename(each.path, '.bandstand')})` } : each
  })
}

async function analyseOne(workspace: Workspace, { path, ...request }: ScoreRequest & { path: string }, signal: AbortSignal): Promise<OrganisationAnalysis> {
  const analysis = await withRun(workspace, request, { signal, work: (run) => analyse(workspace.reader, run) })
  return { name: (await readSetting<string>(workspace.reader, 'organisation')) || basename(path, '.bandstand'), path, analysis }
}
