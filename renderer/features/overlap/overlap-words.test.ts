import { expect, test } from 'vitest'
import type { OverlapGroup } from '../../../shared/contract-overlap.ts'
import { overlapSentence, shownGroups } from './overlap-words.ts'

const part = (count: number, value: number | null) => ({ count, share: { value, low: value === null ? null : value - 0.02, high: value === null ? null : value + 0.03 } })
const group = (name: string, n: number): OverlapGroup => ({ group: name, label: name, n, theirs: part(n / 10, n === 0 ? null : 0.1), both: part(n / 2, n === 0 ? null : 0.5), ours: part((2 * n) / 5, n === 0 ? null : 0.4) })

test('the sentence names the competitor, whom it counts and both shares with their intervals', () => {
  const figures = { subjects: [group('all', 1200)], people: [group('all', 40)] }
  expect(overlapSentence({ target: null, ...figures }, 'subjects')).toBe('Of 1,200 accounts and companies active on a competitor’s repository or ours, 50% (48–53%) are on both and 10% (8.0–13%) on theirs only.')
  expect(overlapSentence({ target: 'rival/sdk', ...figures }, 'people')).toMatch(/^Of 40 people active on rival\/sdk or ours/)
  expect(overlapSentence({ target: 'rival/sdk', subjects: [group('all', 0)], people: [] }, 'subjects')).toBe('Nobody is active on rival/sdk or on ours.')
})

test('groups without anybody are not drawn', () => {
  expect(shownGroups([group('all', 2), group('lost', 0), group('lead', 1)]).map((each) => each.group)).toEqual(['all', 'lead'])
})
