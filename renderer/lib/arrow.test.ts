import { Bool, Field, Float64, Int64, List, Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow'
import { expect, test } from 'vitest'
import { numberOf, rowsFromArrow, textOf } from './arrow.ts'

test('a window becomes plain rows', () => {
  const table = new Table({
    name: vectorFromArray(['Acme', null], new Utf8()),
    score: vectorFromArray([15.5, 2], new Float64()),
    events: vectorFromArray([12n, 0n], new Int64()),
    in_crm: vectorFromArray([true, false], new Bool()),
    families: vectorFromArray([['docs', 'product'], []], new List(new Field('item', new Utf8()))),
  })
  expect(rowsFromArrow(tableToIPC(table, 'stream'))).toEqual([
    { name: 'Acme', score: 15.5, events: 12, in_crm: true, families: ['docs', 'product'] },
    { name: null, score: 2, events: 0, in_crm: false, families: [] },
  ])
})

test('an empty window has no rows', () => {
  const empty = new Table({ name: vectorFromArray([], new Utf8()) })
  expect(rowsFromArrow(tableToIPC(empty, 'stream'))).toEqual([])
})

test('typed access tells missing from zero', () => {
  expect(numberOf({ score: 0 }, 'score')).toBe(0)
  expect(numberOf({ score: null }, 'score')).toBeNull()
  expect(textOf({ name: 'Acme' }, 'domain')).toBeNull()
})
