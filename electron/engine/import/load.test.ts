import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../db/query.ts'
import { runImport } from './run-import.ts'
import { type TestSession, testSession } from './session.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const records = 30_000
const text = Array.from({ length: records }, (_, index) =>
  JSON.stringify({ id: String(index + 1), type: 'WatchEvent', actor: { id: index + 1, login: `user${index}` }, repo: { id: 9, name: 'acme/sdk', note: 'x'.repeat(100) }, payload: { action: 'started' }, created_at: '2025-01-01T00:00:00Z' }),
).join('\n')

/** Every event id is its row number, so a row stored under a wrong number shows. */
const misnumbered = () => rows(session.opened.reader, 'SELECT count(*) AS events, count(*) FILTER (WHERE CAST(source_event_id AS BIGINT) <> source_row) AS wrong FROM dev.events')

test.each([
  ['lines', text, 10_000],
  ['lines, gzipped', gzipSync(text), 10_000],
  ['lines, one group', text, 1_000_000],
  ['an array', `[${text.replaceAll('\n', ',\n')}]`, 7000],
  ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le'), 7000],
] as const)('%s, in many parts: every row keeps its number', async (_, content, groupRecords) => {
  const path = await session.file('hour.json', content)
  const { import: record } = await runImport(session, { path, settings: {} }, new AbortController().signal, { partBytes: 1000, groupRecords })
  expect(record.rows).toEqual({ total: records, taken: records, rejected: 0, duplicates: 0, ignored: 0 })
  expect(await misnumbered()).toEqual([{ events: records, wrong: 0 }])
})

test('events written by every thread keep their numbers, and repeats among them are found', async () => {
  const many = 300_000
  const line = (row: number) => `{"id":"${row === many ? 7 : row}","type":"WatchEvent","actor":{"id":${row},"login":"u${row}"},"repo":{"name":"acme/sdk"},"payload":{"action":"started"},"created_at":"2025-01-01T00:00:00Z"}`
  const path = await session.file('hour.json', Array.from({ length: many }, (_, index) => line(index + 1)).join('\n'))
  const { import: record } = await runImport(session, { path, settings: {} }, new AbortController().signal)
  expect(record.rows).toEqual({ total: many, taken: many - 1, rejected: 0, duplicates: 1, ignored: 0 })
  expect(await misnumbered()).toEqual([{ events: many - 1, wrong: 0 }])
  expect(await rows(session.opened.reader, 'SELECT source_row, same_as_row FROM ops.duplicates')).toEqual([{ source_row: many, same_as_row: 7 }])
})

test('a bad record in the last part starts the careful reading, which numbers rows alike', async () => {
  const path = await session.file('hour.json', text.replace('{"id":"29999"', '{"id":29999;'))
  const { import: record } = await runImport(session, { path, settings: {} }, new AbortController().signal, { partBytes: 1000, groupRecords: 10_000 })
  expect(record.rows).toEqual({ total: records, taken: records - 1, rejected: 1, duplicates: 0, ignored: 0 })
  expect(await misnumbered()).toEqual([{ events: records - 1, wrong: 0 }])
  expect(await rows(session.opened.reader, 'SELECT source_row, line_number FROM ops.rejects')).toEqual([{ source_row: 29_999, line_number: 29_999 }])
})
