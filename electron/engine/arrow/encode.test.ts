import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { tableFromIPC } from 'apache-arrow'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeArrow } from './encode.ts'

let instance: DuckDBInstance
let connection: DuckDBConnection

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:')
  connection = await instance.connect()
  await connection.run(`SET TimeZone = 'UTC'`)
})
afterAll(() => instance.closeSync())

async function decoded(sql: string, values?: Record<string, string>): Promise<Record<string, unknown>[]> {
  const table = tableFromIPC(encodeArrow(await connection.runAndReadAll(sql, values)))
  return Array.from({ length: table.numRows }, (_, row) =>
    Object.fromEntries(table.schema.fields.map(({ name }, column): [string, unknown] => [name, table.getChildAt(column)?.get(row)])),
  )
}

test('numbers, text and booleans keep their values, and null stays null', async () => {
  const rows = await decoded(`SELECT * FROM (VALUES (1, 9007199254740991, 0.1::DOUBLE, 12.50::DECIMAL(9, 2), 'ä 日本 🎉', true),
    (NULL, NULL, NULL, NULL, NULL, NULL), (-5, -7, 'infinity'::DOUBLE, -0.25, '', false)) t(small, wide, double, money, words, flag)`)
  expect(rows).toEqual([
    { small: 1, wide: 9007199254740991, double: 0.1, money: 12.5, words: 'ä 日本 🎉', flag: true },
    { small: null, wide: null, double: null, money: null, words: null, flag: null },
    { small: -5, wide: -7, double: Infinity, money: -0.25, words: '', flag: false },
  ])
})

test('integers a double cannot hold stay exact as text', async () => {
  expect(await decoded(`SELECT * FROM (VALUES (9007199254740993), (NULL), (5)) t(wide)`)).toEqual([{ wide: '9007199254740993' }, { wide: null }, { wide: '5' }])
})

test('instants of every unit are ISO text in UTC, before 1970 too', async () => {
  expect(
    await decoded(`SELECT TIMESTAMP '1969-12-31 23:59:59.9995' AS micros, TIMESTAMP_S '2026-01-31 12:00:00' AS seconds,
      TIMESTAMP_MS '2026-01-31 12:00:00.123' AS millis, TIMESTAMP_NS '2026-01-31 12:00:00.123456789' AS nanos,
      TIMESTAMPTZ '2026-01-31 12:00:00+02' AS zoned, DATE '2026-01-31' AS day, 'infinity'::TIMESTAMP AS forever`),
  ).toEqual([
    {
      micros: '1969-12-31T23:59:59.999Z',
      seconds: '2026-01-31T12:00:00.000Z',
      millis: '2026-01-31T12:00:00.123Z',
      nanos: '2026-01-31T12:00:00.123Z',
      zoned: '2026-01-31T10:00:00.000Z',
      day: '2026-01-31',
      forever: 'infinity',
    },
  ])
})

test('lists are joined, maps and structs are JSON', async () => {
  expect(
    await decoded(`SELECT ['own_oss', NULL, 'product'] AS list, []::VARCHAR[] AS none, MAP {'a': 'ä'} AS map, {'x': 1, 'y': [2]} AS struct`),
  ).toEqual([{ list: 'own_oss · product', none: '', map: '{"a":"ä"}', struct: '{"x":1,"y":[2]}' }])
})

test('a result without rows keeps its columns', async () => {
  const table = tableFromIPC(encodeArrow(await connection.runAndReadAll(`SELECT 1 AS one, 'x' AS two WHERE false`)))
  expect(table.numRows).toBe(0)
  expect(table.schema.fields.map((field) => [field.name, String(field.type)])).toEqual([['one', 'Int32'], ['two', 'Utf8']])
})

test('equal column names are told apart', async () => {
  expect(await decoded('SELECT 1 AS a, 2 AS a')).toEqual([{ a: 1, 'a:1': 2 }])
})

test('any text comes back as it was', async () => {
  const text = fc.option(fc.string({ unit: 'grapheme', maxLength: 12 }).filter((value) => !value.includes('\0')), { nil: null })
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 40 }), async (values) => {
      const rows = await decoded('SELECT unnest(from_json($values, \'["VARCHAR"]\')) AS cell', { values: JSON.stringify(values) })
      expect(rows.map((row) => row['cell'])).toEqual(values)
    }),
    { numRuns: 30 },
  )
})
