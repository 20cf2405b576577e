import { afterEach, beforeEach, expect, test } from 'vitest'
import { bytesOfRecords } from './record-bytes.ts'
import { type TestSession, testSession } from './session.test-support.ts'
import { expectedRecords, sniff } from './sniff.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const csv = (records: number, cell: (row: number) => string): string => `record_id,name\n${Array.from({ length: records }, (_, row) => `${row},${cell(row)}`).join('\n')}\n`

test('a large table of even records is expected to hold as many as it does', async () => {
  const sniffed = await sniff(await session.file('even.csv', csv(50_000, () => 'x'.repeat(40))))
  expect(expectedRecords(sniffed)).toBeGreaterThan(48_000)
  expect(expectedRecords(sniffed)).toBeLessThan(55_000)
})

test.each([
  ['later records are shorter', (row: number) => 'x'.repeat(row < 20_000 ? 200 : 20)],
  ['later records are longer', (row: number) => 'x'.repeat(row < 20_000 ? 20 : 200)],
  ['cells hold line breaks', (row: number) => `"${'x'.repeat(row < 20_000 ? 100 : 10)}\nsecond line"`],
])('the average record of a whole file, where %s', async (_, cell) => {
  const records = 100_000
  const sniffed = await sniff(await session.file('uneven.csv', csv(records, cell)))
  const bytes = await bytesOfRecords(sniffed)
  expect(bytes).toBeGreaterThan(0.9 * (sniffed.bytes / records))
  expect(bytes).toBeLessThan(1.1 * (sniffed.bytes / records))
})

test('a file of one record, or without an end of line, has no average', async () => {
  expect(await bytesOfRecords(await sniff(await session.file('none.csv', 'record_id,name')))).toBeNull()
})
