import { expect, test } from 'vitest'
import { countOf, formatBytes, formatDay, formatDuration, formatMinute, formatP, formatRatio, formatShare, formatZ } from './formats.ts'

test('an undefined measure is a dash, never 0', () => {
  expect(formatShare(null)).toBe('–')
  expect(formatRatio(null)).toBe('–')
  expect(formatP(null)).toBe('= –')
  expect(formatDay(null)).toBe('–')
})

test('shares keep a decimal only where they are small', () => {
  expect(formatShare(0.4923)).toBe('49%')
  expect(formatShare(0.0312)).toBe('3.1%')
  expect(formatShare(0)).toBe('0%')
})

test('a share that leaves somebody out is never shown as all', () => {
  expect([0.9949, 0.9951, 392 / 393, 0.99999, 1].map(formatShare)).toEqual(['99%', '99.5%', '99.7%', '99.9%', '100%'])
})

test('days and minutes are those of UTC whatever the machine says', () => {
  expect(formatDay('2026-06-30T23:59:59Z')).toBe('30 Jun 2026')
  expect(formatDay('2026-07-01')).toBe('1 Jul 2026')
  expect(formatDay('2026-09-05')).toBe('5 Sep 2026')
  expect(formatMinute('2026-06-30T23:59:00Z')).toBe('30 Jun 2026, 23:59')
})

test('p-values are never shown as 0', () => {
  expect(formatP(1e-12)).toBe('< 0.0001')
  expect(formatP(0.0312)).toBe('= 0.031')
  expect(formatP(0.00214)).toBe('= 0.0021')
})

test('a negative z carries a true minus sign', () => expect(formatZ(-2.345)).toBe('−2.3'))

test('bytes and durations choose their unit', () => {
  expect([formatBytes(0), formatBytes(999), formatBytes(12_345), formatBytes(4.4e9)]).toEqual(['0 B', '999 B', '12.3 kB', '4.4 GB'])
  expect([formatDuration(0.4), formatDuration(42), formatDuration(180), formatDuration(7200)]).toEqual(['under 1 s', '42 s', '3 min', '2.0 h'])
})

test('counts agree with their noun', () => {
  expect(countOf(1, 'company', 'companies')).toBe('1 company')
  expect(countOf(1300, 'account')).toBe('1,300 accounts')
})
