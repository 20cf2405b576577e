import { expect, test } from 'vitest'
import { turnsOf } from './turn.ts'

/** Steps of a calculation that others could not interrupt. */
async function counted(steps: number, signal?: AbortSignal): Promise<number> {
  const turn = turnsOf(signal)
  let done = 0
  for (; done < steps; done += 1) if (turn.isOver()) await turn.next()
  return done
}

test('others have the engine while a calculation goes on', async () => {
  let isOver = false
  let others = 0
  const ask = () => {
    others += 1
    if (!isOver) setImmediate(ask)
  }
  setImmediate(ask)
  expect(await counted(1_000_000)).toBe(1_000_000)
  isOver = true
  expect(others).toBeGreaterThan(1)
})

test('a cancelled calculation ends, before it begins and while it goes on', async () => {
  await expect(counted(1, AbortSignal.abort())).rejects.toThrow()
  const stop = new AbortController()
  setImmediate(() => stop.abort())
  await expect(counted(Infinity, stop.signal)).rejects.toThrow()
})
