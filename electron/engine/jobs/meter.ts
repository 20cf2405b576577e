/** Finished items a second over the last half minute, from counts per second. */
export interface Meter {
  add(now: number): void
  perSecond(now: number): number | null
}

const span = 30

export function createMeter(startedAt: number): Meter {
  const counts = new Map<number, number>()
  return {
    add: (now) => {
      const second = Math.floor(now / 1000)
      counts.set(second, (counts.get(second) ?? 0) + 1)
      for (const old of counts.keys()) if (old < second - span) counts.delete(old)
    },
    perSecond: (now) => {
      const since = Math.max(startedAt, now - span * 1000)
      if (now - since < 1000) return null
      let finished = 0
      for (const [second, count] of counts) if (second * 1000 >= since - 1000) finished += count
      return finished / ((now - since) / 1000)
    },
  }
}
