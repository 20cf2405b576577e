import { expect, test } from 'vitest'
import { addChosen, changeReading, findChosen, memberOf } from './chosen-files.ts'
import { emptyMapping } from './mapping-edits.ts'
import { wishesOf } from './use-preview.ts'

test('what is said of one file of a ZIP goes with the ZIP, and to that file alone', () => {
  const id = addChosen({ name: 'export.zip', bytes: 9, together: false })
  const chosen = () => findChosen(id) ?? expect.fail('The file is gone.')
  const mapping = emptyMapping('accounts')
  changeReading(memberOf(chosen(), 'a.csv'), { mapping })
  changeReading(memberOf(chosen(), 'b.csv'), { remembered: false })
  expect(wishesOf(chosen())).toEqual({ path: '', members: { 'a.csv': { mapping }, 'b.csv': { remembered: false } } })
  expect(wishesOf(memberOf(chosen(), 'a.csv'))).toEqual({ path: '', member: 'a.csv', mapping })
  expect(wishesOf(memberOf(chosen(), 'c.csv'))).toEqual({ path: '', member: 'c.csv' })
})
