export interface Random {
  /** In [0, 1). */
  next(): number
  whole(below: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
}

/** A small generator (mulberry32): the same seed, the same numbers. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (below: number) => Math.floor(next() * below)
  return {
    next,
    whole,
    chance: (probability) => next() < probability,
    pick: (from) => {
      const chosen = from[whole(from.length)]
      if (chosen === undefined) throw new Error('Nothing to pick from.')
      return chosen
    },
  }
}
