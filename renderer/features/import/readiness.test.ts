import { expect, test } from 'vitest'
import { previewOf } from './preview.test-support.ts'
import { obstacle } from './readiness.ts'

test('an unanswered question stands in the way, a blank answer too', () => {
  const given = previewOf({ needs: [{ key: 'repo', label: 'Repository', example: 'acme/sdk', choices: [] }] })
  expect(obstacle(given, {})).toBe('Still needed: repository.')
  expect(obstacle(given, { repo: '  ' })).toBe('Still needed: repository.')
  expect(obstacle(given, { repo: 'acme/sdk' })).toBeNull()
})

test('the questions every format may have go by short names', () => {
  const question = (key: string, label: string) => ({ key, label, example: '', choices: [] })
  const given = previewOf({ needs: [question('sheet', 'Which sheet? Several hold tables: A, B.'), question('dates', 'Do dates begin with the day or the month?')] })
  expect(obstacle(given, {})).toBe('Still needed: the sheet, the order of day and month.')
  expect(obstacle(given, { sheet: 'A', dates: 'dmy' })).toBeNull()
})

test('a file of unknown format cannot be imported', () => expect(obstacle(previewOf({ format: null }), {})).toBe('Say what is in the file.'))

test('a table of which no column is mapped cannot be imported', () => {
  const fields = [{ field: 'name', label: 'Name', kind: 'text' as const }]
  const mapping = { format: 'accounts', columns: {}, aside: [], key: [], stages: {}, dates: {}, overwrite: 'replace' as const }
  expect(obstacle(previewOf({ fields, mapping }), {})).toBe('Say under Columns which column is which.')
  expect(obstacle(previewOf({ fields, mapping: { ...mapping, columns: { name: ['Firma'] } } }), {})).toBeNull()
})

test('a file of a ZIP that got a format by hand waits for its columns, and so does a ZIP of which nothing is known', () => {
  const entry = { name: 'a/kunden.csv', member: 'a/kunden.csv', files: 1, bytes: 9, format: 'accounts', formatLabel: 'Accounts', why: null, unassigned: true }
  expect(obstacle(previewOf({ entries: [entry] }), {})).toBe('Say under Columns which column of a/kunden.csv is which.')
  expect(obstacle(previewOf({ entries: [{ ...entry, unassigned: false }] }), {})).toBeNull()
  expect(obstacle(previewOf({ format: null, entries: [{ ...entry, format: null, unassigned: false }] }), {})).toBe('Say what is in a file of the ZIP.')
})
