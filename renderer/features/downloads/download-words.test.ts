import { expect, test } from 'vitest'
import type { DownloadTrend } from '../../../shared/contract-downloads.ts'
import { latestWeeks, trendSentence, trendWords } from './download-words.ts'

const weekly = (...downloads: number[]): DownloadTrend => ({
  registry: 'npm', package: '@acme/sdk', from: '2026-01-05', to: '2026-03-01', days: downloads.length * 7, total: downloads.reduce((sum, value) => sum + value, 0), unit: 'week',
  points: downloads.map((value, index) => ({ at: new Date(Date.UTC(2026, 0, 5 + 7 * index)).toISOString().slice(0, 10), downloads: value })),
})

test('the latest four complete weeks stand beside the four before', () => {
  expect(latestWeeks(weekly(1, 10, 10, 10, 10, 15, 15, 15, 15))).toEqual({ latest: 60, change: 0.5 })
  expect(trendSentence([weekly(10, 10, 10, 10, 5, 5, 5, 5)])).toBe('@acme/sdk: 20 downloads in the latest four complete weeks, 50% fewer than in the four weeks before.')
})

test('without eight weeks, or with none downloaded before, nothing is compared', () => {
  expect(latestWeeks(weekly(9, 9, 9, 9, 1))).toEqual({ latest: 28, change: null })
  expect(latestWeeks(weekly(0, 0, 0, 0, 1, 1, 1, 1))).toEqual({ latest: 4, change: null })
})

test('days are days', () => {
  expect(trendWords({ ...weekly(), unit: 'day', total: 1200, days: 2, from: '2026-01-01', to: '2026-01-02' })).toBe('1,200 downloads on 2 days, 1 Jan 2026 – 2 Jan 2026')
})
