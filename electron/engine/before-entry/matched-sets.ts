import { seededRandom } from '../random.ts'
import { rankAt, type Timeline } from './timeline.ts'

/** An account, by its place among all, and when it entered a stage, in milliseconds. */
export interface Case {
  place: number
  enteredAt: number
}

export interface Entries {
  /** Accounts whose records were first dated into the stage, none of them into a later one before that. */
  cases: readonly Case[]
  /** Places of the accounts that have the preceding stage now or among their entries; nobody else can be a control. */
  pool: readonly number[]
  /** Whether an account was at the instant of entry in the preceding stage and had entered neither the stage nor a later one. */
  isControl(place: number, of: Case): boolean
}

/** Entries into the stage of a rank; the first has no stage before it. */
export function entriesInto(accounts: readonly Timeline[], rank: number): Entries {
  return {
    cases: accounts.flatMap(({ firstAt, firstFrom }, place): Case[] => {
      const enteredAt = firstAt[rank] ?? Infinity
      return enteredAt === Infinity || (firstFrom[rank + 1] ?? Infinity) < enteredAt ? [] : [{ place, enteredAt }]
    }),
    pool: [...accounts.keys()].filter((place) => accounts[place]?.named.has(rank - 1)),
    isControl: (place, of) => {
      const account = accounts[place]
      return account !== undefined && place !== of.place && (account.firstFrom[rank] ?? Infinity) > of.enteredAt && rankAt(account, of.enteredAt) === rank - 1
    },
  }
}

export interface Drawing {
  seed: string
  qualifies: (place: number) => boolean
  /** How many that qualify are enough. */
  wanted: number
  /** How many are looked at before it is given up; all where it is not said. */
  looks?: number
}

export interface Drawn {
  /** In the order drawn. */
  places: number[]
  /** Whether all of the pool were looked at. */
  isEverybody: boolean
}

/** Draws from a pool by a seed and without repetition (Fisher and Yates, as far as needed); those that do not qualify are passed over. */
export function drawer(pool: readonly number[]): (drawing: Drawing) => Drawn {
  const order = Int32Array.from(pool)
  const swap = (left: number, right: number) => {
    const moved = order[left] ?? 0
    order[left] = order[right] ?? 0
    order[right] = moved
  }
  return ({ seed, qualifies, wanted, looks = order.length }) => {
    const random = seededRandom(seed)
    const swapped: number[] = []
    const places: number[] = []
    while (places.length < wanted && swapped.length < Math.min(looks, order.length)) {
      const next = swapped.length
      const other = random.integer(next, order.length - 1)
      swap(next, other)
      swapped.push(other)
      const place = order[next] ?? 0
      if (qualifies(place)) places.push(place)
    }
    const isEverybody = swapped.length === order.length
    // Put back, so that a drawing depends on nothing but its seed.
    for (let other = swapped.pop(); other !== undefined; other = swapped.pop()) swap(swapped.length, other)
    return { places, isEverybody }
  }
}
