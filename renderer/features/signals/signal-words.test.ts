import { describe, expect, it } from 'vitest'
import type { SignalComparison, SignalFigures } from '../../../shared/contract-signals.ts'
import { risesSurely, signalSentence, tested } from './signal-words.ts'

const none = { value: null, low: null, high: null }
const signal = (name: string, z: number | null, adjustedP: number | null): SignalFigures => ({
  name, family: 'own_oss', trend: { z, p: adjustedP }, adjustedP,
  stages: [{ stage: 'lead', active: 1, coverage: none, lift: { value: 1, low: 1, high: 1 }, liftCorrected: false }, { stage: 'customer', active: 9, coverage: none, lift: { value: 6.1, low: 2, high: 18 }, liftCorrected: false }],
})
const comparison = (sources: SignalFigures[]): SignalComparison =>
  ({ asOf: '2026-01-01T00:00:00Z', policy: 'reliable', activeDays: 365, stages: [{ stage: 'lead', label: 'Lead', accounts: 9 }, { stage: 'customer', label: 'Customer', accounts: 9 }], sources, families: [] })

describe('signals in words', () => {
  it('names the strongest with its lift and how many hold', () => {
    expect(signalSentence(comparison([signal('product_usage', 4, 0.001), signal('repo_star', 1, 0.4), signal('docs_view', null, null)]), 'sources')).toBe(
      'Product usage rises most surely: customers are 6.1× as likely as leads to show it (2.0–18.0×). 1 signal of 2 rise with the stage beyond chance, all 2 tests allowed for.',
    )
  })
  it('says when there is nothing to compare', () => {
    expect(signalSentence(comparison([signal('docs_view', null, null)]), 'sources')).toContain('none can be compared')
    expect(tested([signal('docs_view', null, null)])).toEqual([])
  })
  it('a falling signal does not rise, however sure', () => {
    expect(risesSurely(signal('repo_star', -5, 0.0001))).toBe(false)
  })
})
