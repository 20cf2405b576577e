import { expect, test } from 'vitest'
import { backoff } from './backoff.ts'
import { createPace } from './pace.ts'

test('what may be under way doubles at first, halves once for all refusals of one moment, then grows by one a round', () => {
  const pace = createPace({ maximum: 64, perSecond: null })
  expect(pace.limit).toBe(16)
  for (let answer = 0; answer < 16; answer += 1) pace.succeeded(0)
  expect(pace.limit).toBe(32)
  for (let answer = 0; answer < 100; answer += 1) pace.succeeded(0)
  expect(pace.limit).toBe(64)
  for (let refusal = 0; refusal < 64; refusal += 1) pace.throttled(10, 20, null)
  expect(pace.limit).toBe(32)
  // Sent before the limit fell: says nothing about the new one.
  for (let answer = 0; answer < 32; answer += 1) pace.succeeded(10)
  expect(pace.limit).toBe(32)
  for (let answer = 0; answer < 33; answer += 1) pace.succeeded(30)
  expect(pace.limit).toBe(33)
})

test('one always remains', () => {
  const pace = createPace({ maximum: 8, perSecond: null })
  for (let time = 1; time < 20; time += 1) pace.throttled(time, time, null)
  expect(pace.limit).toBe(1)
})

test('a documented rate is kept over any span', () => {
  const pace = createPace({ maximum: 64, perSecond: 10 })
  let taken = 0
  for (let now = 0; now < 10_000; now += 5) if (pace.take(now) === 0) taken += 1
  expect(taken).toBeGreaterThan(95)
  expect(taken).toBeLessThanOrEqual(101)
})

test('Retry-After holds everyone back, and so does an allowance that is used up', () => {
  const pace = createPace({ maximum: 8, perSecond: null })
  pace.throttled(0, 1000, 5000)
  expect(pace.take(2000)).toBe(4000)
  expect(pace.take(6000)).toBe(0)
  pace.observe({ remaining: 0, reset: 700 }, 6000)
  expect(pace.take(6000)).toBe(700)
})

test('what the headers leave is spread until their reset', () => {
  const pace = createPace({ maximum: 64, perSecond: null })
  pace.observe({ remaining: 50, reset: 1000 }, 0)
  let taken = 0
  for (let now = 0; now < 1000; now += 1) if (pace.take(now) === 0) taken += 1
  expect(taken).toBeLessThanOrEqual(53)
  expect(taken).toBeGreaterThan(45)
})

test('waits double, never fall below what the server asked, and differ', () => {
  expect(backoff(1, null, 0)).toBe(250)
  expect(backoff(3, null, 0.5)).toBe(1500)
  expect(backoff(20, null, 0.99)).toBeLessThanOrEqual(60_000)
  expect(backoff(1, 3000, 0)).toBe(3000)
  expect(backoff(1, 3000, 0.9)).toBeGreaterThan(3000)
})
