import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeIdentities, type IdentityLink, type Pair } from './merge-people.ts'

const key = fc.constantFrom('github:1', 'github:2', 'github:3', 'login:a', 'login:b', 'email:a@x', 'email:b@x', 'email:c@x', 'handle:s:1', 'handle:s:2')
const link = fc
  .record({ one: key, other: key, reason: fc.constantFrom('handle', 'decision'), rank: fc.nat(5) })
  .map((drawn): IdentityLink => ({ ...drawn, rank: drawn.reason === 'decision' ? drawn.rank : 100, evidence: null }))
const pair = fc.record({ subject: key, object: key }).filter(({ subject, object }) => subject !== object)
const links = fc.array(link, { maxLength: 14 })

/** The person of every key. */
const people = (given: readonly IdentityLink[], apart: readonly Pair[] = []) => {
  const persons = new Map(mergeIdentities(given, apart).merged.map(({ rowKey, personKey }) => [rowKey, personKey]))
  return (one: string) => persons.get(one) ?? one
}

test('two numeric ids, and what was told apart, are never one person', () => {
  fc.assert(
    fc.property(links, fc.array(pair, { maxLength: 4 }), (given, apart) => {
      const personOf = people(given, apart)
      const ids = ['github:1', 'github:2', 'github:3']
      expect(ids.map(personOf)).toEqual(ids)
      for (const { subject, object } of apart) expect(personOf(subject)).not.toBe(personOf(object))
    }),
  )
})

test('the order of statements never shows', () => {
  fc.assert(
    fc.property(links, fc.array(pair, { maxLength: 4 }), fc.infiniteStream(fc.nat()), (given, apart, random) => {
      const shuffled = given.map((one) => ({ one, at: Number(random.next().value) })).sort((a, b) => a.at - b.at).map(({ one }) => one)
      const sorted = (merges: ReturnType<typeof mergeIdentities>) => merges.merged.map(({ rowKey, personKey }) => `${rowKey} ${personKey}`).sort()
      expect(sorted(mergeIdentities(shuffled, [...apart].reverse()))).toEqual(sorted(mergeIdentities(given, apart)))
    }),
  )
})

test('merging two people and splitting them gives back the same people', () => {
  fc.assert(
    fc.property(links, key, key, (given, one, other) => {
      fc.pre(one !== other)
      const before = people(given)
      fc.pre(before(one) !== before(other))
      const persons = people(given, [{ subject: before(one), object: before(other) }])
      const all = [...new Set(given.flatMap((each) => [each.one, each.other]))]
      expect(all.map(persons)).toEqual(all.map(before))
    }),
  )
})

test('a person is called by the id, else a login, else an address', () => {
  const handle = (one: string, other: string): IdentityLink => ({ one, other, reason: 'handle', evidence: null, rank: 100 })
  expect(people([handle('email:a@x', 'handle:s:1'), handle('login:b', 'handle:s:1')])('handle:s:1')).toBe('login:b')
  expect(people([handle('email:b@x', 'handle:s:1'), handle('email:a@x', 'handle:s:1')])('handle:s:1')).toBe('email:a@x')
})
