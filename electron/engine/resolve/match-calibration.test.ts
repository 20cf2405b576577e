import { expect, test } from 'vitest'
import { calibrate, calibrated, precisionAt, type Trial } from './match-calibration.ts'

const trials = (n: number, raw: number, share: number): Trial[] => Array.from({ length: n }, (_, index) => ({ raw, right: index < n * share }))

test('without trials the expectation stands: an even chance is worth less than it seems', () => {
  const calibration = calibrate([], 0.2)
  expect(calibrated(calibration, 0.99)).toBeLessThan(0.9)
  expect(calibrated(calibration, 0.99)).toBeGreaterThan(calibrated(calibration, 0.5))
})

test('with many trials the probabilities become what the trials say', () => {
  const many = [...trials(4000, 0.9, 0.6), ...trials(4000, 0.3, 0.1)]
  const calibration = calibrate(many, 0.3)
  expect(calibrated(calibration, 0.9)).toBeCloseTo(0.6, 1)
  expect(calibrated(calibration, 0.3)).toBeCloseTo(0.1, 1)
})

test('precision is stated with the lower end of its interval, and not at all without trials', () => {
  const calibration = { prior: 0.5, intercept: 0, slope: 1 }
  expect(precisionAt([], calibration, 0.85)).toEqual({ n: 0, right: 0, value: null, low: null })
  const found = precisionAt([...trials(40, 0.95, 1), ...trials(40, 0.5, 0)], calibration, 0.85)
  expect(found).toMatchObject({ n: 40, right: 40, value: 1 })
  expect(found.low).toBeCloseTo(0.9124, 4)
})
