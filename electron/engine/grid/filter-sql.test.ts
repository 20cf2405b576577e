import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { condition, type Condition } from '../../../shared/contract-grid.ts'
import { AppError } from '../../../shared/errors.ts'
import { rows, run } from '../db/query.ts'
import { columnsOf, type Column } from './definition.ts'
import { filterSql } from './filter-sql.ts'

const column = columnsOf('t')
const words = ['Word', 'A word.'] as const
const columns: readonly Column[] = [
  column('text', 'name', words),
  column('text', 'key', words, { exact: true }),
  column('number', 'score', words),
  column('instant', 'at', words),
  column('boolean', 'flag', words),
  column('band', 'band', words),
]

let instance: DuckDBInstance
let connection: DuckDBConnection

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:')
  connection = await instance.connect()
  await connection.run(`CREATE TABLE t AS SELECT * FROM (VALUES
    (1, 'Acme', 'a', 1.5, TIMESTAMP '2026-01-31 00:00:00', true, 'High'),
    (2, 'ACME GmbH', 'A', 2.0, TIMESTAMP '2026-01-31 23:59:59.9995', false, 'Low'),
    (3, 'Über 100% "_" Ltd', 'b', -3, TIMESTAMP '2026-02-01 00:00:00', NULL, 'Medium'),
    (4, NULL, NULL, NULL, NULL, NULL, NULL),
    (5, '', '', 0, TIMESTAMP '2025-12-31 12:00:00', true, 'None')) t(id, name, key, score, "at", flag, band)`)
})
afterAll(() => instance.closeSync())

async function ids(filter: Condition[], search = ''): Promise<number[]> {
  const { sql, values } = filterSql(columns, { filter, search })
  return (await rows<{ id: number }>(connection, `SELECT id FROM t WHERE ${sql} ORDER BY id`, values)).map(({ id }) => id)
}
const where = (name: string, operator: Condition['operator'], ...values: Condition['values']) => ids([{ column: name, operator, values }])

test('typed text ignores case, keys do not, wildcards are letters', async () => {
  expect(await where('name', 'contains', 'acme')).toEqual([1, 2])
  expect(await where('name', 'equals', 'acme')).toEqual([1])
  expect(await where('name', 'startsWith', 'ÜBER')).toEqual([3])
  expect(await where('name', 'endsWith', 'gmbh')).toEqual([2])
  expect(await where('name', 'contains', '%')).toEqual([3])
  expect(await where('name', 'contains', '_')).toEqual([3])
  expect(await where('key', 'equals', 'A')).toEqual([2])
  expect(await where('key', 'contains', 'A')).toEqual([1, 2])
})

test('blank cells meet the negative operators and only those', async () => {
  expect(await where('name', 'notContains', 'acme')).toEqual([3, 4, 5])
  expect(await where('name', 'notEquals', 'acme')).toEqual([2, 3, 4, 5])
  expect(await where('name', 'blank')).toEqual([4, 5])
  expect(await where('name', 'notBlank')).toEqual([1, 2, 3])
  expect(await where('score', 'notEquals', 2)).toEqual([1, 3, 4, 5])
  expect(await where('flag', 'notEquals', true)).toEqual([2, 3, 4])
  expect(await where('at', 'blank')).toEqual([4])
})

test('a set takes values letter by letter; an empty set is met by nothing', async () => {
  expect(await where('band', 'in', 'High', 'Low', 'medium')).toEqual([1, 2])
  expect(await where('name', 'in', 'Acme', '')).toEqual([1, 5])
  for (const name of columns.map((known) => known.name)) expect(await where(name, 'in')).toEqual([])
})

test('numbers compare as numbers, also when typed as text', async () => {
  expect(await where('score', 'greaterThan', '1.5')).toEqual([2])
  expect(await where('score', 'atLeast', 1.5)).toEqual([1, 2])
  expect(await where('score', 'lessThan', 0)).toEqual([3])
  expect(await where('score', 'atMost', 0)).toEqual([3, 5])
  expect(await where('score', 'between', 0, 1.5)).toEqual([1, 5])
  expect(await where('score', 'in', 2, '-3')).toEqual([2, 3])
})

