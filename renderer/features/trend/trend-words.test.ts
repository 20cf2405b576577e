import { expect, test } from 'vitest'
import type { Trend, TrendPoint } from '../../../shared/contract-trend.ts'
import { linesOf, trendSentence } from './trend-words.ts'

const estimate = (value: number | null) => ({ value, low: value === null ? null : value - 0.01, high: value === null ? null : value + 0.02 })
const point = (asOf: string, [lead, customer, hidden]: readonly (number | null)[]): TrendPoint => ({
  asOf: `${asOf}T00:00:00.000Z`,
  stages: [['lead', 'Lead', lead], ['customer', 'Customer', customer]].map(([stage, label, value]) => ({ stage: String(stage), label: String(label), accounts: 10, active: 5, coverage: estimate(value as number | null), lift: estimate(2.5), liftCorrected: false })), // as written above
  hidden: { hidden: 3, inCrm: 4, share: estimate(hidden ?? null) },
})
const trend: Trend = { policy: 'reliable', every: 'month', activeDays: 365, points: [point('2025-11-01', [0.1, null, 0.6]), point('2025-12-01', [0.2, 0.5, 0.7])] }

test('a line for each stage, of lift none for the first, one for the hidden share', () => {
  expect(linesOf(trend, 'coverage').map(({ label, values }) => [label, values.map(({ value }) => value)])).toEqual([['Lead', [0.1, 0.2]], ['Customer', [null, 0.5]]])
  expect(linesOf(trend, 'lift').map(({ label }) => label)).toEqual(['Customer'])
  expect(linesOf(trend, 'hidden')[0]?.values.map(({ value }) => value)).toEqual([0.6, 0.7])
})

test('the sentence says how the last stage moved, and what was undefined', () => {
  expect(trendSentence(trend, 'coverage')).toBe('Coverage of customers was undefined as of 1 Nov 2025 and is 50% (49–52%) as of 1 Dec 2025.')
  expect(trendSentence(trend, 'hidden')).toBe('The hidden share was 60% (59–62%) as of 1 Nov 2025 and is 70% (69–72%) as of 1 Dec 2025.')
  expect(trendSentence(trend, 'lift')).toContain('The lift of customers was 2.5×')
  expect(trendSentence({ ...trend, points: [] }, 'lift')).toBe('There is nothing to compare yet.')
})
