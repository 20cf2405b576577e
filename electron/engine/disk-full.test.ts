import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { inPlainWords } from './disk-full.ts'

/** Linux has a file that is always full. */
const full = '/dev/full'
const words = { code: 'not_writable', message: expect.stringContaining('The disk is full') as string }

const thrownBy = (work: Promise<unknown>): Promise<unknown> => work.then(() => null, (thrown: unknown) => thrown)

test.skipIf(!existsSync(full))('a full disk is told in plain words, whether Node or DuckDB meets it', async () => {
  expect(inPlainWords(await thrownBy(writeFile(full, 'x')))).toMatchObject(words)
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  expect(inPlainWords(await thrownBy(connection.run(`COPY (SELECT range FROM range(1000000)) TO '${full}' (FORMAT csv, USE_TMP_FILE false)`)))).toMatchObject(words)
})

test('what is no full disk stays as it is', () => {
  const own = new AppError('bad_usage', 'No space left on device is only a name here')
  const other = new Error('ENOENT: no such file')
  expect([own, other, 'text'].map(inPlainWords)).toEqual([own, other, 'text'])
})
