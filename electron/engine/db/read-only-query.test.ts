import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readOnlyQuery } from './read-only-query.ts'
import { createWorkspace } from './workspace.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-read-only-'))
  const workspace = await createWorkspace(join(folder, 'test'))
  await workspace.writer.run(`INSERT INTO dev.targets VALUES ('repo', 'acme/sdk', 'own')`)
  await workspace.close()
  await writeFile(join(folder, 'secret.csv'), 'secret\n')
})
afterAll(() => rm(folder, { recursive: true }))

const query = (sql: string, limit = 100) => readOnlyQuery({ path: join(folder, 'test'), sql, limit })

test('values arrive as JSON has them, exact where a double is not', async () => {
  expect(await query(`SELECT name, 1.25::DECIMAL(9, 2) AS price, 9007199254740993 AS wide, TIMESTAMP '2026-01-31 12:00:00' AS at_noon, [1, NULL] AS list, NULL AS none FROM dev.targets`)).toEqual({
    columns: ['name', 'price', 'wide', 'at_noon', 'list', 'none'],
    rows: [['acme/sdk', 1.25, '9007199254740993', '2026-01-31T12:00:00.000Z', [1, null], null]],
    truncated: false,
  })
  expect(await query('SELECT 1 AS a, 2 AS a')).toMatchObject({ columns: ['a', 'a:1'], rows: [[1, 2]] })
})

test('more rows than asked for are cut off, exactly as many are not', async () => {
  expect(await query('FROM range(3)', 3)).toMatchObject({ rows: [[0], [1], [2]], truncated: false })
  expect(await query('FROM range(50000)', 3)).toMatchObject({ rows: [[0], [1], [2]], truncated: true })
})

test('whatever is a SELECT runs', async () => {
  for (const sql of ['SHOW TABLES', 'DESCRIBE dev.targets', 'SUMMARIZE dev.targets', 'VALUES (1)', 'FROM dev.targets', 'WITH t AS (SELECT 1) FROM t', 'SELECT 1;']) {
    expect((await query(sql)).columns.length, sql).toBeGreaterThan(0)
  }
})

test('nothing but one SELECT runs, and no function that reaches beyond it', async () => {
  const refused = [
    'DELETE FROM dev.targets', 'SELECT 1; SELECT 2', 'SELECT 1; DROP TABLE dev.targets', `ATTACH 'x.db'`, 'SET threads = 1', `COPY dev.targets TO 'x.csv'`, '', '-- nothing',
    'CALL enable_logging()', 'CHECKPOINT', 'PRAGMA enable_profiling', 'EXPLAIN ANALYZE SELECT 1', `LOAD 'x'`, `INSTALL httpfs`,
    `SELECT * FROM enable_logging(storage = 'file', storage_path = '${folder}/log')`, `FROM "Enable_Logging"()`, 'FROM system.main.enable_logging()',
    `FROM query('SELECT 1')`, `SELECT (SELECT count(*) FROM query('SEL' || 'ECT 1'))`, `FROM query_table('dev.targets')`,
    `FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))`, 'FROM disable_logging()', 'FROM truncate_duckdb_logs()', `FROM force_checkpoint()`,
  ]
  for (const sql of refused) await expect(query(sql), sql).rejects.toMatchObject({ code: 'bad_usage' })
  expect(await readdir(folder)).not.toContain('log')
})

test('nothing outside the workspace is read', async () => {
  const reads = [`FROM read_csv('${folder}/secret.csv')`, `FROM '${folder}/secret.csv'`, `FROM read_text('/etc/hostname')`, `FROM glob('/etc/*')`]
  for (const sql of reads) await expect(query(sql), sql).rejects.toThrow(/Permission Error|disabled/)
})

test('an error of DuckDB is said in its words, without its drawing', async () => {
  await expect(query('SELECT * FROM nowhere')).rejects.toThrow(/^Catalog Error: Table with name nowhere does not exist!(?!.*LINE)[^^]*$/s)
  await expect(query('SELEC 1')).rejects.toMatchObject({ code: 'sql_failed' })
})

test('a literal that no double holds is a value like any other', async () => {
  expect((await query('SELECT 1e400::DOUBLE AS x')).rows).toHaveLength(1)
})
