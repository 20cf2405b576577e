import { expect, test } from 'vitest'
import { itemKeyOf, readItemKey, textMark } from './item-key.ts'

test('a row is named by its kind and its keys', () => {
  expect(readItemKey('["match","name:acme, inc","17"]')).toEqual({ kind: 'match', subject: 'name:acme, inc', object: '17' })
  expect(readItemKey('["claim","0f3a",null]')).toEqual({ kind: 'claim', subject: '0f3a', object: null })
  expect(itemKeyOf({ kind: 'claim', subject: '0f3a', object: null })).toBe('["claim","0f3a",null]')
})

test('an address written by hand names no row', () => {
  for (const text of ['', 'acme', '["deal","a","b"]', '["match","a"]', '["match","a",null]']) expect(readItemKey(text)).toBeNull()
})

test('texts that differ by case and outer spaces are one', () => {
  expect(textMark(' ACME ')).toBe(textMark('acme'))
})
