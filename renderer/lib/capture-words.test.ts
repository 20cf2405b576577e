import { expect, test } from 'vitest'
import type { SourceCapture } from '../../shared/contract-completeness.ts'
import { captureDoor, gapWords, incompleteness } from './capture-words.ts'

const capture = (figures: Partial<SourceCapture>): SourceCapture => ({
  source: 'repo_star', scored: true, excluded: false, level: 'total', target: null, events: 10, undated: 0, undatedShare: 0, from: null, to: null, days: 0, activeDays: 0, imports: 1,
  gaps: [], limits: [], ...figures,
})
const limit = (id: string, bites = true) => ({ id, since: null, bites, words: 'In full.' })
const gap = (days: number) => ({ from: '2025-01-01', to: '2025-01-31', days, probability: 0.001 })

test('nothing known to be missing is no line', () => {
  expect(incompleteness({ sources: [capture({}), capture({ limits: [limit('code_search', false)] })] })).toBeNull()
})

test('limits name the sources they bite, gaps their days; targets and what does not score are left out', () => {
  expect(incompleteness({
    sources: [
      capture({ limits: [limit('archive_incomplete')] }),
      capture({ source: 'competitor_star', limits: [limit('archive_incomplete')] }),
      capture({ level: 'target', gaps: [gap(400)] }),
      capture({ source: 'star', scored: false, limits: [limit('stargazer_cap')] }),
      capture({ source: 'docs_view', gaps: [gap(30), gap(4)] }),
    ],
  })).toEqual({ short: '3 of 3 sources are incomplete', words: 'Stars and stars at a competitor since June 2025 are incomplete (GH Archive); docs views have gaps of 34 days in all.' })
})

test('many sources are counted, not listed', () => {
  const sources = ['repo_star', 'repo_fork', 'repo_issue', 'repo_commit'].map((source) => capture({ source, limits: [limit('archive_incomplete')] }))
  expect(incompleteness({ sources: [...sources, capture({ source: 'docs_view' })] })).toEqual({ short: '4 of 5 sources are incomplete', words: 'Stars, forks and 2 other sources since June 2025 are incomplete (GH Archive).' })
})

test('a line opens its rows', () => {
  expect(captureDoor(capture({ level: 'target', excluded: true, target: { kind: 'repo', name: 'acme/sdk', role: 'ecosystem' } }))).toEqual([
    { column: 'captured_as', operator: 'equals', values: ['repo_star'] },
    { column: 'left_out_by_role', operator: 'equals', values: [true] },
    { column: 'about', operator: 'equals', values: ['acme/sdk'] },
    { column: 'about_kind', operator: 'equals', values: ['repo'] },
  ])
  expect([gapWords([]), gapWords([gap(1)]), gapWords([gap(30), gap(4)])]).toEqual(['none', '1 day', '2, 34 days'])
})
