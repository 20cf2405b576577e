import { afterAll, beforeAll, expect, test } from 'vitest'
import { simulation, type Measure, type Simulation } from './simulation.test-support.ts'

/** Worlds with known truth: a share of the 500 of `npm run bench -- simulation`. */
const runs = 25

let simulated: Simulation
beforeAll(async () => {
  simulated = await simulation('unit')
}, 240_000)
afterAll(() => simulated.close())

/** The largest k with P(X < k) below one in ten thousand for X from Binomial(n, p). */
function least(n: number, p: number): number {
  let [chance, sum] = [(1 - p) ** n, 0]
  for (let k = 0; k <= n; k += 1) {
    sum += chance
    if (sum > 1e-4) return k
    chance *= ((n - k) / (k + 1)) * (p / (1 - p))
  }
  return n
}

test('blind-sample and corrected intervals cover the planted truth, uncorrected ones do not, and the uncertain queue measures nothing', async () => {
  for (let number = 0; number < runs; number += 1) await simulated.run(number)
  const { covered } = simulated
  // Intervals of one run share its labels: the independent ones among them are its groups, or its runs.
  const expectNominal = (measure: Measure, independent: number) => {
    const { hits, total } = covered[measure]
    expect((hits / total) * independent, measure).toBeGreaterThanOrEqual(least(independent, 0.95))
  }
  expectNominal('falsePositives', 4 * runs)
  expectNominal('correctedCoverage', runs)
  expectNominal('correctedLift', runs)
  expect(covered.coverage.hits / covered.coverage.total).toBeLessThan(0.6)
  expect(covered.lift.hits / covered.lift.total).toBeLessThan(0.6)
}, 600_000)
