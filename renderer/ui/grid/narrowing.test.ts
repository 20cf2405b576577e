import { expect, test } from 'vitest'
import type { Condition } from '../../../shared/contract-grid.ts'
import { narrowingOf } from './narrowing.ts'

const isBot = { column: 'is_bot', operator: 'equals', values: [true] } satisfies Condition

test('a grid without rows names the search, the filter or both, whichever is set', () => {
  expect(narrowingOf({ search: '', where: [] })).toBeNull()
  expect(narrowingOf({ search: 'zzz', where: [] })).toEqual({ text: 'No row contains “zzz”.', clear: 'Clear the search' })
  expect(narrowingOf({ search: '', where: [isBot] })).toEqual({ text: 'No row fits the filter.', clear: 'Clear the filter' })
  expect(narrowingOf({ search: 'zzz', where: [isBot, isBot] })).toEqual({ text: 'No row with “zzz” fits the 2 filters.', clear: 'Clear the search and the 2 filters' })
})
