import { controlsPerCase } from '../../../shared/contract-before-entry.ts'
import { seededRandom } from '../random.ts'
import { rankAt, type Timeline } from './timeline.ts'

/** An account that entered a stage, and the accounts drawn beside it; `enteredAt` in milliseconds. */
export interface MatchedEntry {
  account: Timeline
  enteredAt: number
  controls: Timeline[]
}

interface Asked {
  /** Stage by its key and its rank; the first stage has none before it. */
  stage: string
  rank: number
  seed: string
}

/**
 * The accounts whose records were first dated into a stage, none of them into a later one before that, and up to five controls each: accounts that
 * at the instant of entry were in the preceding stage and had entered neither the stage nor a later one.
 */
export function matchedEntries(accounts: readonly Timeline[], { stage, rank, seed }: Asked): MatchedEntry[] {
  const pool = accounts.filter(({ named }) => named.has(rank - 1))
  const draw = drawer(pool)
  return accounts.flatMap((account): MatchedEntry[] => {
    const enteredAt = account.firstAt[rank] ?? Infinity
    if (enteredAt === Infinity || (account.firstFrom[rank + 1] ?? Infinity) < enteredAt) return []
    const isControl = (other: Timeline) => other !== account && (other.firstFrom[rank] ?? Infinity) > enteredAt && rankAt(other, enteredAt) === rank - 1
    return [{ account, enteredAt, controls: draw(isControl, `${seed}/${stage}/${account.record}`) }]
  })
}

/** Draws before all others are looked at one by one. */
const patience = 400

/** Draws up to five that qualify: places of the pool drawn by a seed, those that do not qualify passed over; where hardly any does, the rest in the order of the pool. */
export function drawer<T>(pool: readonly T[]): (qualifies: (one: T) => boolean, seed: string) => T[] {
  /** Of each place, the last drawing that looked at it. */
  const looked = new Int32Array(pool.length)
  let drawing = 0
  return (qualifies, seed) => {
    drawing += 1
    const random = seededRandom(seed)
    const found: T[] = []
    let seen = 0
    const look = (place: number) => {
      if (looked[place] === drawing) return
      looked[place] = drawing
      seen += 1
      const one = pool[place]
      if (one !== undefined && qualifies(one)) found.push(one)
    }
    for (let draw = 0; draw < patience && found.length < controlsPerCase && seen < pool.length; draw += 1) look(random.integer(0, pool.length - 1))
    for (let place = 0; place < pool.length && found.length < controlsPerCase; place += 1) look(place)
    return found
  }
}
