import { leastLabels, type LearningCurve } from '../../../shared/contract-quality.ts'
import { wilson } from '../analyse/statistics.ts'

/** One label in the order they were given: what the rate counts, or not. */
export type Counted = boolean

const steps = 40
const outlooks = [10, 25, 50, 100, 200] as const
/** So many labels more are worth asking for … */
const further = 50
/** … while they would narrow the interval, end to end, by at least this. */
const worthwhile = 0.01

interface Known {
  /** Items of the group that nobody has judged yet. */
  left: number
  /** The rate at which the answer changes: above it the evidence is not reliable. Null where nothing hangs on the rate. */
  boundary: number | null
}

/** Half the width of the Wilson interval. */
function halfWidth(hits: number, total: number): number {
  const { low, high } = wilson({ hits, total })
  return ((high ?? 1) - (low ?? 0)) / 2
}

/**
 * How the interval of a rate narrowed as labels came, what more labels would bring if the rate stays what it is, and whether to go on. Labels stop helping
 * when another 50 would narrow the interval by less than one percentage point and the interval lies on one side of the boundary.
 */
export function learningCurve(labels: readonly Counted[], { left, boundary }: Known): LearningCurve {
  const total = labels.length
  const hits = labels.filter(Boolean).length
  const share = total === 0 ? 0 : hits / total
  const expected = (more: number) => halfWidth(share * (total + more), total + more)
  const now = total === 0 ? null : halfWidth(hits, total)
  const reachable = Math.min(further, left)
  return {
    points: pointsOf(labels),
    outlook: total === 0 ? [] : outlooks.filter((more, index) => more <= left || (outlooks[index - 1] ?? 0) < left).map((more) => ({ more: Math.min(more, left), halfWidth: expected(Math.min(more, left)) })),
    left,
    narrows: now === null ? null : 2 * (now - expected(reachable)),
    advice: adviceOf(),
  }

  function adviceOf(): LearningCurve['advice'] {
    if (left === 0) return 'all_judged'
    if (total < leastLabels || now === null) return 'too_few'
    if (2 * (now - expected(reachable)) >= worthwhile) return 'narrows'
    const { low, high } = wilson({ hits, total })
    return boundary !== null && (low ?? 0) <= boundary && boundary <= (high ?? 1) ? 'undecided' : 'enough'
  }
}

/** At most `steps` points, the last one among them. */
function pointsOf(labels: readonly Counted[]): LearningCurve['points'] {
  const every = Math.max(1, Math.ceil(labels.length / steps))
  let hits = 0
  return labels.flatMap((hit, index) => {
    if (hit) hits += 1
    const total = index + 1
    return total % every === 0 || total === labels.length ? [{ labels: total, halfWidth: halfWidth(hits, total) }] : []
  })
}
