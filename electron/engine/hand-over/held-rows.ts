import { quotedIdentifier } from '@duckdb/node-api'
import { type Audience, type HandOverPreview, type PersonalKind, personalKinds } from '../../../shared/contract-hand-over.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows, run } from '../db/query.ts'
import type { Statement } from '../grid/definition.ts'
import { linkedinPattern } from '../personas/identifier-steps.ts'
import { type HandOverColumn, suppressionColumns, wallColumns } from './columns.ts'

const address = `[a-z0-9.!#$%&''*+/=?^_\`{|}~-]+@[a-z0-9-]+(?:\\.[a-z0-9-]+)+`
const text = (column: string) => `coalesce(CAST(${quotedIdentifier(column)} AS VARCHAR), '')`

export interface Asked {
  audience: Audience
  /** A list of addresses not to write to; it has the columns of one and nothing else, and the wall, which it serves, lets it pass. */
  isSuppression?: true
  columns: readonly HandOverColumn[]
  /** A statement over tables of the workspace, or the rows themselves. */
  source: Statement | { given: readonly Readonly<Record<string, string | number | boolean | null>>[] }
}

/** Tables of a connection: all rows in their order, and the row ids that the wall keeps back. */
export const heldTable = 'temp.hand_over'
export const withheldTable = 'temp.hand_over_withheld'

/**
 * Holds the rows of a statement on `connection` and finds those that the wall keeps back. A file for sales holds nobody of the user database, whether the row names the person, the
 * contact, or an address, a login or a LinkedIn profile of the same human in any of its texts. Throws where the statement lacks a column of the wall or one that is written.
 */
export async function holdRows(connection: Connection, { audience, columns, source: asked, isSuppression }: Asked): Promise<void> {
  if (isSuppression && columns !== suppressionColumns) throw new AppError('internal', 'A suppression list has its own columns.')
  const source = 'given' in asked ? givenStatement(asked.given, columns) : asked
  await run(connection, `CREATE OR REPLACE TEMP TABLE hand_over AS ${source.sql}`, source.values)
  const present = (await rows<{ name: string }>(connection, `SELECT column_name AS name FROM duckdb_columns() WHERE database_name = 'temp' AND table_name = 'hand_over'`)).map(({ name }) => name)
  const missing = [...wallColumns, ...columns.map(({ name }) => name)].find((name) => !present.includes(name))
  if (missing !== undefined) throw new AppError('internal', `The rows of a file lack the column ${missing}.`)
  await run(connection, `CREATE OR REPLACE TEMP TABLE hand_over_withheld AS ${audience === 'sales' && !isSuppression ? wallSql(present, columns) : 'SELECT 0::BIGINT AS row_no WHERE false'}`)
}

/** Rows as a statement; a column is a number or a truth where nothing else stands in it. */
function givenStatement(given: readonly Readonly<Record<string, string | number | boolean | null>>[], columns: readonly HandOverColumn[]): Statement {
  const names = [...new Set([...wallColumns, ...columns.map(({ name }) => name)])]
  const typeOf = (name: string): string => {
    const types = new Set(given.flatMap((row) => (row[name] === null || row[name] === undefined ? [] : [typeof row[name]])))
    return name === 'person_id' ? 'INTEGER' : types.size !== 1 || types.has('string') ? 'VARCHAR' : types.has('number') ? 'DOUBLE' : 'BOOLEAN'
  }
  const shape = JSON.stringify([Object.fromEntries(names.map((name) => [name, typeOf(name)]))])
  return { sql: 'SELECT unnest(from_json($given::JSON, $shape), recursive := true)', values: { given: JSON.stringify(given), shape } }
}

/** Row ids of whoever is in the user database. Every column is read, the undeclared too. */
function wallSql(present: readonly string[], columns: readonly HandOverColumn[]): string {
  const whole = `concat_ws(' ', ${present.map(text).join(', ')})`
  const logins = columns.filter(({ personal }) => personal === 'login').map(({ name }) => `SELECT rowid AS row_no, 'login' AS kind, unnest(regexp_split_to_array(lower(${text(name)}), '[^a-z0-9-]+')) AS value FROM ${heldTable}`)
  return `
    WITH named AS (
      SELECT rowid AS row_no, 'person' AS kind, CAST(person_id AS VARCHAR) AS value FROM ${heldTable}
      UNION ALL SELECT rowid, 'contact', CAST(contact_record_id AS VARCHAR) FROM ${heldTable}
      UNION ALL SELECT rowid, 'email', unnest(regexp_extract_all(lower(${whole}), '${address}')) FROM ${heldTable}
      UNION ALL SELECT rowid, 'linkedin', unnest(regexp_extract_all(lower(${whole}), ${linkedinPattern}, 1)) FROM ${heldTable}
      ${logins.map((sql) => `UNION ALL ${sql}`).join('\n')}),
    users AS (SELECT kind, value FROM result.human_identifiers SEMI JOIN (SELECT human_id FROM result.humans WHERE in_user) u USING (human_id))
    SELECT DISTINCT row_no FROM named SEMI JOIN users USING (kind, value)`
}

/** What the file would hold. */
export async function previewHeld(connection: Connection, columns: readonly HandOverColumn[]): Promise<HandOverPreview> {
  const holds = (kind: PersonalKind): string => {
    const declared = columns.filter(({ personal }) => personal === kind).map(({ name }) => `${text(name)} <> ''`)
    const found = kind === 'email' ? columns.map(({ name }) => `regexp_matches(lower(${text(name)}), '${address}')`) : kind === 'linkedin' ? columns.map(({ name }) => `contains(lower(${text(name)}), 'linkedin.com/in/')`) : []
    return [...declared, ...found].join(' OR ') || 'false'
  }
  const counts = personalKinds.map((kind) => `(count(*) FILTER (NOT is_withheld AND (${holds(kind)})))::INTEGER AS ${quotedIdentifier(kind)}`)
  const { rows: kept, withheld, ...personal } = await one<{ rows: number; withheld: number } & Record<PersonalKind, number>>(
    connection,
    `SELECT (count(*) FILTER (NOT is_withheld))::INTEGER AS rows, (count(*) FILTER (is_withheld))::INTEGER AS withheld, ${counts.join(', ')}
     FROM (SELECT *, rowid IN (FROM ${withheldTable}) AS is_withheld FROM ${heldTable})`,
  )
  return { rows: kept, withheld, personal: Object.fromEntries(Object.entries(personal).filter(([, count]) => count > 0)) }
}

/** The columns of the rows that may leave, in their order. */
export const keptSql = (columns: readonly HandOverColumn[]): string =>
  `SELECT ${columns.map(({ name }) => quotedIdentifier(name)).join(', ')} FROM ${heldTable} WHERE rowid NOT IN (FROM ${withheldTable}) ORDER BY rowid`
