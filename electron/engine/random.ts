/** A deterministic source of choices; equal seeds give equal sequences on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** Both ends included. */
  integer(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  weighted<T>(entries: readonly (readonly [T, number])[]): T
  shuffle<T>(items: readonly T[]): T[]
}

/** sfc32 seeded from text, so that every part of the sample draws from its own stream: `seededRandom('1/people')`. */
export function seededRandom(seed: string): Random {
  // Words of more than 31 bits are boxed anew at every assignment unless an array holds them.
  const words = Int32Array.from(hash(seed))
  const next = (): number => {
    const a = words[0] ?? 0
    const b = words[1] ?? 0
    const c = words[2] ?? 0
    const counter = words[3] ?? 0
    const sum = (((a + b) | 0) + counter) | 0
    words[3] = counter + 1
    words[0] = b ^ (b >>> 9)
    words[1] = c + (c << 3)
    words[2] = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 4294967296
  }
  for (let warmUp = 0; warmUp < 20; warmUp += 1) next()
  return { next, ...choices(next) }
}

function choices(next: () => number): Omit<Random, 'next'> {
  const integer = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new Error('Nothing to pick from.')
    return items[integer(0, items.length - 1)] as T // the index is within the list
  }
  return {
    integer,
    pick,
    chance: (probability) => next() < probability,
    weighted: (entries) => {
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [item, weight] of entries) {
        left -= weight
        if (left < 0) return item
      }
      return pick(entries.map(([item]) => item))
    },
    shuffle: <T>(items: readonly T[]): T[] => {
      const shuffled = [...items]
      for (let last = shuffled.length - 1; last > 0; last -= 1) {
        const other = integer(0, last)
        const moved = shuffled[last] as T // both indexes are within the list
        shuffled[last] = shuffled[other] as T
        shuffled[other] = moved
      }
      return shuffled
    },
  }
}

/** Four 32-bit words from text (FNV-1a with four offsets). */
function hash(text: string): [number, number, number, number] {
  const word = (offset: number): number => {
    let value = offset | 0
    for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 16777619)
    return value ^ (value >>> 15)
  }
  return [word(0x811c9dc5), word(0x01000193), word(0x9e3779b9), 1]
}
