import { expect, test } from 'vitest'
import type { ImportPreview } from '../../../shared/contract-import.ts'
import { obstacle } from './readiness.ts'

const preview = (parts: Partial<ImportPreview>): ImportPreview => ({
  fileName: 'stars.json', bytes: 10, format: 'stargazers', formatLabel: 'Stargazers', candidates: [], container: 'json', encoding: 'utf-8', delimiter: null, columns: [],
  rows: [], needs: [], mapping: null, origin: 'recognised', fields: [], dates: [], stages: [], warnings: [], sameAsImport: null, ...parts,
})

test('an unanswered question stands in the way, a blank answer too', () => {
  const given = preview({ needs: [{ key: 'repo', label: 'Repository', example: 'acme/sdk', choices: [] }] })
  expect(obstacle(given, {})).toBe('Still needed: repository.')
  expect(obstacle(given, { repo: '  ' })).toBe('Still needed: repository.')
  expect(obstacle(given, { repo: 'acme/sdk' })).toBeNull()
})

test('a file of unknown format cannot be imported', () => expect(obstacle(preview({ format: null }), {})).toBe('Choose the format first.'))

test('a table of which no column is mapped cannot be imported', () => {
  const fields = [{ field: 'name', label: 'Name', kind: 'text' as const }]
  const mapping = { format: 'accounts', columns: {}, aside: [], key: [], stages: {}, dates: {}, overwrite: 'replace' as const }
  expect(obstacle(preview({ fields, mapping }), {})).toBe('Say under Columns which column is which.')
  expect(obstacle(preview({ fields, mapping: { ...mapping, columns: { name: ['Firma'] } } }), {})).toBeNull()
})
