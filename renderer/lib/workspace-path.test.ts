import { expect, test } from 'vitest'
import { wordsOf, workspacePath } from './workspace-path.ts'

test('a file name from any organisation name', () => {
  expect(workspacePath('Müller & Söhne GmbH')).toBe('muller-sohne-gmbh')
  expect(workspacePath('  ')).toBe('workspace')
})

test('repositories may be typed as people write them', () => {
  expect(wordsOf('acme/sdk, https://github.com/acme/cli/\nacme/web;')).toEqual(['acme/sdk', 'acme/cli', 'acme/web'])
  expect(wordsOf('')).toEqual([])
})
