import { expect, test } from 'vitest'
import { killedSession } from './kill.test-support.ts'

/** `npm run soak` kills twenty sessions of 1,000 steps. */
test.each([1, 2, 3])('every acknowledged decision outlives a kill, in its order, and can be taken back to the first (session %i)', async (seed) => {
  const { acknowledged, problems } = await killedSession(seed, 60)
  expect(problems).toEqual([])
  expect(acknowledged).toBeGreaterThan(0)
}, 240_000)
