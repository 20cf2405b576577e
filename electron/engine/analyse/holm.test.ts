import fc from 'fast-check'
import { expect, it } from 'vitest'
import { holm } from './holm.ts'

it('agrees with the example in “Holm–Bonferroni method”, Wikipedia', () => {
  // p1 = 0.01, p2 = 0.04, p3 = 0.03, p4 = 0.005 give adjusted 0.03, 0.06, 0.06, 0.02.
  expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => p?.toFixed(2))).toEqual(['0.03', '0.06', '0.06', '0.02'])
})

it('never makes a p smaller, keeps their order, leaves the largest at most 1, and skips what is undefined', () => {
  const values = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 20 })
  fc.assert(fc.property(values, (given) => {
    const adjusted = holm(given)
    for (const [index, p] of given.entries()) {
      if (p === null) expect(adjusted[index]).toBeNull()
      else expect(adjusted[index]).toBeGreaterThanOrEqual(p)
      expect(adjusted[index] ?? 0).toBeLessThanOrEqual(1)
      for (const [other, q] of given.entries()) if (p !== null && q !== null && p < q) expect(adjusted[index] ?? 0).toBeLessThanOrEqual(adjusted[other] ?? 0)
    }
  }))
})
