import { expect, test } from 'vitest'
import type { LearningCurve } from '../../../shared/contract-quality.ts'
import { adviceWords, groupWords, rateWords } from './quality-words.ts'

const curve = (advice: LearningCurve['advice'], more: Partial<LearningCurve> = {}): LearningCurve => ({ points: [{ labels: 60, halfWidth: 0.0634 }], outlook: [], left: 500, narrows: 0.0321, advice, ...more })
const group = { kind: 'attribution', group: 'company_text', rateOf: 'wrong', undecided: 500, drawn: 60, correct: 54, wrong: 6, unsure: 0, rate: { value: 0.1, low: 0.047, high: 0.201 }, enough: true } as const

test('a rate below thirty labels is not shown', () => {
  expect(rateWords({ ...group, curve: curve('narrows') })).toBe('10% (4.7%–20%)')
  expect(rateWords({ ...group, correct: 10, wrong: 2, rate: { value: null, low: null, high: null }, enough: false, curve: curve('too_few') })).toBe('insufficient labels (12 of 30)')
})

test('the advice says what more labels would bring', () => {
  const words = (advice: LearningCurve['advice'], more: Partial<LearningCurve> = {}) => adviceWords({ ...group, curve: curve(advice, more) })
  expect(words('narrows')).toBe('The rate is known to ±6.3 points after 60 labels. Another 50 would narrow the interval by 3.2 points.')
  expect(words('narrows', { left: 20 })).toContain('Another 20 would')
  expect(words('enough')).toContain('More labels stop helping')
  expect(words('undecided')).toContain('stops being reliable')
  expect(words('all_judged')).toContain('Everything there is has been judged.')
  expect(adviceWords({ correct: 0, wrong: 0, curve: curve('too_few', { points: [], left: 8 }) })).toBe('Nothing has been judged yet. A rate needs 30 labels, 30 more. Only 8 are left.')
})

test('groups are named for people', () => {
  expect([groupWords({ group: 'provider:pdl' }), groupWords({ group: 'nearest_likely' }), groupWords({ group: 'email_domain' })]).toEqual(['Claims of People Data Labs', 'Nearest account, likely', 'Corporate e-mail domain'])
})
