import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { rows } from '../db/query.ts'
import { instantOf } from './expressions.ts'

const read: readonly (readonly [text: string, instant: string | null])[] = [
  ['2025-01-12', '2025-01-12 00:00:00'],
  ['2025-01-12 10:30', '2025-01-12 10:30:00'],
  ['2025-01-12T10:30:15', '2025-01-12 10:30:15'],
  ['2025-01-12T10:30:15Z', '2025-01-12 10:30:15'],
  ['2025-01-12T10:30:15+02:00', '2025-01-12 08:30:15'],
  ['2025-01-12T10:30+02:00', '2025-01-12 08:30:00'],
  ['2025-01-12 10:30-05:30', '2025-01-12 16:00:00'],
  [' 2025-01-12 ', '2025-01-12 00:00:00'],
  ['12/01/2025', '2025-01-12 00:00:00'],
  ['1736677815', '2025-01-12 10:30:15'],
  ['1970-01-01', '1970-01-01 00:00:00'],
  ['1969-12-31', null],
  ['2199-12-30 23:59', '2199-12-30 23:59:00'],
  ['2199-12-31', '2199-12-31 00:00:00'],
  ['2199-12-31 00:01', null],
  ['2025-02-30', null],
  ['2025-02-30 10:30', null],
  ['2025-1-12 (BC) 1', null],
  ['', null],
  ['soon', null],
]

test('instants are read in every way of writing, and none outside 1970 … 2199', async () => {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`SET TimeZone = 'UTC'`)
  const values = read.map(([text]) => `('${text}')`).join(', ')
  const found = await rows<{ text: string; instant: string | null }>(connection, `SELECT text, CAST(${instantOf({ sql: 'text', type: 'text' }, 'dmy')} AS VARCHAR) AS instant FROM (VALUES ${values}) AS given(text)`)
  expect(found.map(({ text, instant }) => [text, instant])).toEqual(read)
  connection.closeSync()
  instance.closeSync()
})
