import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TestSession, testSession } from '../import/session.test-support.ts'
import { downloadTrends } from './trends.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const day = (index: number) => new Date(Date.UTC(2026, 0, 5 + index)).toISOString().slice(0, 10)
const range = (name: string, length: number, missing: number[] = []) => ({
  downloads: Array.from({ length }, (_, index) => index).filter((index) => !missing.includes(index)).map((index) => ({ day: day(index), downloads: index + 1 })), start: day(0), end: day(length - 1), package: name,
})
const weekOf = (index: number) => ({ at: day(7 * index), downloads: 7 * (7 * index + 4) })

test('complete weeks from Monday; an incomplete one is no point; few days stay days; nothing after the as-of date', async () => {
  await session.imported('npm.json', JSON.stringify([range('weekly', 38, [9]), range('daily', 3), { downloads: 9, start: day(0), end: day(6), package: 'total' }]))
  expect(await downloadTrends(session.opened.reader, 'infinity')).toEqual([
    { registry: 'npm', package: 'weekly', from: day(0), to: day(37), days: 37, total: 38 * 39 / 2 - 10, unit: 'week', points: [0, 2, 3, 4].map(weekOf) },
    { registry: 'npm', package: 'daily', from: day(0), to: day(2), days: 3, total: 6, unit: 'day', points: [1, 2, 3].map((downloads, index) => ({ at: day(index), downloads })) },
  ])
  expect((await downloadTrends(session.opened.reader, `${day(2)}T00:00:00.000Z`)).map(({ package: name, total }) => [name, total])).toEqual([['daily', 3], ['weekly', 3]])
})
