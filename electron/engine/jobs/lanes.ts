import { randomUUID } from 'node:crypto'
import PQueue from 'p-queue'
import { type EgressLedger, openDoor, type Permit } from '../egress/door.ts'
import { faultOf, isRetried } from '../egress/fault.ts'
import type { Wire } from '../egress/wire.ts'
import { backoff, sleep } from './backoff.ts'
import type { AnswerLine, OverLine, SentLine } from './journal.ts'
import type { Question } from './kind.ts'
import { createPace, type Pace } from './pace.ts'
import type { Probe } from './probe.ts'

/** What the lanes report as it happens; written to the journal before anything else. */
export interface LaneLedger {
  sent(line: SentLine): void
  over(lines: readonly OverLine[], answers: readonly AnswerLine[]): void
  /** Throws when the budget does not allow the question; the returned function gives the reservation back. */
  reserve(question: Question): () => void
}

export interface LaneOptions {
  wire: Wire
  permit: Permit
  allowLoopback: boolean
  ledger: LaneLedger
  maximum: number
  perSecond: (host: string) => number | null
  /** Aborted when nothing more may be sent; what is under way goes on. */
  halt: AbortSignal
  /** Aborted when what is under way must end too. */
  cut: AbortSignal
  random: () => number
  probe: Probe
}

/** Attempts at one question; a host that is only busy gets more of them. */
const attempts = 6
const busyAttempts = 30

interface Lane {
  queue: PQueue
  pace: Pace
}

/** Sends questions, each host at its own pace, again where that may help. */
export function openLanes(options: LaneOptions): { ask(question: Question): Promise<{ answer: AnswerLine; requests: number }> } {
  const lanes = new Map<string, Lane>()
  const laneOf = (host: string): Lane => {
    const known = lanes.get(host)
    if (known) return known
    const pace = createPace({ maximum: options.maximum, perSecond: options.perSecond(host) })
    const lane = { queue: new PQueue({ concurrency: pace.limit }), pace }
    lanes.set(host, lane)
    return lane
  }
  return {
    ask: async (question) => {
      const lane = laneOf(question.host)
      let attempt = 1
      for (let requests = 1; ; requests += 1) {
        try {
          const answer = await lane.queue.add(() => attemptOnce(question, lane, options))
          return { answer, requests }
        } catch (thrown) {
          const fault = faultOf(thrown)
          if (fault?.kind === 'pending') {
            await sleep(backoff(1, fault.retryAfter, options.random()), options.halt)
            continue
          }
          if (!fault || !isRetried(fault) || attempt >= (fault.kind === 'rate_limited' ? busyAttempts : attempts)) throw thrown
          await sleep(backoff(Math.min(attempt, 8), fault.retryAfter, options.random()), options.halt)
          attempt += 1
        }
      }
    },
  }
}

async function attemptOnce(question: Question, { queue, pace }: Lane, options: LaneOptions): Promise<AnswerLine> {
  for (let wait = pace.take(Date.now()); wait > 0; wait = pace.take(Date.now())) await sleep(wait, options.halt)
  options.halt.throwIfAborted()
  const release = options.ledger.reserve(question)
  const sentAt = Date.now()
  const overs: OverLine[] = []
  const report = (answers: readonly AnswerLine[]) => options.ledger.over(answers.length === 0 ? overs : priced(overs, answers.reduce((sum, { cost }) => sum + cost, 0)), answers)
  try {
    const reply = await question.send(openDoor({ ...doorOptions(question, pace, options), ledger: egressLedger(overs, options) }), options.cut)
    options.probe('received')
    const { key, provider } = question
    const { further = [], ...own } = reply
    const received = { milliseconds: Date.now() - sentAt, receivedAt: new Date().toISOString() }
    const answer: AnswerLine = { kind: 'answer', key, provider, ...own, ...received }
    // Its own answer is the last to be written: without it the others are read once more.
    report([...further.map((each): AnswerLine => ({ kind: 'answer', ...each, ...received })), answer])
    options.probe('journaled')
    pace.succeeded(sentAt)
    return answer
  } catch (thrown) {
    report([])
    const fault = faultOf(thrown)
    if (fault && (fault.kind === 'rate_limited' || fault.kind === 'server_error' || fault.kind === 'timeout')) pace.throttled(sentAt, Date.now(), fault.retryAfter)
    throw thrown
  } finally {
    release()
    queue.concurrency = pace.limit
  }
}

const doorOptions = (question: Question, pace: Pace, { wire, permit, allowLoopback, cut }: LaneOptions) => ({
  wire,
  permit,
  allowLoopback,
  errand: { purpose: question.purpose, fields: question.fields, answers: question.answers },
  requestId: randomUUID,
  signal: cut,
  onRate: (state: Parameters<Pace['observe']>[0]) => pace.observe(state, Date.now()),
})

const egressLedger = (overs: OverLine[], { ledger, probe }: LaneOptions): EgressLedger => ({
  sent: (line) => {
    ledger.sent({ kind: 'sent', ...line, fields: [...line.fields] })
    probe('sending')
  },
  over: (line, outcome) => overs.push({ kind: 'over', ...line, ...outcome, fields: [...line.fields], cost: null }),
})

/** The request that brought the answer carries its price. */
const priced = (overs: readonly OverLine[], cost: number): OverLine[] => overs.map((line, index) => (index === overs.length - 1 ? { ...line, cost } : line))
