import * as z from 'zod'
import { calls, type EventPayload, type Handlers, type Method, type Topic } from '../../shared/contract.ts'
import type { WorkspaceStatus } from '../../shared/contract-workspace.ts'
import type { Endpoint } from '../../shared/endpoint.ts'
import { AppError } from '../../shared/errors.ts'
import { analyseHandlers } from './analyse/handlers.ts'
import { rehearsalHandlers } from './analyse/rehearsal.ts'
import { beforeEntryHandlers } from './before-entry/handlers.ts'
import { completenessHandlers } from './completeness/handlers.ts'
import { readStanding } from './db/settings.ts'
import { createTurnstile } from './db/turnstile.ts'
import { openWorkspace, type Workspace } from './db/workspace.ts'
import { inPlainWords } from './disk-full.ts'
import { databaseHandlers } from './databases/handlers.ts'
import { downloadHandlers } from './downloads/handlers.ts'
import { enrichHandlers, enrichKindOf } from './enrich/handlers.ts'
import { erasureHandlers } from './erasure/handlers.ts'
import { gridHandlers } from './grid/handlers.ts'
import { handOverHandlers } from './hand-over/handlers.ts'
import { importHandlers } from './import/handlers.ts'
import { mappingHandlers } from './import/mapping-handlers.ts'
import { rejectHandlers } from './import/reject-handlers.ts'
import { inputWords } from './input-words.ts'
import { jobHandlers } from './jobs/handlers.ts'
import { createJobs, type Network } from './jobs/service.ts'
import { lifecycleHandlers } from './lifecycle/handlers.ts'
import { linkHandlers } from './links/handlers.ts'
import { modelHandlers } from './models/handlers.ts'
import { portfolioHandlers } from './portfolio/handlers.ts'
import { qualityHandlers } from './quality/handlers.ts'
import { peopleHandlers } from './resolve/people-handlers.ts'
import { reportHandlers } from './report/handlers.ts'
import { reportTemplateHandlers } from './report/template-handlers.ts'
import { resolutionHandlers } from './resolution/handlers.ts'
import { resolveHandlers } from './resolve/handlers.ts'
import { retentionHandlers } from './retention/handlers.ts'
import { reviewHandlers } from './review/handlers.ts'
import { sheetHandlers } from './review/sheet/handlers.ts'
import { reviewerHandlers } from './review/reviewer-handlers.ts'
import { sampleHandlers } from './sample/handlers.ts'
import { scoreHandlers } from './score/handlers.ts'
import { requireWorkspace, type Session } from './session.ts'
import { storyHandlers } from './stories/handlers.ts'
import { targetListHandlers } from './target-lists/handlers.ts'
import { targetHandlers } from './targets/handlers.ts'
import { viewHandlers } from './views/handlers.ts'
import { llmKindOf, verifyHandlers } from './verify/handlers.ts'
import { writeBackHandlers } from './write-back/handlers.ts'
import { workspaceHandlers } from './workspace/handlers.ts'
import { rememberRecent } from './workspace/recent.ts'
import { readStatus } from './workspace/status.ts'

export interface EngineOptions {
  /** Private folder of the app: recent list, sample organisation, uploads, downloads. */
  dataDirectory: string
  /** What jobs may do outside this machine. Left out: no key is known and this machine itself is out of bounds. */
  network?: Network
}

export interface Engine extends Endpoint {
  /** Closes the open workspace; no call may follow. */
  close(): Promise<void>
}

const noNetwork: Network = { allowLoopback: false, secret: () => undefined }

