import { expect, test } from 'vitest'
import { editedRows, withCell } from './reject-edits.ts'

const data = [{ row: 4, line: 5, column: 'n', reason: 'The quantity is not a number.', cells: ['ada', 'many'] }]

test('a changed cell is kept; changed back, the record counts as untouched', () => {
  const changed = withCell(new Map(), { data, row: 4, column: 1, text: '7' })
  expect(editedRows(data, changed)).toEqual([{ row: 4, cells: ['ada', '7'] }])
  expect(withCell(changed, { data, row: 4, column: 1, text: 'many' }).size).toBe(0)
})
