import { expect, test } from 'vitest'
import { axisOf, shareOf } from './period-axis.ts'

test('the axis runs from the first event of any source to the as-of instant', () => {
  const axis = axisOf([{ from: null }, { from: '2024-07-01T00:00:00Z' }, { from: '2025-01-01T00:00:00Z' }], '2026-07-01T00:00:00Z')
  expect([axis.from, axis.to]).toEqual([Date.UTC(2024, 6, 1), Date.UTC(2026, 6, 1)])
  expect(axis.ticks.map(({ label }) => label)).toEqual(['2025', '2026'])
  expect(shareOf(axis, Date.UTC(2025, 6, 1))).toBeCloseTo(0.5, 2)
  expect([shareOf(axis, 0), shareOf(axis, Date.UTC(2030, 0, 1))]).toEqual([0, 1])
})

test('a short period has ticks by quarter, an empty one is four weeks long', () => {
  expect(axisOf([{ from: '2025-11-20T00:00:00Z' }], '2026-11-01T00:00:00Z').ticks.map(({ label }) => label)).toEqual(['01/26', '04/26', '07/26'])
  expect(axisOf([], '2026-07-01T00:00:00Z').from).toBe(Date.UTC(2026, 5, 3))
})
