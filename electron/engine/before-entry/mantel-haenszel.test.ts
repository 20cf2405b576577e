import { expect, test } from 'vitest'
import { mantelHaenszel } from './mantel-haenszel.ts'

const stratum = ([exposedCases, unexposedCases, exposedControls, unexposedControls]: readonly [number, number, number, number]) => ({ exposedCases, unexposedCases, exposedControls, unexposedControls })

test('graduate admissions at Berkeley, by department, as printed by R’s mantelhaen.test(UCBAdmissions): 0.9046968, 95 % 0.7719074 to 1.0603298', () => {
  // Bickel, Hammel and O’Connell 1975; admitted men, admitted women, rejected men, rejected women.
  const departments = [[512, 89, 313, 19], [353, 17, 207, 8], [120, 202, 205, 391], [138, 131, 279, 244], [53, 94, 138, 299], [22, 24, 351, 317]] as const
  const { value, low, high } = mantelHaenszel(departments.map(stratum))
  expect(value?.toFixed(7)).toBe('0.9046968')
  expect(low?.toFixed(7)).toBe('0.7719074')
  expect(high?.toFixed(7)).toBe('1.0603298')
})

test('matched pairs: the ratio of the two kinds of discordant pairs', () => {
  const pairs = [...Array.from({ length: 12 }, () => [1, 0, 0, 1] as const), ...Array.from({ length: 5 }, () => [0, 1, 1, 0] as const), ...Array.from({ length: 9 }, () => [1, 0, 1, 0] as const)]
  const { value, low, high } = mantelHaenszel(pairs.map(stratum))
  expect(value).toBeCloseTo(12 / 5, 12)
  // For pairs the variance of the logarithm is 1/12 + 1/5.
  const width = 1.959964 * Math.sqrt(1 / 12 + 1 / 5)
  expect(low).toBeCloseTo((12 / 5) * Math.exp(-width), 10)
  expect(high).toBeCloseTo((12 / 5) * Math.exp(width), 10)
})

test('undefined where nothing tells cases and controls apart, or only one way', () => {
  const none = { value: null, low: null, high: null }
  expect(mantelHaenszel([])).toEqual(none)
  expect(mantelHaenszel([stratum([1, 0, 5, 0])])).toEqual(none)
  expect(mantelHaenszel([stratum([1, 0, 0, 5])])).toEqual(none)
  expect(mantelHaenszel([stratum([1, 0, 0, 0])])).toEqual(none)
})
