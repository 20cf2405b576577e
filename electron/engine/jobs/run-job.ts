import { setMaxListeners } from 'node:events'
import type { JobRecord, JobState } from '../../../shared/contract-jobs.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Workspace } from '../db/workspace.ts'
import { faultOf, stopsJob } from '../egress/fault.ts'
import type { Wire } from '../egress/wire.ts'
import { type Committer, openCommitter } from './committer.ts'
import { openItems } from './items.ts'
import { type KnownAnswers, openKnownAnswers } from './known-answers.ts'
import type { Answer, JobKind, Question } from './kind.ts'
import { type LaneOptions, openLanes } from './lanes.ts'
import { createMeter } from './meter.ts'
import type { Probe } from './probe.ts'
import type { StoredJob, Totals, WaitingItem } from './store.ts'

export interface RunOptions<Input, Outcome> {
  workspace: Workspace
  job: StoredJob
  totals: Totals
  kind: JobKind<Input, Outcome>
  wire: Wire
  allowLoopback: boolean
  concurrency: number
  random?: () => number
  probe?: Probe
}

export interface RunEnd {
  state: JobState
  stopReason: string | null
}

/** One job at work. */
export interface Run {
  /** How it ended; it never rejects. */
  readonly ended: Promise<RunEnd>
  /** Sends nothing more and lets what is under way finish. */
  pause(reason: string | null): void
  /** Ends what is under way too. */
  cancel(): void
  /** As `pause`, but what is under way after `grace` milliseconds is given up; it is asked again on resuming. */
  shutDown(grace: number): void
  progress(): Pick<JobRecord, 'items' | 'requests' | 'cost' | 'perSecond' | 'etaSeconds'>
}

class Halted extends Error {}

/** What is sent once more after a cancellation gets this long. */
const abandonGrace = 1500

