import { expect, test } from 'vitest'
import type { Target } from '../../shared/contract-targets.ts'
import { byOwner, effectOf, kindCounts, ownerOf } from './target-words.ts'

const target = (kind: Target['kind'], name: string, events = 1): Target => ({ kind, name, role: 'unmarked', events, lastAt: null, decided: false })

test('targets of one owner stand together, the busiest owner first', () => {
  const targets = [target('repo', 'acme/sdk', 5), target('repo', 'rival/kit', 9), target('package', '@acme/sdk', 6), target('site', 'docs.acme.dev', 2), target('package', 'left-pad', 1)]
  expect(byOwner(targets).map(({ owner, targets: [...all], events }) => [owner, all.length, events])).toEqual([['acme', 2, 11], ['rival', 1, 9], ['acme.dev', 1, 2], ['left-pad', 1, 1]])
  expect(ownerOf(target('site', 'www.docs.acme.dev'))).toBe('acme.dev')
})

test('kinds are counted in words', () => {
  expect(kindCounts([target('repo', 'a/b'), target('package', 'c'), target('repo', 'd/e')])).toBe('2 repositories and 1 package')
  expect(kindCounts([target('site', 'a.dev')])).toBe('1 site')
})

test('a role says what it does', () => {
  expect(effectOf({ kind: 'repo', role: 'competitor' })).toContain('stars and forks')
  expect(effectOf({ kind: 'package', role: 'competitor' })).toBe('kept, not scored')
  expect(effectOf({ kind: 'site', role: 'unmarked' })).toBe('counts as its files name it')
})
