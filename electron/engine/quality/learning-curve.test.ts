import { expect, test } from 'vitest'
import { wilson } from '../analyse/statistics.ts'
import { learningCurve } from './learning-curve.ts'

const labels = (hits: number, total: number): boolean[] => Array.from({ length: total }, (_, index) => Math.floor(((index + 1) * hits) / total) > Math.floor((index * hits) / total))
const half = (hits: number, total: number): number => {
  const { low, high } = wilson({ hits, total })
  return ((high ?? 0) - (low ?? 0)) / 2
}

test('the curve ends at half the width of the interval that is shown', () => {
  const { points } = learningCurve(labels(6, 60), { left: 500, boundary: 0.15 })
  expect(points.at(-1)).toEqual({ labels: 60, halfWidth: half(6, 60) })
  expect(points.length).toBeLessThanOrEqual(40)
  expect(learningCurve(labels(1, 7), { left: 500, boundary: 0.15 }).points.map((point) => point.labels)).toEqual([1, 2, 3, 4, 5, 6, 7])
})

test('what more labels would bring, if the rate stays what it is, and no more than are left', () => {
  expect(learningCurve(labels(10, 100), { left: 60, boundary: 0.15 }).outlook).toEqual([
    { more: 10, halfWidth: half(11, 110) }, { more: 25, halfWidth: half(12.5, 125) }, { more: 50, halfWidth: half(15, 150) }, { more: 60, halfWidth: half(16, 160) },
  ])
  expect(learningCurve([], { left: 60, boundary: 0.15 })).toEqual({ points: [], outlook: [], left: 60, narrows: null, advice: 'too_few' })
})

test('advice follows the rule: fewer than thirty, still narrowing, undecided, enough, all judged', () => {
  const advice = (hits: number, total: number, left = 5000) => learningCurve(labels(hits, total), { left, boundary: 0.15 }).advice
  expect(advice(2, 29)).toBe('too_few')
  expect(advice(10, 100)).toBe('narrows')
  expect(advice(80, 800)).toBe('enough')
  // The interval 12.7 % to 17.6 % holds the boundary, and 50 labels more would not tell.
  expect(advice(120, 800)).toBe('undecided')
  expect(learningCurve(labels(120, 800), { left: 5000, boundary: null }).advice).toBe('enough')
  expect(advice(10, 100, 0)).toBe('all_judged')
})

test('advice turns exactly where 50 labels narrow the interval by less than one percentage point', () => {
  const narrows = (total: number) => 2 * (half(total / 10, total) - half((total + 50) / 10, total + 50))
  const first = Array.from({ length: 100 }, (_, index) => 10 * (index + 3)).find((total) => narrows(total) < 0.01) ?? 0
  const at = (total: number) => learningCurve(labels(total / 10, total), { left: 5000, boundary: null })
  expect(at(first).advice).toBe('enough')
  expect(at(first - 10).advice).toBe('narrows')
  expect(at(first).narrows).toBeCloseTo(narrows(first), 12)
})
