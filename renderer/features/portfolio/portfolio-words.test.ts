import { describe, expect, it } from 'vitest'
import type { PortfolioStage } from '../../../shared/contract-portfolio.ts'
import { excludedSentence, medianWords, multipleWords, pooledSentence, spreadWords } from './portfolio-words.ts'
import { formatShare } from '../../lib/formats.ts'

const none = { value: null, n: 0 }
const stage = (given: Partial<PortfolioStage>): PortfolioStage =>
  ({ stage: 'customer', label: 'Customer', pooled: null, organisations: [], excluded: [], medians: { coverage: none, lift: none, intensity: none }, ...given })
const one = { organisation: 'A', accounts: 1, active: 1, coverage: { value: 1, low: 0, high: 1 }, lift: { value: 3, low: 2, high: 4 }, logLift: 1, standardError: 1, liftCorrected: false, weight: 1 }
const pooled = { lift: { value: 3.02, low: 2.1, high: 4.4 }, tauSquared: 0.1, iSquared: 0.64, q: 3, organisations: 2 }

describe('a portfolio in words', () => {
  it('says the pooled lift, its interval and how organisations differ', () => {
    expect(pooledSentence(stage({ pooled, organisations: [one, one] }), 'Lead')).toBe(
      'Over 2 organisations, customers are 3.0× as likely as leads to be active (2.1–4.4×); 64% of the spread between organisations is more than chance: they differ clearly.',
    )
  })
  it('says when there is nothing to pool, or one only', () => {
    expect(pooledSentence(stage({}), 'Lead')).toContain('nothing can be pooled')
    expect(pooledSentence(stage({ pooled: { ...pooled, tauSquared: null, iSquared: null, q: null, organisations: 1 }, organisations: [one] }), 'Lead')).toContain('In the one organisation that has both')
    expect(spreadWords(0)).toContain('no more than chance')
  })
  it('names who is left out and why, and how many a median is of', () => {
    expect(excludedSentence([{ organisation: 'Bolt', reason: 'has no account in the stage Customer' }])).toBe('Left out: Bolt has no account in the stage Customer.')
    expect(excludedSentence([])).toBe('')
    expect(medianWords({ value: 0.25, n: 3 }, formatShare)).toBe('25%, n = 3')
    expect(medianWords(none, formatShare)).toBe('–')
  })
})

it('a tiny hidden multiple never reads as none', () => {
  expect([0, 0.0004, 0.012, 0.26, 3].map(multipleWords)).toEqual(['0.0×', 'under 0.01×', '0.01×', '0.3×', '3.0×'])
  expect(multipleWords(null)).toBe('–')
})
