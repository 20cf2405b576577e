import { expect, test } from 'vitest'
import { differences } from './agreement.ts'
import { cochranArmitage, katz, quantile, twoSided, wilson } from './statistics.ts'

test('two-sided normal probabilities in the middle and in both branches of the tail', () => {
  // Reference values: 2·(1 − Φ(z)) to 16 digits.
  expect(twoSided(0)).toBe(1)
  expect(twoSided(1.959963984540054)).toBeCloseTo(0.05, 14)
  expect(twoSided(-3.5) / 4.652581580710501e-4).toBeCloseTo(1, 9)
  expect(twoSided(3.6) / 3.1821718025913e-4).toBeCloseTo(1, 9)
  expect(twoSided(8) / 1.244192114854357e-15).toBeCloseTo(1, 9)
})

test('Wilson and Katz intervals of textbook counts', () => {
  const share = wilson(10, 50)
  expect([share.low, share.high].map((bound) => Number(bound?.toFixed(4)))).toEqual([0.1124, 0.3304])
  const ratio = katz(20, 100, 10, 100)
  expect([ratio.value, ratio.low, ratio.high].map((bound) => Number(bound?.toFixed(4)))).toEqual([2, 0.9866, 4.0545])
  expect(katz(0, 10, 5, 10)).toMatchObject({ corrected: true })
  expect(wilson(0, 0)).toEqual({ value: null, low: null, high: null })
})

test('a trend test needs both outcomes and two groups', () => {
  expect(cochranArmitage([{ hits: 0, total: 5 }, { hits: 0, total: 3 }])).toEqual({ z: null, p: null })
  expect(cochranArmitage([{ hits: 2, total: 5 }, { hits: 0, total: 0 }])).toEqual({ z: null, p: null })
  expect(cochranArmitage([{ hits: 10, total: 100 }, { hits: 20, total: 100 }, { hits: 30, total: 100 }]).z).toBeCloseTo(3.5355339, 6)
})

test('quantiles interpolate linearly', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5)
  expect(quantile([], 0.5)).toBeNull()
})

test('differences sees a wrong figure, a missing one and a surplus one', () => {
  expect(differences({ a: [1, null] }, { a: [1 + 1e-12, null] })).toEqual([])
  expect(differences({ a: 1 }, { a: 1.000001 })).toHaveLength(1)
  expect(differences({ a: 1 }, {})).toHaveLength(1)
  expect(differences([1], [1, 2])).toHaveLength(1)
  expect(differences({ a: 0 }, { a: null })).toHaveLength(1)
})