export function runJob<Input, Outcome>(options: RunOptions<Input, Outcome>): Run {
  const { workspace, job, kind, concurrency, probe = () => undefined } = options
  const halt = new AbortController()
  const cut = new AbortController()
  // Every request under way listens to both.
  setMaxListeners(0, halt.signal, cut.signal)
  const totals = { ...options.totals }
  const meter = createMeter(Date.now())
  let reserved = 0
  let end: RunEnd | undefined

  const stop = (how: RunEnd) => {
    end ??= how
    halt.abort(new Halted())
  }

  const reserve = ({ estimate }: Pick<Question, 'estimate'>) => {
    const { moneyLimit, requestLimit } = job
    if (moneyLimit !== null && totals.cost + reserved + estimate > moneyLimit + 1e-9) {
      stop({ state: 'paused', stopReason: `The budget of $${moneyLimit} is used up.` })
    } else if (requestLimit !== null && totals.sent >= requestLimit) {
      stop({ state: 'paused', stopReason: `The budget of ${requestLimit} requests is used up.` })
    }
    halt.signal.throwIfAborted()
    reserved += estimate
    return () => {
      reserved -= estimate
    }
  }

  const work = async (known: KnownAnswers, committer: Committer<Outcome>) => {
    const prepared = new Set<string>()
    let preparing = kind.prepare !== undefined
    const laneOptions: LaneOptions = {
      ...options,
      permit: job,
      maximum: concurrency,
      perSecond: (host) => kind.perSecond(host),
      halt: halt.signal,
      cut: cut.signal,
      random: options.random ?? Math.random,
      probe,
      ledger: {
        reserve,
        sent: (line) => {
          totals.sent += 1
          committer.sent(line)
        },
        over: (lines, answers) => {
          for (const answer of answers) {
            totals.cost += answer.cost
            known.add(answer)
            if (preparing) prepared.add(answer.key)
          }
          committer.over(lines, answers)
        },
      },
    }
    const lanes = openLanes(laneOptions)
    const items = openItems({ workspace, jobId: job.jobId, known, kind })
    async function* waitingInputs() {
      const all = openItems({ workspace, jobId: job.jobId, known, kind })
      for (let item = await all.next(); item; item = await all.next()) yield { itemNo: item.itemNo, input: item.input as Input }
    }
    const asking = new Map<string, Promise<{ answer: Answer; requests: number }>>()

    const answerTo = async (question: Question): Promise<{ answer: Answer; requests: number; paid: boolean }> => {
      const found = await known.find(question.key)
      if (found) return { answer: found, requests: 0, paid: prepared.delete(question.key) }
      const underWay = asking.get(question.key)
      if (underWay) return { ...(await underWay), requests: 0, paid: false }
      const sending = lanes.ask(question).finally(() => asking.delete(question.key))
      asking.set(question.key, sending)
      return { ...(await sending), paid: true }
    }

    const settle = async ({ itemNo, input }: WaitingItem) => {
      const answers: Answer[] = []
      const spent = { requests: 0, reused: 0, cost: 0 }
      try {
        for (;;) {
          // The input was stored by the kind that reads it now.
          const step = kind.advance(input as Input, answers)
          if ('outcome' in step) {
            committer.finished({ itemNo, state: 'done', ...spent, cause: null, error: null }, step.outcome)
            totals.done += 1
            break
          }
          const { answer, requests, paid } = await answerTo(step.ask)
          answers.push(answer)
          spent.requests += requests
          spent.reused += paid ? 0 : 1
          spent.cost += paid ? answer.cost : 0
        }
      } catch (thrown) {
        if (halt.signal.aborted) return
        const fault = faultOf(thrown)
        if (!fault) throw thrown
        if (stopsJob(fault)) {
          stop({ state: 'paused', stopReason: fault.message })
          return
        }
        committer.finished({ itemNo, state: 'failed', ...spent, cause: fault.kind, error: fault.message }, null)
        totals.failed += 1
      }
      totals.reused += spent.reused
      meter.add(Date.now())
    }

    const worker = async () => {
      while (!halt.signal.aborted) {
        await committer.room()
        const item = await items.next()
        if (!item) return
        await settle(item)
      }
    }
    try {
      await kind.prepare?.({
        jobId: job.jobId,
        items: () => waitingInputs(),
        find: (key) => known.find(key),
        ask: async (question) => (await answerTo(question)).answer,
        reserve: (dollars) => reserve({ estimate: dollars }),
      })
    } catch (thrown) {
      stop({ state: 'paused', stopReason: faultOf(thrown)?.message ?? reasonOf(thrown) })
    }
    preparing = false
    const workers = Array.from({ length: concurrency }, () => worker().catch((thrown: unknown) => {
      stop({ state: 'paused', stopReason: reasonOf(thrown) })
    }))
    await Promise.all(workers)
    if (end?.state === 'cancelled' && kind.abandon) {
      const grace = AbortSignal.timeout(abandonGrace)
      const parting = openLanes({ ...laneOptions, halt: grace, cut: grace, ledger: { ...laneOptions.ledger, reserve: () => () => undefined } })
      // What cannot be reached in time goes on there; resuming the job fetches it.
      await kind.abandon({ jobId: job.jobId, find: (key) => known.find(key), ask: async (question) => (await parting.ask(question)).answer }).catch(() => undefined)
    }
  }

  const run = async (): Promise<RunEnd> => {
    const known = await openKnownAnswers(workspace.reader)
    const committer = await openCommitter({
      workspace, jobId: job.jobId, kind, probe,
      onCommitted: (keys) => known.committed(keys),
      onError: (thrown) => stop({ state: 'paused', stopReason: reasonOf(thrown) }),
    })
    await work(known, committer)
    await committer.end()
    probe('finishing')
    return end ?? { state: 'done', stopReason: null }
  }

  return {
    ended: run().catch((thrown: unknown) => ({ state: 'paused' as const, stopReason: reasonOf(thrown) })),
    pause: (reason) => stop({ state: 'paused', stopReason: reason }),
    cancel: () => {
      stop({ state: 'cancelled', stopReason: null })
      cut.abort(new Halted())
    },
    shutDown: (grace) => {
      stop({ state: 'paused', stopReason: 'The workspace was closed.' })
      setTimeout(() => cut.abort(new Halted()), grace).unref()
    },
    progress: () => {
      const now = Date.now()
      const perSecond = meter.perSecond(now)
      const left = totals.total - totals.done - totals.failed
      return {
        items: { total: totals.total, done: totals.done, failed: totals.failed },
        requests: { sent: totals.sent, reused: totals.reused },
        cost: totals.cost,
        perSecond,
        etaSeconds: perSecond ? left / perSecond : null,
      }
    },
  }
}

const reasonOf = (thrown: unknown): string =>
  thrown instanceof AppError ? thrown.message : `Something went wrong: ${thrown instanceof Error ? thrown.message : String(thrown)}. What was done is kept; resume to go on.`
