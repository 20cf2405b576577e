import { expect, test } from 'vitest'
import { readItemKey } from './item-key.ts'

test('a row is named by its kind and its two keys', () => {
  expect(readItemKey('["match","name:acme, inc","17"]')).toEqual({ kind: 'match', subject: 'name:acme, inc', object: '17' })
})

test('an address written by hand names no row', () => {
  for (const text of ['', 'acme', '["claim","a","b"]', '["match","a"]']) expect(readItemKey(text)).toBeNull()
})
