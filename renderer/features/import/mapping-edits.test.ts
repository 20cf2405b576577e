import { expect, test } from 'vitest'
import { aside, assign, emptyMapping, readAs, withKey, withStage } from './mapping-edits.ts'

const start = { ...emptyMapping('accounts'), columns: { name: ['Firma'], domain: ['Web'] } }

test('a column moves from one field to another; a second column of a field stands behind the first', () => {
  const moved = assign(start, 'Web', 'name')
  expect(moved.columns).toEqual({ name: ['Firma', 'Web'], domain: [] })
  expect(readAs(moved, 'Web')).toBe('name')
})

test('a column kept aside is read as nothing until it is assigned again', () => {
  const kept = assign(start, 'Firma', aside)
  expect(kept).toMatchObject({ columns: { name: [] }, aside: ['Firma'] })
  expect(readAs(kept, 'Firma')).toBe(aside)
  expect(assign(kept, 'Firma', 'name')).toMatchObject({ columns: { name: ['Firma'] }, aside: [] })
})

test('a key of no column leaves the choice to the format; a stage chosen twice is the last one', () => {
  expect(withKey(start, ['']).key).toEqual([])
  expect(withStage(withStage(start, 'warm', 'lead'), 'warm', 'customer').stages).toEqual({ warm: 'customer' })
})
