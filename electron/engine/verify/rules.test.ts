import { expect, test } from 'vitest'
import { brierScore } from './calibration.ts'
import { compareNames } from './names.ts'
import { samePlace } from './places.ts'
import { judgeByRules } from './rules.ts'
import type { Claim, Profile, Subject } from './subject.ts'
import { syntheticSet } from './synthetic.test-support.ts'

const profile: Profile = { personKey: 'login:octo', login: 'octo', name: 'Jürgen Müller', emails: [], company: '@acme', bio: null, location: 'Berlin', website: null }
const claim: Claim = {
  claimKey: 'c', provider: 'pdl', name: 'Mueller, Juergen', title: 'Software Engineer', company: 'Acme GmbH', domain: 'acme.com', profileUrl: null, location: 'Germany', email: null, confidence: 0.8, current: true, endedAt: null,
}
const subject = (changes: { profile?: Partial<Profile>; claim?: Partial<Claim>; peers?: Claim[] } = {}): Subject => ({
  profile: { ...profile, ...changes.profile }, claim: { ...claim, ...changes.claim }, peers: changes.peers ?? [], history: [],
})

test.each([
  ['Jürgen Müller', 'Mueller Juergen', 'same'],
  ['Дмитрий Иванов', 'Dmitry Ivanov', 'same'],
  ['Bob Smith', 'Robert A. Smith', 'same'],
  ['J. Smith', 'John Smith', 'initials'],
  ['Octo', 'Octo Cat', 'partial'],
  ['Jane Smith', 'Peter Jones', 'different'],
  ['山田太郎', 'Taro Yamada', 'unknown'],
  [null, 'Peter Jones', 'unknown'],
] as const)('%s and %s: %s', (left, right, match) => {
  expect(compareNames(left, right)).toBe(match)
  expect(compareNames(right, left)).toBe(match)
})

test.each([['Berlin', 'Germany', true], ['München', 'Munich, Germany', true], ['San Francisco, CA', 'United States', true], ['London', 'Paris, France', false], ['the moon', 'France', null], [null, 'France', null]] as const)(
  '%s and %s: one country? %s', (left, right, same) => expect(samePlace(left, right)).toBe(same),
)

test('the stated employer under an alias is correct, and the reason says what spoke for it', () => {
  const judged = judgeByRules(subject())
  expect(judged).toMatchObject({ verdict: 'correct', veto: false })
  expect(judged.reason).toContain('profile states this employer')
})

test('a namesake elsewhere is not accepted for his name', () => {
  const judged = judgeByRules(subject({ claim: { name: 'Jürgen Müller', company: 'Globex', domain: 'globex.com', location: 'Toronto, Canada' } }))
  expect(judged.verdict).toBe('incorrect')
  expect(judged.reason).toContain('another country')
})

test('the same name alone is passed on, not accepted', () => {
  expect(judgeByRules(subject({ profile: { company: null, location: null }, claim: { domain: null } })).verdict).toBe('unsure')
})

test.each([
  ['the person’s own name', { company: 'Juergen Mueller', domain: null, name: 'Juergen Mueller' }],
  ['the login', { company: 'octo', domain: null }],
  ['a word that names no company', { company: 'Self-employed', domain: null }],
  ['nothing', { company: null, domain: null }],
] as const)('a claim whose employer is %s is vetoed', (_what, changes) => {
  expect(judgeByRules(subject({ claim: changes }))).toMatchObject({ verdict: 'incorrect', veto: true })
})

test('another person’s name is vetoed, unless the employer agrees', () => {
  expect(judgeByRules(subject({ claim: { name: 'Peter Jones', company: 'Globex', domain: 'globex.com' } }))).toMatchObject({ verdict: 'incorrect', veto: true })
  expect(judgeByRules(subject({ claim: { name: 'Peter Jones' } })).veto).toBe(false)
})

// Seeds the weights were not fitted on.
test.each([201, 202, 203])('on labelled claims with namesakes, renamed logins and aliases (seed %i) what is accepted is right and little is left over', (seed) => {
  const judged = syntheticSet(1500, seed).map(({ subject: each, correct }) => ({ correct, judgement: judgeByRules(each) }))
  const accepted = judged.filter(({ judgement }) => judgement.verdict === 'correct')
  const unsure = judged.filter(({ judgement }) => judgement.verdict === 'unsure')
  expect(accepted.filter(({ correct }) => correct).length / accepted.length).toBeGreaterThanOrEqual(0.98)
  expect(unsure.length / judged.length).toBeLessThanOrEqual(0.2)
  expect(brierScore(judged.map(({ judgement: { probability }, correct }) => ({ probability, correct })))).toBeLessThan(0.05)
})
