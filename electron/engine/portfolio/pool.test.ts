import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { katz, z95 } from '../analyse/statistics.ts'
import { type Effect, pool } from './pool.ts'

/**
 * Thirteen trials of the BCG vaccine: tuberculosis and none among the vaccinated, tuberculosis and none among the others. Colditz et al. 1994, JAMA 271,
 * 698–702, as `dat.bcg` of metafor (Viechtbauer 2010), whose documentation and tests print the pooled figures.
 */
const trials = [
  [4, 119, 11, 128], [6, 300, 29, 274], [3, 228, 11, 209], [62, 13536, 248, 12619], [33, 5036, 47, 5761], [180, 1361, 372, 1079], [8, 2537, 10, 619],
  [505, 87886, 499, 87892], [29, 7470, 45, 7232], [17, 1699, 65, 1600], [186, 50448, 141, 27197], [5, 2493, 3, 2338], [27, 16886, 29, 17825],
] as const

const effectOf = ([ill, well, othersIll, othersWell]: readonly [number, number, number, number]): Effect => {
  const { logRatio, standardError } = katz({ hits: ill, total: ill + well }, { hits: othersIll, total: othersIll + othersWell })
  return { value: logRatio ?? Number.NaN, standardError: standardError ?? Number.NaN }
}

describe('pooled lift', () => {
  it('agrees with the published analysis of the BCG trials', () => {
    const pooled = pool(trials.map(effectOf))
    expect(Math.log(pooled?.lift.value ?? 0).toFixed(4)).toBe('-0.7141')
    expect(Math.log(pooled?.lift.low ?? 0).toFixed(4)).toBe('-1.0644')
    expect(Math.log(pooled?.lift.high ?? 0).toFixed(4)).toBe('-0.3638')
    expect(pooled?.tauSquared?.toFixed(4)).toBe('0.3088')
    expect(((pooled?.iSquared ?? 0) * 100).toFixed(2)).toBe('92.12')
    expect(pooled?.q?.toFixed(4)).toBe('152.2330')
  })

  it('one organisation is its own pool, and how much organisations differ is unknown', () => {
    const pooled = pool([{ value: Math.log(2), standardError: 0.1 }])
    expect(pooled).toMatchObject({ tauSquared: null, iSquared: null, q: null, organisations: 1, weights: [1] })
    expect(pooled?.lift.value).toBeCloseTo(2, 12)
    expect(pooled?.lift.high).toBeCloseTo(2 * Math.exp(0.1 * z95), 12)
    expect(pool([])).toBeNull()
  })

  const effects = fc.array(fc.record({ value: fc.double({ min: -4, max: 4, noNaN: true }), standardError: fc.double({ min: 0.01, max: 3, noNaN: true }) }), { minLength: 1, maxLength: 30 })

  it('lies between the smallest and the largest, whatever the order, with weights that add up to 1', () => {
    fc.assert(fc.property(effects, (each) => {
      const pooled = pool(each)
      const values = each.map(({ value }) => Math.exp(value))
      expect(pooled?.lift.value).toBeGreaterThanOrEqual(Math.min(...values) * (1 - 1e-9))
      expect(pooled?.lift.value).toBeLessThanOrEqual(Math.max(...values) * (1 + 1e-9))
      expect(pooled?.weights.reduce((total, weight) => total + weight, 0)).toBeCloseTo(1, 9)
      expect(pool([...each].reverse())?.lift.value).toBeCloseTo(pooled?.lift.value ?? Number.NaN, 6)
      expect(pooled?.iSquared ?? 0).toBeGreaterThanOrEqual(0)
      expect(pooled?.iSquared ?? 0).toBeLessThan(1)
    }))
  })

  it('equal organisations do not differ: no variance between them, and the interval of all is narrower than that of one', () => {
    fc.assert(fc.property(fc.integer({ min: 2, max: 20 }), fc.double({ min: 0.05, max: 2, noNaN: true }), (k, standardError) => {
      const pooled = pool(Array.from({ length: k }, () => ({ value: 0.7, standardError })))
      expect(pooled).toMatchObject({ tauSquared: 0, iSquared: 0 })
      expect(Math.log(pooled?.lift.high ?? 0) - 0.7).toBeCloseTo((z95 * standardError) / Math.sqrt(k), 9)
    }))
  })
})
