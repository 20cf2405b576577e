import { expect, test } from 'vitest'
import type { ImportPreview } from '../../../shared/contract-import.ts'
import { obstacle, unmappedStages } from './readiness.ts'

const preview = (parts: Partial<ImportPreview>): ImportPreview => ({
  fileName: 'stars.json', bytes: 10, format: 'stargazers', formatLabel: 'Stargazers', candidates: [], container: 'json', encoding: 'utf-8', delimiter: null, columns: [],
  rows: [], needs: [], stages: [], warnings: [], sameAsImport: null, ...parts,
})

test('an unanswered question stands in the way, a blank answer too', () => {
  const given = preview({ needs: [{ key: 'repo', label: 'Repository', example: 'acme/sdk' }] })
  expect(obstacle(given, {})).toBe('Still needed: repository.')
  expect(obstacle(given, { repo: '  ' })).toBe('Still needed: repository.')
  expect(obstacle(given, { repo: 'acme/sdk' })).toBeNull()
})

test('a file of unknown format cannot be imported', () => expect(obstacle(preview({ format: null }), {})).toBe('Choose the format first.'))

test('unmapped stages come with the most frequent first', () => {
  const stages = [{ raw: 'Lead', stage: 'lead', rows: 9 }, { raw: 'Other', stage: 'unmapped', rows: 2 }, { raw: 'Partner', stage: 'unmapped', rows: 5 }]
  expect(unmappedStages(preview({ stages })).map(({ raw }) => raw)).toEqual(['Partner', 'Other'])
})
