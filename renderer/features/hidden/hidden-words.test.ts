import { expect, test } from 'vitest'
import type { HiddenCompanies } from '../../../shared/contract-hidden.ts'
import { hiddenLead } from './hidden-words.ts'

const estimate = (value: number, low: number, high: number) => ({ value, low, high })
const side = { hidden: 0, inCrm: 0, share: { value: null, low: null, high: null } }
const of = (hidden: Partial<HiddenCompanies['hidden']>, undecided = 0): HiddenCompanies => ({
  asOf: '2026-01-01T00:00:00.000Z', policy: 'reliable', activeDays: 365, undecided, companies: [], hidden: { ...side, byBand: { High: side, Medium: side, Low: side }, multiple: null, corrected: null, ...hidden },
})

test('the counted share stands first, and what missed matches explain beside it', () => {
  const counted = { hidden: 600, inCrm: 300, share: estimate(0.667, 0.635, 0.697) }
  expect(hiddenLead(of(counted, 180))).toBe('600 of 900 active companies match no account: 67% (64–70%). 180 have a nearest account that nobody has decided. What share missed matches explain is not available until a blind sample of account matches has been judged.')
  const figures = { missed: estimate(21, 12, 33), hidden: estimate(579, 567, 588), share: estimate(0.6587, 0.654, 0.6622) }
  const corrected = { draws: 2000, seed: 'hidden/1', labels: 136, candidates: 180, ...figures, explained: estimate(0.035, 0.02, 0.055), byBand: { High: figures, Medium: figures, Low: figures }, multiple: estimate(1.5, 1.4, 1.6) }
  expect(hiddenLead(of({ ...counted, corrected }, 1))).toContain('1 has a nearest account that nobody has decided. Missed matches explain 3.5% (2.0–5.5%) of them (21.0, from 136 judgements), which leaves 66% (65–66%) hidden.')
})

test('nothing active is no share', () => {
  expect(hiddenLead(of({}))).toMatch(/^No company is active\. 0 have/)
})
