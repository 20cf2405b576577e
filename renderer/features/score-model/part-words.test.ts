import { expect, test } from 'vitest'
import { bySource, signedPoints } from './part-words.ts'

const none = { weights: 0, half_lives: 0, evidence: 0, decay: 0, new_people: 0, known_people: 0, confirmation: 0 }

test('cells of one source add up, the largest change first', () => {
  const cells = [
    { source: 'docs_view', before: 1, after: 0.5, parts: { ...none, decay: -0.5 } },
    { source: 'repo_star', before: 2, after: 1, parts: { ...none, decay: -1 } },
    { source: 'repo_star', before: 0, after: 3, parts: { ...none, new_people: 3 } },
  ]
  expect(bySource(cells)).toEqual([
    { source: 'repo_star', before: 2, after: 4, parts: { ...none, decay: -1, new_people: 3 } },
    { source: 'docs_view', before: 1, after: 0.5, parts: { ...none, decay: -0.5 } },
  ])
  expect(cells[1]?.parts.new_people).toBe(0)
})

test('points carry their sign', () => {
  expect([1.234, -0.5, 0.001, -0.004].map(signedPoints)).toEqual(['+1.23', '−0.50', '·', '·'])
})
