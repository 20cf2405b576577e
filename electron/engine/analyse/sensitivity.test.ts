import { expect, test } from 'vitest'
import { daysBefore, emptyWorkspace, fill, scoreNow, type World } from '../score/fixture.test-support.ts'
import { analyse } from './analyse.ts'

// 21 active customers with quantities 0 … 20: the quantile q is the score of quantity 20 q.
const world: World = {
  companies: Array.from({ length: 21 }, (_, index) => ({ id: index + 1, name: `c${index}` })),
  accounts: Array.from({ length: 21 }, (_, index) => ({ record: `A${index}`, stage: 'customer', companies: [index + 1] })),
  signals: Array.from({ length: 21 }, (_, index) => ({ source: 'repo_star', person: index, company: index + 1, at: daysBefore(0), quantity: index })),
}

async function moved(model: NonNullable<Parameters<typeof scoreNow>[1]>['model'] = {}) {
  const connection = await emptyWorkspace()
  await fill(connection, world)
  const { sensitivity, stages } = await analyse(connection, await scoreNow(connection, { model }))
  const at = sensitivity.map(({ shift, stages: shifted, highAtBottom }) => ({
    shift, intensity: shifted.find(({ stage }) => stage === 'customer')?.intensity.value, high: highAtBottom.value,
  }))
  return { at, intensity: stages.find(({ stage }) => stage === 'customer')?.intensity.value }
}

test('both cut-offs move by percentile points', async () => {
  const { at } = await moved()
  expect(at).toEqual([
    { shift: -10, intensity: 13 / 21, high: 7 / 21 },
    { shift: -5, intensity: 12 / 21, high: 6 / 21 },
    { shift: 0, intensity: 11 / 21, high: 5 / 21 },
    { shift: 5, intensity: 10 / 21, high: 4 / 21 },
    { shift: 10, intensity: 9 / 21, high: 3 / 21 },
  ])
})

test('cut-offs end at the least and the greatest score', async () => {
  const { at } = await moved({ quantiles: { high: 0.95, medium: 0.05 } })
  expect(at[0]).toEqual({ shift: -10, intensity: 1, high: 4 / 21 })
  expect(at[4]).toEqual({ shift: 10, intensity: 18 / 21, high: 1 / 21 })
})

test('given cut-offs move from the percentile at which they stand', async () => {
  const score = (quantity: number) => 2 * Math.log2(1 + quantity)
  const { at, intensity } = await moved({ thresholds: { mode: 'absolute', high: score(16), medium: score(10) } })
  expect(at).toEqual((await moved()).at)
  expect(intensity).toBe(11 / 21)
  const beyond = await moved({ thresholds: { mode: 'absolute', high: 1000, medium: -1 } })
  expect(beyond.at.map(({ high }) => high)).toEqual([3 / 21, 2 / 21, 0, 0, 0])
  expect(beyond.at.map(({ intensity: share }) => share)).toEqual([1, 1, 1, 20 / 21, 19 / 21])
})
