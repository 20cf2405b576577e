import { expect, test } from 'vitest'
import type { Company } from './companies.ts'
import { makeOrganisation } from './organisation.ts'
import { asOf, plannedBands, plannedSubjects, plantedTruth, scoreRange } from './plan.ts'
import { plannedScore } from './signal-kinds.ts'
import type { Signal } from './signals.ts'

const total = (band: (typeof plannedBands)[number]): number => Object.values(plannedSubjects).reduce((sum, row) => sum + row[band], 0)
const active = total('High') + total('Medium') + total('Low')

test('the planned bands are the quantile bands of the planned subjects', () => {
  // With linear interpolation at position (n − 1)·q everything above that position reaches the cut-off, given a gap between the bands.
  expect(total('High')).toBe(active - 1 - Math.floor((active - 1) * 0.8))
  expect(total('High') + total('Medium')).toBe(active - 1 - Math.floor((active - 1) * 0.5))
})

test('the planned counts are the figures of the article', () => {
  const { stages, hidden, article } = plantedTruth()
  const rounded = (share: number): number => Math.round(share * 100)
  expect(stages.map((stage) => rounded(stage.active / stage.accounts))).toEqual(article.coverage.map(rounded))
  expect(stages.map((stage) => rounded((stage.bands.High + stage.bands.Medium) / stage.active))).toEqual(article.intensity.map(rounded))
  const bottom = stages.filter((stage) => stage.stage !== 'lead')
  const sum = (count: (stage: (typeof stages)[number]) => number): number => bottom.reduce((so, stage) => so + count(stage), 0)
  expect(rounded(sum((stage) => stage.bands.High) / sum((stage) => stage.active))).toBe(rounded(article.highAtBottom))
  expect(hidden.hidden / (hidden.hidden + hidden.inCrm)).toBeGreaterThan(article.hiddenShareAtLeast)
})

test.each([1, 7])('every company of seed %i earns the band it was planned for', (seed) => {
  const { signals } = makeOrganisation(seed)
  const byCompany = new Map<Company, Signal[]>()
  for (const signal of signals) if (signal.company) byCompany.set(signal.company, [...(byCompany.get(signal.company) ?? []), signal])
  for (const [company, own] of byCompany) {
    const score = plannedScore(own.map(dated))
    const youngest = Math.min(...own.map((signal) => dated(signal).ageDays))
    if (company.band === 'None') expect(youngest).toBeGreaterThan(365)
    else {
      const [low, high] = scoreRange[company.band]
      expect(score).toBeGreaterThanOrEqual(low)
      expect(score).toBeLessThanOrEqual(high)
      expect(youngest).toBeLessThan(365)
    }
  }
})

function dated(signal: Signal) {
  const at = signal.at ?? Date.parse('2026-06-15T00:00:00Z')
  const actor = signal.person ? signal.person.githubId : null
  return { kind: signal.kind, actor, quantity: signal.quantity, ageDays: (Date.parse(asOf) - at) / 86_400_000 }
}
