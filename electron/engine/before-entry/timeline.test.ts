import { expect, test } from 'vitest'
import { seededRandom } from '../random.ts'
import { type AccountCourse, type RecordCourse, stageAt } from './stage-course.ts'
import { rankAt, timelineOf } from './timeline.ts'

const order = { keys: ['lead', 'opportunity', 'customer'], openFrom: 1 }
const stages = [...order.keys, 'lost', 'unmapped'] as const

test('a timeline is in the stages that are worked out for each instant alone', () => {
  const random = seededRandom('timelines')
  const instant = () => random.integer(0, 12)
  for (let world = 0; world < 500; world += 1) {
    const records = Array.from({ length: random.integer(1, 5) }, (): RecordCourse => ({
      isDeal: random.chance(0.5), createdAt: random.chance(0.5) ? instant() : null, stage: random.pick(stages),
      entries: Array.from({ length: random.integer(0, 4) }, () => ({ stage: random.pick(stages), at: instant() })).sort((left, right) => left.at - right.at),
    }))
    const account: AccountCourse = { record: 'A', name: 'A', createdAt: random.chance(0.5) ? instant() : null, records }
    const timeline = timelineOf(order, account, 12)
    for (const at of [-Infinity, -1, ...Array.from({ length: 26 }, (_, half) => half / 2)]) {
      expect(rankAt(timeline, at), JSON.stringify({ account, at })).toBe(order.keys.indexOf(stageAt(order, account, at) ?? ''))
    }
  }
})

test('an account of thousands of records takes one look at each move', () => {
  const records = Array.from({ length: 20_000 }, (_, place): RecordCourse => ({ isDeal: false, createdAt: place, stage: 'lead', entries: [{ stage: 'lead', at: place }] }))
  expect(timelineOf(order, { record: 'A', name: 'A', createdAt: null, records }, Infinity).changes).toHaveLength(20_001)
})
