import { randomUUID } from 'node:crypto'
import type { JobConsent, JobKindName, JobPlan, JobRecord } from '../../../shared/contract-jobs.ts'
import { AppError } from '../../../shared/errors.ts'
import { run } from '../db/query.ts'
import { bumpDataVersion } from '../db/settings.ts'
import { transaction } from '../db/transaction.ts'
import type { Workspace } from '../db/workspace.ts'
import { openWire } from '../egress/wire.ts'
import type { Session } from '../session.ts'
import type { JobKind } from './kind.ts'
import type { Probe } from './probe.ts'
import { recoverJournals } from './recover.ts'
import { type Run, runJob } from './run-job.ts'
import { errorGroups, insertJob, jobTotals, listJobs, type NewItem, readJob, setJobLimits, setJobState, type StoredJob, type Totals } from './store.ts'

/** What the engine may do outside this machine, and with which keys. */
export interface Network {
  /** Requests to this machine, for local models and tests. */
  allowLoopback: boolean
  /** A key by its name; from the environment or the system's key store, never from the workspace. */
  secret: (name: string) => string | undefined
}

/** Makes a kind of job from the parameters its start stored. */
export type KindOf = (parameters: unknown) => JobKind<unknown, unknown>

export interface JobsOptions {
  session: Session
  network: Network
  kinds: Record<JobKindName, KindOf>
  publish: (record: JobRecord) => void
  probe?: Probe
}

export interface NewJob {
  jobId?: string | undefined
  kind: JobKindName
  label: string
  parameters: object
  items: readonly NewItem[]
  plan: JobPlan
  consent: JobConsent
}

export interface Jobs {
  start(job: NewJob): Promise<JobRecord>
  list(): Promise<JobRecord[]>
  pause(jobId: string): Promise<JobRecord>
  cancel(jobId: string): Promise<JobRecord>
  resume(jobId: string, limits: { moneyLimit?: number | null | undefined; requestLimit?: number | null | undefined }): Promise<JobRecord>
  wait(jobId: string, signal: AbortSignal): Promise<JobRecord>
  /** A workspace was opened: what killed runs had received is put into its ledger. */
  opened(workspace: Workspace): Promise<void>
  /** Before a workspace is closed: running jobs stop where they are, and nothing reads the workspace to tell their end afterwards. */
  stopAll(): Promise<void>
}

interface Live {
  run: Run
  /** Everybody has been told that it ended. */
  ended: Promise<void>
}

/** What is under way gets this long when the workspace is closed. */
const closingGrace = 1500
const publishEvery = 250

const storedParameters = (parameters: object, concurrency: number) => ({ concurrency, settings: parameters })