/** The composition root: one engine, at most one open workspace. */
export function createEngine({ dataDirectory, network = noNetwork }: EngineOptions): Engine {
  const listeners = new Set<(topic: Topic, payload: unknown) => void>()
  const emit = <T extends Topic>(topic: T, payload: EventPayload<T>) => {
    for (const listener of listeners) listener(topic, payload)
  }
  let workspace: Workspace | null = null
  let told: WorkspaceStatus | null = null
  /** Whether `told` counts people and companies of before a resolution that is still to come; what decisions change is not counted anew. */
  let isCountDue = false
  const tell = (status: WorkspaceStatus | null) => {
    told = status
    emit('workspace.changed', status)
  }
  /** Tells the counts again once a call has resolved what imports left to do. */
  const tellCounts = async () => {
    if (!isCountDue || !workspace) return
    const { dataVersion, resolvedVersion } = await readStanding(workspace.reader)
    if (resolvedVersion !== dataVersion) return
    isCountDue = false
    told = await readStatus(workspace)
    emit('workspace.counted', told)
  }
  const counted = async (of: Workspace) => {
    const status = await readStatus(of)
    isCountDue = status.stale
    return status
  }

  const session: Session = {
    dataDirectory,
    workspace: () => requireWorkspace(workspace),
    report: (progress) => emit('progress', progress),
    changed: async (decided) => {
      await workspace?.settle()
      // Counting a large workspace takes longer than a decision, and decisions change no count.
      tell(workspace && (decided && told?.path === workspace.path ? { ...told, dataVersion: decided.dataVersion, stale: true } : await counted(workspace)))
    },
  }

  const kinds = { enrich: (parameters: unknown) => enrichKindOf(parameters, network), verify: (parameters: unknown) => llmKindOf(parameters, network) }
  const jobs = createJobs({ session, network, kinds, publish: (record) => emit('jobs.changed', record) })

  const replaceWorkspace = async (next: Workspace | null) => {
    const previous = workspace
    if (previous !== next) await jobs.stopAll()
    workspace = next
    if (next && previous !== next) await jobs.opened(next)
    if (previous !== next) await previous?.close()
    const status = next && (await counted(next))
    tell(status)
  }
  const leave = () => replaceWorkspace(null)
  const enter = async (next: Workspace) => {
    await replaceWorkspace(next)
    const status = await readStatus(next)
    await rememberRecent(dataDirectory, next.path, status.organisation)
    return status
  }

  const turnstile = createTurnstile()
  /** A workspace that is rewritten is shut meanwhile; calls that come wait, so that nobody sees it gone. */
  const closed = async <T>(work: (path: string) => Promise<T>): Promise<T> => {
    const before = requireWorkspace(workspace)
    await before.close()
    try {
      return await work(before.path)
    } finally {
      workspace = null
      workspace = await openWorkspace(before.path)
      await jobs.opened(workspace)
      tell(await counted(workspace))
    }
  }
  const alone = async <T>(work: () => Promise<T>): Promise<T> => {
    // Whoever waits for a job would be waited for.
    await jobs.stopAll()
    return turnstile.alone(async () => {
      await jobs.stopAll()
      return work()
    })
  }

  const imports = importHandlers(session)
  const scores = scoreHandlers(session)
  const review = reviewHandlers(session)
  const figures = { ...analyseHandlers(session), ...beforeEntryHandlers(session) }
  const handlers: Handlers = {
    ...workspaceHandlers({ session, current: () => workspace, enter, leave }),
    ...imports,
    ...mappingHandlers(session),
    ...rejectHandlers(session),
    ...resolveHandlers(session),
    ...scores,
    ...figures,
    ...rehearsalHandlers(session, figures),
    ...storyHandlers(session),
    ...modelHandlers(session),
    ...downloadHandlers(session),
    ...lifecycleHandlers(session),
    ...targetListHandlers(session),
    ...reportHandlers(session),
    ...reportTemplateHandlers(session),
    ...portfolioHandlers({ session, current: () => workspace }),
    ...gridHandlers(session),
    ...handOverHandlers(session),
    ...databaseHandlers(session),
    ...erasureHandlers({ session, kinds, alone, closed }),
    ...retentionHandlers(session, { alone, closed }),
    ...targetHandlers(session),
    ...writeBackHandlers(session),
    ...viewHandlers(session),
    ...linkHandlers(session),
    ...resolutionHandlers(session),
    ...qualityHandlers(session),
    ...completenessHandlers(session),
    ...jobHandlers(session, jobs),
    ...enrichHandlers({ session, jobs, network }),
    ...review,
    ...sheetHandlers(session),
    ...reviewerHandlers(session),
    ...peopleHandlers(session, review),
    ...verifyHandlers({ session, jobs, network }),
    ...sampleHandlers({ session, enter, leave, importFile: imports['import.run'], score: scores['score.run'] }),
  }

  return {
    call: async (method, input, signal) => {
      if (!isMethod(method)) throw new AppError('invalid_input', `There is no call named ${method}.`)
      return turnstile.pass(async () => {
        const output = await dispatch(handlers, { method, input, signal })
        await tellCounts()
        return output
      })
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      await jobs.stopAll()
      const previous = workspace
      workspace = null
      await previous?.close()
    },
  }
}

// Plain indexing would find `toString`.
const isMethod = (method: string): method is Method => Object.hasOwn(calls, method)

async function dispatch(handlers: Handlers, request: { method: Method; input: unknown; signal: AbortSignal }): Promise<unknown> {
  const { method, input, signal } = request
  const parsed = calls[method].input.safeParse(input, { error: inputWords })
  if (!parsed.success) throw new AppError('invalid_input', parsed.error.issues.map(({ path, message }) => `${z.core.toDotPath(path) || method}: ${message}`).join('; '))
  const handler = handlers[method]
  // The input was parsed by the schema of this very method; TypeScript cannot relate the two lookups.
  try {
    return await (handler as (value: unknown, signal: AbortSignal) => Promise<unknown>)(parsed.data, signal)
  } catch (thrown) {
    throw inPlainWords(thrown)
  }
}
