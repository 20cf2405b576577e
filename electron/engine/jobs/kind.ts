import type { Connection } from '../db/connection.ts'
import type { Door } from '../egress/door.ts'

/** What came back for one question. */
export interface Reply {
  found: boolean
  /** Kept as JSON. */
  body: unknown
  /** US dollars. */
  cost: number
  usage: Usage | null
  /** Answers to other questions that came with this one; each is kept under its own key. */
  further?: readonly FurtherAnswer[]
}

export interface FurtherAnswer extends Omit<Reply, 'further'> {
  key: string
  provider: string
}

export interface Usage {
  model: string
  tokensIn: number
  tokensOut: number
}

/** A reply that is kept for good under the key of its question. */
export interface Answer extends Omit<Reply, 'further'> {
  key: string
  provider: string
  milliseconds: number
  receivedAt: string
}

/** One request to be sent unless its answer is known. */
export interface Question {
  /** Hash of everything that decides the answer; never of secrets. */
  key: string
  provider: string
  host: string
  purpose: string
  /** Names of what is sent about the person. */
  fields: readonly string[]
  /** What it may cost at most, in US dollars. */
  estimate: number
  /** What it costs at least: most providers charge nothing where they find nobody. */
  least: number
  /** Statuses that are answers, not faults. */
  answers: readonly number[]
  send(door: Door, signal: AbortSignal): Promise<Reply>
}

/** Either the next question about an item, or what its answers came to. */
export type Step<Outcome> = { ask: Question } | { outcome: Outcome }

/** What a kind may do before its items are worked on one by one. */
export interface Preparation<Input> {
  jobId: string
  /** The items that wait, in their order. */
  items(): AsyncIterable<{ itemNo: number; input: Input }>
  find(key: string): Promise<Answer | undefined>
  /** Sends a question unless its answer is known; budget, pace, retries and ledger are as for items. */
  ask(question: Question): Promise<Answer>
  /** Keeps US dollars of the budget back until the returned function is called. */
  reserve(dollars: number): () => void
}

/** One kind of job. Given the same input and answers it says the same, so a resumed job ends like one that never stopped. */
export interface JobKind<Input, Outcome> {
  /** Gets answers for many items at once. What it asks must be found again after a crash. */
  prepare?(preparation: Preparation<Input>): Promise<void>
  /** After cancelling: takes back what still runs elsewhere, as far as it can be reached. */
  abandon?(preparation: Pick<Preparation<Input>, 'jobId' | 'find' | 'ask'>): Promise<void>
  advance(input: Input, answers: readonly Answer[]): Step<Outcome>
  /** Writes outcomes in the open transaction, which also marks their items done. */
  store(connection: Connection, jobId: string, outcomes: readonly Outcome[]): Promise<void>
  /** What is known of each host's limits. */
  perSecond(host: string): number | null
}
