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

test.each([[8, 0.3], [40, 0.25], [40, 0.75], [1000, 0.009], [1000, 0.4], [20_000, 0.11]])('numbers from Binomial(%i, %f) are as often each as their probabilities say', (n, p) => {
  const random = seededRandom(`probabilities ${n} ${p}`)
  const drawn = 100_000
  const found = new Map<number, number>()
  for (let draw = 0; draw < drawn; draw += 1) {
    const number = binomialNumber(random, n, p)
    found.set(number, (found.get(number) ?? 0) + 1)
  }
  const cells = probabilities(n, p).flatMap((probability, k) => (probability * drawn >= 5 ? [{ expected: probability * drawn, seen: found.get(k) ?? 0 }] : []))
  const chiSquared = cells.reduce((sum, { expected, seen }) => sum + (seen - expected) ** 2 / expected, 0)
  // Mean and deviation of chi squared are its degrees of freedom and √(2 of them).
  expect(chiSquared).toBeLessThan(cells.length + 4 * Math.sqrt(2 * cells.length))
})

function probabilities(n: number, p: number): number[] {
  let logChoose = 0
  return Array.from({ length: n + 1 }, (_, k) => {
    if (k > 0) logChoose += Math.log((n - k + 1) / k)
    return Math.exp(logChoose + k * Math.log(p) + (n - k) * Math.log1p(-p))
  })
}
