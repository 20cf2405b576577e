import { expect, test } from 'vitest'
import { answering, refusal } from './key-bindings.ts'

const others = [{ id: 'accept', label: 'Correct', shortcut: '1' }, { id: 'note', label: 'Note', shortcut: 'n' }, { id: 'go', label: 'Go to People', shortcut: 'g p' }]

test('a key that another action answers to is refused with its name', () => {
  expect(refusal({ id: 'note', key: '1', others })).toContain('taken by “Correct”')
  expect(refusal({ id: 'note', key: 'g', others })).toContain('Go to People')
  expect(refusal({ id: 'note', key: 'Enter', others })).toContain('Enter')
})

test('a free key and the action’s own one are not refused', () => {
  expect(refusal({ id: 'note', key: 'x', others })).toBeNull()
  expect(refusal({ id: 'note', key: 'n', others })).toBeNull()
})

test('of two actions with one key only the newer one shows it', () => {
  const listed = answering([{ id: 'policy', label: 'Policy', shortcut: 'p' }, { id: 'search', label: 'Search', shortcut: '/' }, { id: 'same', label: 'Same text', shortcut: 'p' }])
  expect(listed.map(({ shortcut }) => shortcut)).toEqual([undefined, '/', 'p'])
})
