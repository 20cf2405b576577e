import { expect, test } from 'vitest'
import { erfc, twoSided } from './normal.ts'
import { cochranArmitage, katz, undefinedEstimate, wilson } from './statistics.ts'

const relative = (found: number, expected: number) => Math.abs(found / expected - 1)

// NIST Digital Library of Mathematical Functions, chapter 7, evaluated to 20 digits with arbitrary precision.
test.each([
  [0.1, 0.88753708398171505],
  [0.5, 0.47950012218695346],
  [1, 0.15729920705028513],
  [1.999, 0.00469844334862949],
  [2, 0.0046777349810472658],
  [2.5, 4.0695201744495894e-4],
  [5, 1.5374597944280349e-12],
  [10, 2.0884875837625448e-45],
  [20, 5.3958656116079009e-176],
])('erfc(%d)', (x, expected) => {
  expect(relative(erfc(x), expected)).toBeLessThan(1e-12)
})

test('erfc joins at the change of method', () => {
  expect(relative(erfc(2 - 1e-15), erfc(2))).toBeLessThan(1e-13)
  expect(erfc(0)).toBe(1)
})

test('two-sided p of the usual normal points', () => {
  expect(twoSided(1.959963984540054)).toBeCloseTo(0.05, 14)
  expect(twoSided(-2.5758293035489004)).toBeCloseTo(0.01, 14)
  expect(twoSided(0)).toBe(1)
})

// Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('Wilson interval of %d/%d', (hits, total, low, high) => {
  const found = wilson({ hits, total })
  expect(found.value).toBe(hits / total)
  expect(found.low).toBeCloseTo(low, 4)
  expect(found.high).toBeCloseTo(high, 4)
})

test('the Wilson interval ends exactly at 0 and 1, and is undefined without cases', () => {
  expect(wilson({ hits: 0, total: 7 }).low).toBe(0)
  expect(wilson({ hits: 7, total: 7 }).high).toBe(1)
  expect(wilson({ hits: 0, total: 0 })).toEqual(undefinedEstimate)
})

// Agresti, Categorical Data Analysis: Physicians' Health Study, myocardial infarctions.
test('Katz interval: placebo 189/11034 against aspirin 104/11037 is 1.82 (1.43, 2.31)', () => {
  const { ratio, corrected } = katz({ hits: 189, total: 11034 }, { hits: 104, total: 11037 })
  expect(corrected).toBe(false)
  expect(ratio.value).toBeCloseTo(1.82, 2)
  expect(ratio.low).toBeCloseTo(1.43, 2)
  expect(ratio.high).toBeCloseTo(2.31, 2)
})

test('a zero cell adds one half to all four cells, whichever cell it is', () => {
  expect(katz({ hits: 0, total: 10 }, { hits: 4, total: 8 })).toMatchObject({ corrected: true, ratio: { value: 0.5 / 11 / (4.5 / 9) } })
  expect(katz({ hits: 10, total: 10 }, { hits: 4, total: 8 })).toMatchObject({ corrected: true, ratio: { value: 10.5 / 11 / (4.5 / 9) } })
  expect(katz({ hits: 3, total: 10 }, { hits: 0, total: 8 }).corrected).toBe(true)
  expect(katz({ hits: 3, total: 10 }, { hits: 8, total: 8 }).corrected).toBe(true)
  expect(katz({ hits: 0, total: 0 }, { hits: 4, total: 8 })).toEqual({ logRatio: null, standardError: null, ratio: undefinedEstimate, corrected: false })
})

// R documentation of prop.trend.test (smokers of Fleiss 1981): X-squared = 8.2249, df = 1, p-value = 0.004132.
test('Cochran–Armitage: smokers among lung cancer patients', () => {
  const { z, p } = cochranArmitage([
    { hits: 83, total: 86 },
    { hits: 90, total: 93 },
    { hits: 129, total: 136 },
    { hits: 70, total: 82 },
  ])
  expect((z ?? 0) ** 2).toBeCloseTo(8.2249, 4)
  expect(z).toBeLessThan(0)
  expect(p).toBeCloseTo(0.004132, 6)
})

// Agresti, Categorical Data Analysis, table 2.7 (alcohol and infant malformation); with equally spaced scores M² = (n − 1) r² = 1.83, P = 0.18.
test('Cochran–Armitage: malformation by alcohol consumption, equally spaced', () => {
  const present = [48, 38, 5, 1, 1]
  const absent = [17066, 14464, 788, 126, 37]
  const { z, p } = cochranArmitage(present.map((hits, index) => ({ hits, total: hits + (absent[index] ?? 0) })))
  expect((z ?? 0) ** 2).toBeCloseTo(1.83, 2)
  expect(p).toBeCloseTo(0.18, 2)
})

test('the trend is undefined where nothing varies', () => {
  const nothing = { z: null, p: null }
  expect(cochranArmitage([])).toEqual(nothing)
  expect(cochranArmitage([{ hits: 0, total: 4 }, { hits: 0, total: 5 }])).toEqual(nothing)
  expect(cochranArmitage([{ hits: 4, total: 4 }, { hits: 5, total: 5 }])).toEqual(nothing)
  expect(cochranArmitage([{ hits: 0, total: 0 }, { hits: 2, total: 5 }, { hits: 0, total: 0 }])).toEqual(nothing)
})
