import { expect, test } from 'vitest'
import { paceWords, perMinute } from './pace.ts'

const every = (seconds: number, count: number) => Array.from({ length: count }, (_, index) => index * seconds * 1000)

test('the pace is that of the strokes, a pause left out', () => {
  expect(perMinute(every(5, 10))).toBeCloseTo(12)
  expect(perMinute([...every(5, 10), 45_000 + 3_600_000, 50_000 + 3_600_000])).toBeCloseTo(12)
  expect(perMinute(every(5, 3))).toBeNull()
})

test('what is left is said in minutes, then in hours', () => {
  expect(paceWords({ decided: 37, total: 200, times: every(60 / 14, 20) })).toBe('37 of 200 · 14/min · about 12 min left')
  expect(paceWords({ decided: 37, total: 20_000, times: every(60 / 14, 20) })).toBe('37 of 20,000 · 14/min · about 24 h left')
  expect(paceWords({ decided: 1, total: 200, times: [0] })).toBe('1 of 200')
  expect(paceWords({ decided: 200, total: 200, times: every(60 / 14, 20) })).toBe('200 of 200 · 14/min')
})
