import { expect, test } from 'vitest'
import { queryText } from './query-output.ts'

const columns = ['name', 'id', 'note']
const rows = [['Ann "A"', 9001109492, '=1+1'], ['日本', -0.5, null], ['line\nbreak', null, ''], ['list', 1, ['a', 2]]]

test('JSON is one object per row', () => {
  expect(JSON.parse(queryText('json', columns, rows))).toEqual([
    { name: 'Ann "A"', id: 9001109492, note: '=1+1' },
    { name: '日本', id: -0.5, note: null },
    { name: 'line\nbreak', id: null, note: '' },
    { name: 'list', id: 1, note: ['a', 2] },
  ])
})

test('CSV is quoted where it must be, null differs from empty, formulas are harmless, numbers stay', () => {
  expect(queryText('csv', columns, rows)).toBe('name,id,note\r\n"Ann ""A""",9001109492,\'=1+1\r\n日本,-0.5,\r\n"line\nbreak",,""\r\nlist,1,"[""a"",2]"\r\n')
})

test('a table aligns by width on the screen, keeps ids as they are and shows what is undefined', () => {
  expect(queryText('table', columns, rows).split('\n')).toEqual([
    'name                id  note',
    '──────────  ──────────  ───────',
    'Ann "A"     9001109492  =1+1',
    '日本              -0.5  –',
    'line break           –',
    'list                 1  ["a",2]',
    '',
  ])
})
