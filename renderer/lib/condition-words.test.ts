import { expect, test } from 'vitest'
import type { GridColumn } from '../../shared/contract-grid.ts'
import { conditionWords } from './condition-words.ts'

const column = (name: string, label: string, kind: GridColumn['kind']): GridColumn => ({ name, label, kind, definition: '', hidden: false })
const columns = [column('stage', 'Stage', 'stage'), column('score', 'Score', 'number'), column('active', 'Active', 'boolean'), column('last_at', 'Last activity', 'instant')]

test.each([
  [{ column: 'stage', operator: 'in' as const, values: ['lead', 'customer'] }, 'Stage is Lead or Customer'],
  [{ column: 'stage', operator: 'in' as const, values: ['a', 'b', 'c', 'd'] }, 'Stage is A, B or 2 more'],
  [{ column: 'score', operator: 'between' as const, values: [1.5, 12000] }, 'Score between 1.5 and 12,000'],
  [{ column: 'active', operator: 'equals' as const, values: [true] }, 'Active: yes'],
  [{ column: 'active', operator: 'notEquals' as const, values: [true] }, 'Active: no'],
  [{ column: 'last_at', operator: 'atLeast' as const, values: ['2026-06-01'] }, 'Last activity at least 1 Jun 2026'],
  [{ column: 'stage', operator: 'blank' as const, values: [] }, 'Stage is blank'],
  [{ column: 'gone', operator: 'contains' as const, values: ['x'] }, 'gone contains x'],
])('%j reads as %s', (given, words) => expect(conditionWords(given, columns)).toBe(words))
