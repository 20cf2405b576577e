import { expect, test } from 'vitest'
import { readComparison, writeComparison } from './comparison.ts'

const asOf = '2026-07-01T00:00:00Z'
const own = { from: { version: 'in force', date: '2026-04-02' }, to: { version: 'in force', date: '' }, order: 'change' } as const

test('a comparison is read as it was written', () => {
  const chosen = { from: { version: '3', date: '2025-01-31' }, to: { version: 'draft', date: '' }, order: 'loss' } as const
  expect(readComparison(writeComparison(chosen), asOf)).toEqual(chosen)
})

test.each([null, '', 'nonsense', 'x@y~z@w~up', 'in force@2026~draft x@~gain '])('%j is the choice of the page', (text) => {
  expect(readComparison(text, asOf)).toEqual(own)
})
