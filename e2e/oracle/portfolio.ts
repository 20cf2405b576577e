import type { Interval } from './statistics.ts'

const z95 = 1.959964

/** The figures of one organisation that section 11 needs; `lift` is undefined where either stage is empty. */
export interface Organisation {
  readonly name: string
  readonly stages: readonly { readonly stage: string; readonly coverage: Interval; readonly lift: Interval; readonly intensity: Interval }[]
}

/** Section 11 for one stage, by the sums DerSimonian and Laird print, not by deviations from the mean. */
export function pooledLift(organisations: readonly Organisation[], stage: string) {
  const effects = organisations.flatMap(({ stages }) => {
    const { value = null, low = null, high = null } = stages.find((each) => each.stage === stage)?.lift ?? {}
    return value === null || low === null || high === null ? [] : [{ y: Math.log(value), variance: (Math.log(high / low) / (2 * z95)) ** 2 }]
  })
  if (effects.length === 0) return null
  const total = (term: (w: number, y: number) => number) => effects.reduce((sum, { y, variance }) => sum + term(1 / variance, y), 0)
  const [sw, swy, swyy, sww] = [total((w) => w), total((w, y) => w * y), total((w, y) => w * y * y), total((w) => w * w)]
  const alone = effects.length === 1
  const q = swyy - (swy * swy) / sw
  const between = alone ? 0 : Math.max(0, (q - (effects.length - 1)) / (sw - sww / sw))
  const random = (term: (y: number) => number) => effects.reduce((sum, { y, variance }) => sum + term(y) / (variance + between), 0)
  const mean = random((y) => y) / random(() => 1)
  const error = 1 / Math.sqrt(random(() => 1))
  return {
    lift: { value: Math.exp(mean), low: Math.exp(mean - z95 * error), high: Math.exp(mean + z95 * error) },
    organisations: effects.length,
    tauSquared: alone ? null : between,
    q: alone ? null : q,
    iSquared: alone ? null : q <= effects.length - 1 ? 0 : 1 - (effects.length - 1) / q,
  }
}

export function middle(values: readonly (number | null | undefined)[]): { value: number | null; n: number } {
  const known = values.filter((value) => typeof value === 'number').sort((a, b) => a - b)
  const n = known.length
  if (n === 0) return { value: null, n }
  return { value: n % 2 === 1 ? (known[(n - 1) / 2] ?? null) : ((known[n / 2 - 1] ?? 0) + (known[n / 2] ?? 0)) / 2, n }
}
