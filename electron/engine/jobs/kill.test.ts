import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeProvider, startFake } from '../enrich/fake-process.test-support.ts'
import { killedAt, type Survival, uninterrupted } from './kill.test-support.ts'
import { faultPoints } from './probe.ts'

let fake: FakeProvider
let expected: Survival['tables']
beforeAll(async () => {
  fake = await startFake()
  expected = await uninterrupted(fake)
})
afterAll(() => fake.stop())

// One seed a place; `npm run soak` tries thirty.
test.each(faultPoints.map((point, seed) => ({ point, seed: seed * 2 })))('killed at $point a job resumes to the same tables and pays for nothing twice', async ({ point, seed }) => {
  const { tables, kills, received, recorded, allowed } = await killedAt(fake, point, seed)
  expect(kills).toBe(1)
  expect(tables).toEqual(expected)
  expect(received).toBeLessThanOrEqual(allowed)
  expect(recorded).toBeGreaterThanOrEqual(received)
  expect(recorded).toBeLessThanOrEqual(allowed)
}, 120_000)
