import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { compile, type Step } from './steps.ts'

const steps: Step[] = [
  { name: 'doubled', reads: ['numbers'], sql: 'SELECT n * 2 AS n FROM numbers' },
  { name: 'large', reads: ['doubled'], sql: 'SELECT n FROM doubled WHERE n > $least' },
]

const valuesOf = async (sql: string, values?: Record<string, number>) => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run('CREATE TABLE numbers AS SELECT unnest([1, 2, 3]) AS n')
  return (await connection.runAndReadAll(sql, values)).getRows()
}

test('steps run as one statement', async () => {
  expect(await valuesOf(compile(['numbers'], steps), { least: 3 })).toEqual([[4], [6]])
})

test('a step can be looked at alone', async () => {
  expect(await valuesOf(compile(['numbers'], steps, 'doubled'))).toEqual([[2], [4], [6]])
})

test('a step cannot read what does not exist yet, nor repeat a name', () => {
  expect(() => compile([], steps)).toThrow('doubled reads numbers')
  expect(() => compile(['numbers', 'doubled'], steps)).toThrow('Two steps are named doubled')
  expect(() => compile(['numbers'], steps, 'missing')).toThrow('no step missing')
})
