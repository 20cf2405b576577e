import { quotedIdentifier, quotedString } from '@duckdb/node-api'
import type { Connection } from '../db/connection.ts'
import { one, rows, run } from '../db/query.ts'
import { erasedWord, type Patterns } from './patterns.ts'
import { knownOf } from './subject.ts'
import { type TextColumn, textColumns } from './text-columns.ts'

/** Columns that hold who somebody is: a full name in one of them is of the row's own person. */
const nameColumns = new Set(['crm.contacts.name', 'crm.accounts.name', 'dev.profiles.name', 'dev.events.actor_name', 'dev.mailmap.proper_name', 'dev.mailmap.commit_name', 'evidence.claims.name', 'ops.list_entries.label'])

export interface Mention {
  table: string
  column: string
  rows: number
}

/** Full names that nobody else goes by: a text that gives only the name of two people names neither. */
export async function ownNames(connection: Connection): Promise<string[]> {
  const found = await rows<{ value: string }>(
    connection,
    `SELECT value FROM (SELECT value FROM ${knownOf('name')}) ANTI JOIN (
       SELECT lower(trim(name)) AS value FROM crm.contacts WHERE record_id NOT IN ${knownOf('contact')} AND coalesce(lower(trim(email)), '') NOT IN ${knownOf('email')}
       UNION ALL SELECT lower(trim(name)) FROM dev.people WHERE person_id::VARCHAR NOT IN ${knownOf('person')}
       UNION ALL SELECT lower(trim(name)) FROM crm.accounts) USING (value)`,
  )
  return found.map(({ value }) => value)
}

const whole = `(SELECT value FROM temp.erasure_known WHERE kind IN ('email', 'login', 'handle', 'key', 'claim'))`
const exactColumns = new Set(['email', 'login', 'handle', 'record_key', 'commit_email', 'proper_email'])

const patternsFor = (column: TextColumn, { anywhere, names, cells }: Patterns): readonly string[] => [
  ...anywhere,
  ...(nameColumns.has(`${column.table}.${column.column}`) ? [] : names),
  ...(column.type === 'JSON' && column.table.startsWith('ops.') ? cells : []),
]

const text = ({ column }: Pick<TextColumn, 'column'>): string => `CAST(${quotedIdentifier(column)} AS VARCHAR)`

/** Whether a cell names them; SQL. */
function names(column: TextColumn, patterns: Patterns): string {
  const found = patternsFor(column, patterns).map((pattern) => `regexp_matches(${text(column)}, ${quotedString(pattern)}, 'i')`)
  if (exactColumns.has(column.column)) found.push(`lower(trim(${quotedIdentifier(column.column)})) IN ${whole}`)
  if (column.column === 'contact_ids') found.push(`list_has_any(contact_ids, (SELECT list(value) FROM temp.erasure_known WHERE kind = 'contact'))`)
  return found.length === 0 ? 'false' : `coalesce(${found.join(' OR ')}, false)`
}

/** A name may touch the next one, so that what is between belongs to both: replaced twice, both go. */
const replaced = (sql: string, patterns: readonly string[]): string =>
  [...patterns, ...patterns].reduce((inner, pattern) => `regexp_replace(${inner}, ${quotedString(pattern)}, ${quotedString(String.raw`\1${erasedWord}\3`)}, 'gi')`, sql)

/** What lists lose, as SQL: subqueries may not stand in a lambda. */
interface GoneValues {
  contacts: string
  emails: string
}

const goneValues = async (connection: Connection): Promise<GoneValues> => {
  const values = async (kind: 'contact' | 'email') => (await rows<{ value: string }>(connection, `SELECT value FROM ${knownOf(kind)}`)).map(({ value }) => quotedString(value))
  return { contacts: `[${(await values('contact')).join(', ')}]::VARCHAR[]`, emails: `[${(await values('email')).join(', ')}]::VARCHAR[]` }
}

function changed(column: TextColumn, patterns: Patterns, gone: GoneValues): string {
  const name = quotedIdentifier(column.column)
  const parts = patternsFor(column, patterns)
  if (column.column === 'contact_ids') return `list_filter(contact_ids, lambda item: NOT list_contains(${gone.contacts}, item))`
  if (column.column === 'contact_emails') return `list_filter(contact_emails, lambda item: NOT list_contains(${gone.emails}, lower(trim(item))))`
  if (column.type === 'VARCHAR[]') return `list_transform(${name}, lambda item: ${replaced('item', parts)})`
  if (column.type === 'JSON') return `CAST(${replaced(text(column), parts)} AS JSON)`
  return exactColumns.has(column.column) && column.nullable ? `CASE WHEN lower(trim(${name})) IN ${whole} THEN NULL ELSE ${replaced(name, parts)} END` : replaced(name, parts)
}

/** How many cells of rows about others name them. */
export async function readMentions(connection: Connection, patterns: Patterns, gone: ReadonlyMap<string, string>): Promise<Mention[]> {
  const mentions: Mention[] = []
  const all = await textColumns(connection)
  for (const table of new Set(all.map((column) => column.table))) {
    const columns = all.filter((column) => column.table === table)
    const counts = columns.map((column) => `count(*) FILTER (${names(column, patterns)}) AS ${quotedIdentifier(column.column)}`)
    const found = await one<Record<string, number>>(connection, `SELECT ${counts.join(', ')} FROM ${table} WHERE NOT coalesce(${gone.get(table) ?? 'false'}, false)`)
    for (const column of columns) if ((found[column.column] ?? 0) > 0) mentions.push({ table, column: column.column, rows: found[column.column] ?? 0 })
  }
  return mentions
}

/** Puts “[erased]” where texts about others name them; cells that hold nothing else are emptied. */
export async function redact(connection: Connection, patterns: Patterns): Promise<void> {
  const mentions = await readMentions(connection, patterns, new Map())
  const columns = await textColumns(connection)
  const values = await goneValues(connection)
  for (const { table, column } of mentions) {
    const found = columns.find((each) => each.table === table && each.column === column)
    if (found) await run(connection, `UPDATE ${table} SET ${quotedIdentifier(column)} = ${changed(found, patterns, values)} WHERE ${names(found, patterns)}`)
  }
}
