import { expect, test } from 'vitest'
import { seededRandom } from '../random.ts'
import { binomialNumber } from './binomial.ts'

test.each([[10, 0.3], [500, 0.02], [4000, 0.7]])('numbers from Binomial(%i, %f) have its mean, variance and tails', (n, p) => {
  const random = seededRandom(`binomial ${n} ${p}`)
  const numbers = Array.from({ length: 20_000 }, () => binomialNumber(random, n, p))
  const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length
  const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length
  const deviation = Math.sqrt(n * p * (1 - p))
  // Four standard errors of the mean.
  expect(Math.abs(mean - n * p)).toBeLessThan((4 * deviation) / Math.sqrt(numbers.length))
  expect(variance / deviation ** 2).toBeCloseTo(1, 1)
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...numbers)).toBeLessThanOrEqual(n)
})

test('certainty is certain', () => {
  const random = seededRandom('certain')
  expect([binomialNumber(random, 500, 0), binomialNumber(random, 500, 1), binomialNumber(random, 0, 0.5)]).toEqual([0, 500, 0])
})