export function createJobs({ session, network, kinds, publish, probe }: JobsOptions): Jobs {
  const live = new Map<string, Live>()
  // A job that is over may be resumed at once, while its end is still being told.
  const endings = new Set<Promise<void>>()

  const records = async (): Promise<JobRecord[]> => {
    const { reader } = session.workspace()
    const [jobs, totals, errors] = [await listJobs(reader), await jobTotals(reader), await errorGroups(reader)]
    return jobs.map((job) => recordOf(job, totals.get(job.jobId), { errors: errors.get(job.jobId) ?? [], run: live.get(job.jobId)?.run }))
  }
  const record = async (jobId: string): Promise<JobRecord> => {
    const found = (await records()).find((each) => each.jobId === jobId)
    if (!found) throw new AppError('not_found', `There is no job ${jobId}. List them with: bandstand jobs <workspace>`)
    return found
  }

  const launch = async (job: StoredJob): Promise<void> => {
    const workspace = session.workspace()
    const { concurrency, settings } = job.parameters as ReturnType<typeof storedParameters>
    const totals = (await jobTotals(workspace.reader)).get(job.jobId)
    if (!totals) throw new AppError('not_found', `There is no job ${job.jobId}.`)
    const wire = openWire({ allowLoopback: network.allowLoopback })
    const running = runJob({ workspace, job, totals, kind: kinds[job.kind](settings), wire, allowLoopback: network.allowLoopback, concurrency, ...(probe ? { probe } : {}) })
    const report = (state: 'running' | 'done' | 'cancelled') => {
      const { items, perSecond, etaSeconds } = running.progress()
      session.report({ jobId: job.jobId, kind: job.kind, label: job.label, state, done: items.done + items.failed, total: items.total, unit: 'items', rowsPerSecond: perSecond, etaSeconds })
    }
    const timer = setInterval(() => {
      report('running')
      publish(recordOf(job, undefined, { errors: [], run: running }))
    }, publishEvery)
    const finish = async () => {
      const { state, stopReason } = await running.ended
      clearInterval(timer)
      wire.close()
      try {
        await workspace.exclusive(() =>
          transaction(workspace.writer, async () => {
            await setJobState(workspace.writer, job.jobId, { state, stopReason, finishedAt: state === 'done' || state === 'cancelled' ? new Date().toISOString() : null })
            await bumpDataVersion(workspace.writer)
          }),
        )
      } finally {
        live.delete(job.jobId)
      }
      report(state === 'done' ? 'done' : 'cancelled')
      publish(await record(job.jobId))
      await session.changed()
    }
    const ended = finish()
    live.set(job.jobId, { run: running, ended })
    endings.add(ended)
    const over = () => void endings.delete(ended)
    ended.then(over, over)
  }

  return {
    start: async ({ jobId = randomUUID(), kind, label, parameters, items, plan, consent }) => {
      assertConsent(plan, consent)
      const workspace = session.workspace()
      const job: StoredJob = {
        jobId, kind, label, state: 'running', parameters: storedParameters(parameters, consent.concurrency), hosts: plan.hosts, fields: plan.fields,
        moneyLimit: consent.moneyLimit, requestLimit: consent.requestLimit, createdAt: new Date().toISOString(), finishedAt: null, stopReason: null,
      }
      await workspace.exclusive(() => transaction(workspace.writer, () => insertJob(workspace.writer, job, items)))
      await launch(job)
      return record(jobId)
    },
    list: records,
    pause: async (jobId) => {
      const found = live.get(jobId)
      found?.run.pause(null)
      await found?.ended
      return record(jobId)
    },
    cancel: async (jobId) => {
      const found = live.get(jobId)
      found?.run.cancel()
      await found?.ended
      const { state } = await record(jobId)
      if (state === 'paused' || state === 'interrupted') {
        const workspace = session.workspace()
        await workspace.exclusive(() => setJobState(workspace.writer, jobId, { state: 'cancelled', stopReason: null, finishedAt: new Date().toISOString() }))
        await session.changed()
      }
      return record(jobId)
    },
    resume: async (jobId, limits) => {
      if (live.has(jobId)) return record(jobId)
      const workspace = session.workspace()
      const stored = await readJob(workspace.reader, jobId)
      const job: StoredJob = {
        ...stored, state: 'running', stopReason: null, finishedAt: null,
        ...(limits.moneyLimit === undefined ? {} : { moneyLimit: limits.moneyLimit }),
        ...(limits.requestLimit === undefined ? {} : { requestLimit: limits.requestLimit }),
      }
      await recoverJournals(workspace)
      await workspace.exclusive(() =>
        transaction(workspace.writer, async () => {
          await run(workspace.writer, `UPDATE ops.job_items SET state = 'waiting', cause = NULL, error = NULL WHERE job_id = $job_id AND state = 'failed'`, { job_id: jobId })
          await setJobLimits(workspace.writer, job)
          await setJobState(workspace.writer, jobId, { state: 'running', stopReason: null, finishedAt: null })
        }),
      )
      await launch(job)
      return record(jobId)
    },
    wait: async (jobId, signal) => {
      await Promise.race([live.get(jobId)?.ended, aborted(signal)])
      return record(jobId)
    },
    opened: recoverJournals,
    stopAll: async () => {
      for (const { run: each } of live.values()) each.shutDown(closingGrace)
      await Promise.all(endings)
    },
  }
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error)
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })

function assertConsent({ hosts, problems }: JobPlan, { confirmHosts }: JobConsent): void {
  const [problem] = problems
  if (problem !== undefined) throw new AppError('bad_usage', problem)
  const missing = hosts.filter((host) => !confirmHosts.includes(host))
  if (missing.length > 0) throw new AppError('bad_usage', `This job sends data to ${hosts.join(', ')}. Confirm ${missing.join(', ')} first.`)
}

interface Current {
  errors: JobRecord['errors']
  run: Run | undefined
}

function recordOf(job: StoredJob, totals: Totals | undefined, { errors, run: running }: Current): JobRecord {
  const { jobId, kind, label, createdAt, finishedAt, hosts, fields, moneyLimit, requestLimit, stopReason } = job
  const figures = running?.progress() ?? {
    items: { total: totals?.total ?? 0, done: totals?.done ?? 0, failed: totals?.failed ?? 0 },
    requests: { sent: totals?.sent ?? 0, reused: totals?.reused ?? 0 },
    cost: totals?.cost ?? 0,
    perSecond: null,
    etaSeconds: null,
  }
  const state = job.state === 'running' && !running ? 'interrupted' : job.state
  return { jobId, kind, label, state, createdAt, finishedAt, hosts, fields, moneyLimit, requestLimit, stopReason, errors, ...figures }
}
