import { expect, test } from 'vitest'
import { asOfPresets } from './as-of-presets.ts'

test('presets count back from the end of the data', () => {
  expect(asOfPresets('2026-07-01T00:00:00Z').map(({ asOf }) => asOf)).toEqual([null, '2026-06-01', '2026-04-01', '2025-07-01'])
})

test('in the first month of a year the quarter is the one that just ended', () => {
  expect(asOfPresets('2027-01-01T00:00:00Z')[2]?.asOf).toBe('2026-10-01')
})