test('a date stands for its whole day, an instant for its millisecond', async () => {
  expect(await where('at', 'equals', '2026-01-31')).toEqual([1, 2])
  expect(await where('at', 'notEquals', '2026-01-31')).toEqual([3, 4, 5])
  expect(await where('at', 'atMost', '2026-01-31')).toEqual([1, 2, 5])
  expect(await where('at', 'lessThan', '2026-01-31')).toEqual([5])
  expect(await where('at', 'greaterThan', '2026-01-31')).toEqual([3])
  expect(await where('at', 'atLeast', '2026-01-31')).toEqual([1, 2, 3])
  expect(await where('at', 'between', '2025-12-31', '2026-01-31')).toEqual([1, 2, 5])
  expect(await where('at', 'equals', '2026-01-31T23:59:59.999Z')).toEqual([2])
  expect(await where('at', 'equals', '2026-01-31T01:00:00+01:00')).toEqual([1])
  expect(await where('at', 'in', '2026-02-01', '2025-12-31')).toEqual([3, 5])
})

test('search looks into every text column and ignores case', async () => {
  expect(await ids([], ' GMBH ')).toEqual([2])
  expect(await ids([], 'b')).toEqual([2, 3])
  expect(await ids([{ column: 'score', operator: 'lessThan', values: [0] }], 'ltd')).toEqual([3])
})

test('what cannot be meant is refused', () => {
  const refused = (filter: unknown[]) => {
    try {
      filterSql(columns, { filter: condition.array().parse(filter), search: '' })
      return undefined
    } catch (thrown) {
      return thrown instanceof AppError ? thrown.code : thrown
    }
  }
  expect(refused([{ column: 'nope', operator: 'blank', values: [] }])).toBe('invalid_input')
  expect(refused([{ column: 'toString', operator: 'blank', values: [] }])).toBe('invalid_input')
  expect(refused([{ column: 'score', operator: 'contains', values: ['1'] }])).toBe('invalid_input')
  expect(refused([{ column: 'score', operator: 'equals', values: ['one'] }])).toBe('invalid_input')
  expect(refused([{ column: 'score', operator: 'equals', values: [' '] }])).toBe('invalid_input')
  expect(refused([{ column: 'score', operator: 'between', values: [1] }])).toBe('invalid_input')
  expect(refused([{ column: 'at', operator: 'equals', values: ['31.1.2026'] }])).toBe('invalid_input')
  expect(refused([{ column: 'at', operator: 'equals', values: ['2026-02-31'] }])).toBe('invalid_input')
  expect(refused([{ column: 'flag', operator: 'equals', values: ['yes'] }])).toBe('invalid_input')
})

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(`'; DROP TABLE t; --`, `" OR 1=1 --`, '$v0', '$1', '{k}', '%', '_', '\\', '\0', `') OR true OR ('`, '--', '/*', '?', '\u{1F600}'),
)

test('hostile values are data: each finds exactly the rows JavaScript finds', async () => {
  await connection.run('CREATE TABLE texts(id INTEGER, name VARCHAR)')
  await fc.assert(
    fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 8 }), hostile, fc.constantFrom('equals', 'in', 'contains'), async (names, value, operator) => {
      await connection.run('DELETE FROM texts')
      for (const [id, name] of names.entries()) await run(connection, 'INSERT INTO texts VALUES ($id, $name)', { id, name })
      const text = columnsOf('texts')('text', 'name', words, { exact: true })
      const { sql, values } = filterSql([text], { filter: [{ column: 'name', operator, values: [value] }], search: '' })
      const found = await rows<{ id: number }>(connection, `SELECT id FROM texts WHERE ${sql} ORDER BY id`, values)
      const folds = await rows<{ value: string }>(connection, 'SELECT lower(unnest(from_json($names::JSON, \'["VARCHAR"]\'))) AS value', { names: JSON.stringify([...names, value]) })
      const lower = folds.map((row) => row.value)
      const wanted = names.flatMap((name, id) => {
        const met = operator === 'contains' ? lower[id]?.includes(lower.at(-1) ?? '') === true : name === value
        return met ? [id] : []
      })
      expect(found.map((row) => row.id)).toEqual(wanted)
      expect(sql).not.toContain('DROP')
    }),
    { numRuns: 150 },
  )
  expect(await rows(connection, 'SELECT count(*)::INTEGER AS n FROM t')).toEqual([{ n: 5 }])
})

test('hostile column names are refused before they reach SQL', () => {
  fc.assert(
    fc.property(hostile, (name) => {
      fc.pre(!columns.some((known) => known.name === name))
      expect(() => filterSql(columns, { filter: [{ column: name, operator: 'blank', values: [] }], search: '' })).toThrow(AppError)
    }),
  )
})
