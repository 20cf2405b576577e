import { expect, test } from 'vitest'
import type { Progress } from '../../../shared/contract-workspace.ts'
import { startMeter } from './meter.ts'

function metered(expected: number | null, updates: readonly (readonly [number, number])[]): Progress | undefined {
  const sent: Progress[] = []
  const meter = startMeter((progress) => sent.push(progress), { jobId: 'a', kind: 'import', label: 'a.csv', total: 1000, expected })
  for (const [share, rows] of updates) meter.update(share, rows)
  meter.end('done')
  return sent.at(-1)
}

test('while nothing is counted, the rate is that of the records the bytes likely are', () => {
  expect(metered(400, [[0.5, 0]])?.rowsPerSecond).toBeGreaterThan(0)
  expect(metered(null, [[0.5, 0]])?.rowsPerSecond).toBeNull()
})

test('a count outranks what was expected', () => {
  const rates = [metered(1, [[0.5, 1_000_000]]), metered(1_000_000_000_000, [[0.5, 1]])].map((progress) => progress?.rowsPerSecond ?? 0)
  expect(rates[0]).toBeGreaterThan(1000)
  expect(rates[1]).toBeLessThan(1_000_000_000)
})
