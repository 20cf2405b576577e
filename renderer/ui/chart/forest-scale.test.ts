import { expect, it } from 'vitest'
import { doublingLabel, forestScale } from './forest-scale.ts'

it('covers every interval and no difference, and stops at 64-fold', () => {
  expect(forestScale([{ value: 3, low: 1.5, high: 6 }])).toEqual({ min: -1, max: 3, step: 1 })
  expect(forestScale([{ value: 3, low: 0.0001, high: 90_000 }])).toEqual({ min: -6, max: 6, step: 2 })
  expect(forestScale([])).toEqual({ min: -1, max: 1, step: 1 })
})

it('labels doublings as ratios', () => {
  expect([-3, -2, -1, 0, 1, 4].map(doublingLabel)).toEqual(['1/8×', '¼×', '½×', '1×', '2×', '16×'])
})
