import { expect, test } from 'vitest'
import { seededRandom } from '../random.ts'
import { binomialNumber } from './binomial.ts'
import { withoutMissed, type Nearest } from './hidden-corrected.ts'
import { wilson } from './statistics.ts'

const side = (hidden: number, inCrm: number) => ({ hidden, inCrm, share: wilson({ hits: hidden, total: hidden + inCrm }) })
const hidden = { ...side(600, 300), byBand: { High: side(100, 80), Medium: side(200, 100), Low: side(300, 120) }, multiple: 300 / 180 }
const nearest: Nearest[] = [
  { band: 'High', group: 'nearest_likely', companies: 10 }, { band: 'Medium', group: 'nearest_likely', companies: 20 }, { band: 'Medium', group: 'nearest_unlikely', companies: 50 }, { band: 'Low', group: 'nearest_unlikely', companies: 100 },
]
const labels = [{ group: 'nearest_likely', missed: 19, not: 19 }, { group: 'nearest_unlikely', missed: 3, not: 95 }]

test('the expected number of missed matches leaves the hidden companies, by band and in all', () => {
  // Beta means: 20/40 of the likely, 4/100 of the unlikely ones.
  const corrected = withoutMissed(hidden, nearest, labels)
  expect(corrected).toMatchObject({ labels: 136, candidates: 180 })
  expect(corrected.missed.value).toBeCloseTo(15 + 6, 12)
  expect(corrected.hidden.value).toBeCloseTo(579, 12)
  expect(corrected.share.value).toBeCloseTo(579 / 879, 12)
  expect(corrected.explained.value).toBeCloseTo(21 / 600, 12)
  expect(corrected.byBand.High.hidden.value).toBeCloseTo(95, 12)
  expect(corrected.byBand.Medium.hidden.value).toBeCloseTo(188, 12)
  expect(corrected.byBand.Low.share.value).toBeCloseTo(296 / 416, 12)
  expect(corrected.multiple.value).toBeCloseTo((95 + 188) / 180, 12)
  for (const { value, low, high } of [corrected.missed, corrected.hidden, corrected.share, corrected.multiple, corrected.explained, corrected.byBand.Low.share]) {
    expect(low).toBeLessThan(value ?? 0)
    expect(high).toBeGreaterThan(value ?? 1)
  }
  expect(withoutMissed(hidden, nearest, labels)).toEqual(corrected)
})

test('without candidates nothing changes, and a kind of candidate that nobody judged may be anything', () => {
  expect(withoutMissed(hidden, [], labels)).toMatchObject({ missed: { value: 0, low: 0, high: 0 }, hidden: { value: 600, low: 600, high: 600 }, multiple: { value: 300 / 180 } })
  const { byBand } = withoutMissed(hidden, nearest, labels.slice(0, 1))
  expect(byBand.Low.missed.low).toBeLessThan(6)
  expect(byBand.Low.missed.high).toBeGreaterThan(94)
})

test('what is undefined stays undefined', () => {
  const none = { ...side(4, 0), byBand: { High: side(4, 0), Medium: side(0, 0), Low: side(0, 0) }, multiple: null }
  expect(withoutMissed(none, [], labels)).toMatchObject({ share: { value: 1 }, multiple: { value: null, low: null, high: null }, byBand: { Low: { share: { value: null } } } })
})

test('the interval holds the true number of missed matches 95 times of 100', () => {
  const random = seededRandom('missed')
  const worlds = 300
  let hits = 0
  for (let world = 0; world < worlds; world += 1) {
    const [likely, unlikely] = [random.next(), random.next() * 0.3]
    const judged = (rate: number, group: string, n: number) => {
      const missed = binomialNumber(random, n, rate)
      return { group, missed, not: n - missed }
    }
    const truth = binomialNumber(random, 30, likely) + binomialNumber(random, 150, unlikely)
    const { low, high } = withoutMissed(hidden, nearest, [judged(likely, 'nearest_likely', 30), judged(unlikely, 'nearest_unlikely', 60)]).missed
    if ((low ?? 0) <= truth && truth <= (high ?? 0)) hits += 1
  }
  // 300 times 95 % is 285, standard deviation 3.8; whole numbers and ends that count make it a little more.
  expect(hits).toBeGreaterThan(285 - 4 * 3.8)
  expect(hits).toBeLessThan(300)
}, 120_000)
