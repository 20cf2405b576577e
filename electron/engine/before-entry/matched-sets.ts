import { controlsPerCase } from '../../../shared/contract-before-entry.ts'
import { seededRandom } from '../random.ts'
import { type AccountCourse, firstEntry, stageAt, type StageOrder } from './stage-course.ts'

/** An account that entered a stage, and the accounts drawn beside it; `enteredAt` in milliseconds. */
export interface MatchedEntry {
  account: AccountCourse
  enteredAt: number
  controls: AccountCourse[]
}

interface Asked {
  order: StageOrder
  /** Rank of the stage; the first stage has none before it. */
  rank: number
  until: number
  seed: string
}

/**
 * The accounts whose records were first dated into a stage, none of them into a later one before that, and up to five controls each: accounts that
 * at the instant of entry were in the preceding stage and had entered neither the stage nor a later one.
 */
export function matchedEntries(accounts: readonly AccountCourse[], { order, rank, until, seed }: Asked): MatchedEntry[] {
  const isStage = (stage: string) => order.keys[rank] === stage
  const isBeyond = (stage: string) => order.keys.indexOf(stage) > rank
  const reached = new Map(accounts.map((account) => [account, firstEntry(account, (stage) => isStage(stage) || isBeyond(stage), until)]))
  const preceding = order.keys[rank - 1]
  const pool = accounts.filter((account) => wasEver(order, account, preceding))
  return accounts.flatMap((account): MatchedEntry[] => {
    const enteredAt = firstEntry(account, isStage, until)
    if (enteredAt === null) return []
    const beyond = firstEntry(account, isBeyond, until)
    if (beyond !== null && beyond < enteredAt) return []
    const isControl = (other: AccountCourse) => other !== account && (reached.get(other) ?? Infinity) > enteredAt && stageAt(order, other, enteredAt) === preceding
    return [{ account, enteredAt, controls: drawn(pool, isControl, `${seed}/${order.keys[rank] ?? ''}/${account.record}`) }]
  })
}

/** Whether there may be an instant at which an account is in a stage. */
const wasEver = (order: StageOrder, account: AccountCourse, stage: string | undefined): boolean =>
  account.records.some((record) => record.stage === stage || record.entries.some((entry) => entry.stage === stage)) && order.keys.includes(stage ?? '')

/** Draws before all others are looked at one by one. */
const patience = 400

/** Up to five that qualify: places of the pool drawn by the seed, those that do not qualify passed over; where hardly any does, the rest in the order of the pool. */
export function drawn<T>(pool: readonly T[], qualifies: (one: T) => boolean, seed: string): T[] {
  const random = seededRandom(seed)
  const seen = new Set<number>()
  const found: T[] = []
  const look = (place: number) => {
    if (seen.has(place)) return
    seen.add(place)
    const one = pool[place]
    if (one !== undefined && qualifies(one)) found.push(one)
  }
  for (let draw = 0; draw < patience && found.length < controlsPerCase && seen.size < pool.length; draw += 1) look(random.integer(0, pool.length - 1))
  for (let place = 0; place < pool.length && found.length < controlsPerCase; place += 1) look(place)
  return found
}
