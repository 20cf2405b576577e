import { expect, test } from 'vitest'
import type { Contribution } from '../../../shared/model.ts'
import { pointsByFamily } from './points-by-family.ts'

const line = (family: string, points: number): Contribution =>
  ({ person: 'login:a', personLabel: 'a', source: 'docs_view', family, n: 1, points, events: 1, lastAt: null })

test('families add up, the largest first', () => {
  expect(pointsByFamily([line('docs', 1), line('product', 10), line('docs', 2.5)])).toEqual([
    { family: 'product', points: 10 }, { family: 'docs', points: 3.5 },
  ])
  expect(pointsByFamily([])).toEqual([])
})
