import { quotedString } from '@duckdb/node-api'
import type { Connection } from '../db/connection.ts'
import { one } from '../db/query.ts'
import { type HeldRows, heldRows } from './held-rows.ts'
import type { Patterns } from './patterns.ts'

const matches = (text: string, patterns: readonly string[]): string =>
  patterns.length === 0 ? 'false' : `coalesce(${patterns.map((pattern) => `regexp_matches(${text}, ${quotedString(pattern)}, 'i')`).join(' OR ')}, false)`

/** Rows that go besides those of `heldRows`: texts of files, answers, and views that are about the people. `keys` are those of answers. */
export function namingRows({ anywhere, names, cells }: Patterns, keys: readonly string[]): HeldRows[] {
  const all = [...anywhere, ...names, ...cells]
  return [
    { table: 'ops.rejects', where: matches('raw', all) },
    { table: 'ops.duplicates', where: `(lower(record_key) IN (SELECT value FROM temp.erasure_known WHERE kind <> 'name') OR (import_id, same_as_row) IN (SELECT (import_id, source_row) FROM temp.erased_rows))` },
    { table: 'ops.answers', where: `(${keys.length === 0 ? 'false' : `request_key IN (${keys.map(quotedString).join(', ')})`} OR ${matches('CAST(body AS VARCHAR)', anywhere)})` },
    { table: 'ops.saved_views', where: `(${matches('name', all)} OR ${matches(`url_decode(state->>'address')`, all)})` },
    { table: 'ops.corrections', where: `(rejected_by, source_row) IN (SELECT (import_id, source_row) FROM temp.erased_counts WHERE what = 'rejected')` },
  ]
}

/** Every row that goes, as SQL by table. The corrections that follow rejects are told only once those are gone. */
export const goneRows = (patterns: Patterns, keys: readonly string[]): Map<string, string> =>
  new Map([...heldRows, ...namingRows(patterns, keys)].filter(({ table }) => table !== 'ops.corrections').map(({ table, where }) => [table, where]))

export interface TableCount {
  table: string
  rows: number
}

/** Numbers in the file of the records that go: every row they filled is the people's. */
export async function noteErasedRows(connection: Connection): Promise<void> {
  await connection.run('CREATE OR REPLACE TEMP TABLE erased_rows (import_id INTEGER, source_row BIGINT)')
  for (const { table, where } of heldRows.filter(({ imported }) => imported)) {
    await connection.run(
      `INSERT INTO temp.erased_rows SELECT import_id, source_row FROM (
         SELECT import_id, source_row, bool_and(coalesce(${where}, false)) AS whole FROM ${table} SEMI JOIN (SELECT import_id, source_row FROM ${table} WHERE ${where}) USING (import_id, source_row) GROUP BY ALL)
       WHERE whole AND import_id IS NOT NULL`,
    )
  }
}

/** How many rows of each table go. */
export async function countGone(connection: Connection, gone: ReadonlyMap<string, string>): Promise<TableCount[]> {
  const counts: TableCount[] = []
  for (const [table, where] of gone) {
    const { rows } = await one<TableCount>(connection, `SELECT count(*) AS rows FROM ${table} WHERE ${where}`)
    if (rows > 0) counts.push({ table, rows })
  }
  return counts
}
