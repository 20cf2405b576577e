import { expect, test } from 'vitest'
import { daysBefore, emptyWorkspace, fill, scoreNow, scoresOf, type World } from './fixture.test-support.ts'

/** Companies 1, 2, … with one event each of the given fresh quantity, so that scores are 2 · log2(1 + q). */
const companiesWith = (quantities: number[]): World => ({
  companies: quantities.map((_, index) => ({ id: index + 1, name: `c${index + 1}` })),
  signals: quantities.flatMap((quantity, index) => (quantity < 0 ? [] : [{ source: 'repo_star', person: index, company: index + 1, at: daysBefore(0), quantity }])),
})

const scoreOf = (quantity: number) => 2 * Math.log2(1 + quantity)

async function banded(quantities: number[], model: NonNullable<Parameters<typeof scoreNow>[1]>['model'] = {}) {
  const connection = await emptyWorkspace()
  await fill(connection, companiesWith(quantities))
  const run = await scoreNow(connection, { model })
  const scores = await scoresOf(connection, run)
  return { connection, run, bands: quantities.map((_, index) => scores.get(`company:c${index + 1}`)?.band) }
}

test('cut-offs are linear-interpolated quantiles of the active subjects alone', async () => {
  const { run, bands } = await banded([1, 2, 3, 4, -1, -1])
  // Four active: positions 2.4 and 1.5 among the sorted scores.
  expect(run.thresholds.high).toBeCloseTo(scoreOf(3) + 0.4 * (scoreOf(4) - scoreOf(3)), 12)
  expect(run.thresholds.medium).toBeCloseTo((scoreOf(2) + scoreOf(3)) / 2, 12)
  expect(bands).toEqual(['Low', 'Low', 'Medium', 'High', 'None', 'None'])
})

test('a tie takes the higher band', async () => {
  expect((await banded([1, 2, 3, 4, 5, 6])).bands).toEqual(['Low', 'Low', 'Low', 'Medium', 'High', 'High'])
  expect((await banded([3, 3, 3])).bands).toEqual(['High', 'High', 'High'])
  expect((await banded([7])).bands).toEqual(['High'])
})

test('noise below nine decimals does not decide a tie', async () => {
  const { bands } = await banded([1, 3], { thresholds: { mode: 'absolute', high: 4 + 3e-10, medium: 2 - 3e-10 } })
  expect(bands).toEqual(['Medium', 'High'])
})

test('without an active subject there are no cut-offs and every band is None', async () => {
  const { run, bands } = await banded([-1, -1])
  expect(run.thresholds).toEqual({ high: null, medium: null })
  expect(bands).toEqual(['None', 'None'])
})

test('absolute cut-offs hold as given', async () => {
  const { run, bands } = await banded([1, 3, 7], { thresholds: { mode: 'absolute', high: 6, medium: 4 } })
  expect(run.thresholds).toEqual({ high: 6, medium: 4 })
  expect(bands).toEqual(['Low', 'Medium', 'High'])
})

test('a frozen run keeps the cut-offs of an earlier one, on other data', async () => {
  const { connection, run } = await banded([1, 2, 3, 4])
  await fill(connection, companiesWith([4, 4, 4, 1]))
  const later = await scoreNow(connection, { model: { thresholds: { mode: 'frozen', run: run.runId } }, dataVersion: 2 })
  expect(later.thresholds).toEqual(run.thresholds)
  expect([...(await scoresOf(connection, later)).values()].map(({ band }) => band).sort()).toEqual(['High', 'High', 'High', 'Low'])
})

test('a frozen run that does not exist, or had nobody active, is refused and leaves nothing', async () => {
  const { connection, run } = await banded([-1])
  await expect(scoreNow(connection, { model: { thresholds: { mode: 'frozen', run: 99 } } })).rejects.toThrow('no such run')
  await expect(scoreNow(connection, { model: { thresholds: { mode: 'frozen', run: run.runId } } })).rejects.toThrow('no active subject')
  expect((await connection.runAndReadAll('SELECT count(*)::INTEGER FROM result.runs')).getRows()).toEqual([[1]])
})
