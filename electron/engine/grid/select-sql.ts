import { quotedIdentifier, quotedString } from '@duckdb/node-api'
import type { GridQuery } from '../../../shared/contract-grid.ts'
import { bands } from '../../../shared/model.ts'
import type { Stage } from '../workspace/stages.ts'
import type { Column, Source, Statement } from './definition.ts'
import { columnNamed, filterSql } from './filter-sql.ts'
import type { OpenGrid } from './open-grid.ts'

export interface Selection {
  readonly columns: readonly Column[]
  readonly source: Source
  readonly stages: readonly Stage[]
  /** The dataset's own order, which also decides between rows the asked order leaves equal. */
  readonly order: readonly string[]
}

type Asked = Pick<GridQuery, 'filter' | 'search' | 'sort'>

/** Rows that meet the query, in its order, as `grid_position` and the keys that find them again. */
export function orderStatement(selection: Selection, asked: Asked): Statement {
  const { keys } = selection.source
  const { from, where, order, values } = clauses(selection, asked)
  const list = Object.entries(keys).map(([name, sql]) => `${sql} AS ${name}`)
  const inner = `SELECT ${list.join(', ')} FROM ${from} WHERE ${where} ORDER BY ${order}`
  return { sql: `SELECT (row_number() OVER () - 1)::INTEGER AS grid_position, ${Object.keys(keys).join(', ')} FROM (${inner})`, values }
}

/** The shown columns of all rows that meet the query, in its order. `dress` may change how a column is written, e.g. for an export. */
export function rowsStatement(selection: Selection, asked: Asked & { shown: readonly Column[] }, dress = ({ sql }: Column) => sql): Statement {
  const { from, where, order, values } = clauses(selection, asked, asked.shown)
  const list = atOrdering(selection.source, asked.shown).map((column) => `${dress(column)} AS ${quotedIdentifier(column.name)}`)
  return { sql: `SELECT ${list.join(', ')} FROM ${from} WHERE ${where} ORDER BY ${order}`, values }
}

/** Distinct values of a column among the rows that meet the query, most frequent first. */
export function valuesStatement(selection: Selection, asked: Asked & { column: Column; limit: number }): Statement {
  const { from, where, values } = clauses(selection, { ...asked, sort: [] }, [asked.column])
  const [column] = atOrdering(selection.source, [asked.column])
  return {
    sql: `SELECT ${column?.sql ?? 'NULL'} AS value, count(*)::INTEGER AS rows FROM ${from} WHERE ${where} GROUP BY ALL ORDER BY rows DESC, value LIMIT ${asked.limit}`,
    values,
  }
}

/** Positions `$from … $to - 1` of a grid with its shown columns, read where they lie. */
export function scatteredSql({ source, orderTable, shown }: OpenGrid, { position = false } = {}): string {
  const used = new Set(shown.flatMap(({ uses }) => uses))
  const byPosition = (sql: string) => withKeys(sql, (name) => `k.${name}`)
  const joins = Object.entries(source.parts).filter(([alias]) => used.has(alias)).map(([, part]) => byPosition(part.join))
  const list = [...(position ? ['k.grid_position'] : []), ...shown.map((column) => `${byPosition(column.sql)} AS ${quotedIdentifier(column.name)}`)]
  return `SELECT ${list.join(', ')} FROM ${orderTable} k ${joins.join(' ')} WHERE ${range('k.grid_position')}`
}

/** The same from the copy of the shown columns. */
export const copiedSql = ({ shown, copyTable }: OpenGrid): string =>
  `SELECT ${shown.map(({ name }) => quotedIdentifier(name)).join(', ')} FROM ${copyTable} WHERE ${range('grid_position')}`

const range = (position: string): string => `${position} >= $from AND ${position} < $to ORDER BY ${position}`

const withKeys = (sql: string, key: (name: string) => string): string => sql.replace(/\{(\w+)\}/g, (_, name: string) => key(name))

const atOrdering = (source: Source, columns: readonly Column[]): Column[] =>
  columns.map((column) => ({ ...column, sql: withKeys(column.sql, (name) => source.keys[name] ?? name) }))

function clauses({ source, stages, ...selection }: Selection, { filter, search, sort }: Asked, shown: readonly Column[] = []) {
  const columns = atOrdering(source, selection.columns)
  const where = filterSql(columns, { filter, search })
  const sorted = sortedColumns(columns, sort, selection.order)
  const used = new Set([...where.uses, ...[...sorted.map(({ column }) => column), ...shown].flatMap(({ uses }) => uses)])
  const joins = Object.entries(source.parts).filter(([alias, part]) => !part.spine && used.has(alias))
  return {
    from: [source.from, ...joins.map(([, part]) => withKeys(part.join, (name) => source.keys[name] ?? name))].join(' '),
    where: `${source.where.sql} AND ${where.sql}`,
    order: [...sorted.flatMap((term) => orderTerms(term, stages)), ...Object.values(source.keys)].join(', '),
    values: { ...source.where.values, ...where.values },
  }
}

interface Term {
  column: Column
  descending: boolean
}

/** What was asked for, then the dataset's own order for rows that are equal in it. */
function sortedColumns(columns: readonly Column[], sort: Asked['sort'], own: readonly string[]): Term[] {
  const asked = sort.map(({ column, descending }) => ({ column: columnNamed(columns, column), descending }))
  const rest = own.map((name) => ({ column: columnNamed(columns, name.replace(/^-/, '')), descending: name.startsWith('-') }))
  return [...asked, ...rest.filter(({ column }) => !asked.some((term) => term.column === column))]
}

/** Blank cells come last in both directions; text ignores case and accents first; bands and stages follow their rank. */
function orderTerms({ column, descending }: Term, stages: readonly Stage[]): string[] {
  const term = (sql: string) => `${sql} ${descending ? 'DESC' : 'ASC'} NULLS LAST`
  switch (column.kind) {
    case 'text':
      return column.exact ? [term(column.sql)] : [term(`lower(strip_accents(${column.sql}))`), term(column.sql)]
    case 'band':
      return [term(rank(column.sql, [...bands].reverse()))]
    case 'stage':
      return [term(rank(column.sql, ['unmapped', 'lost', ...stages.map(({ key }) => key)])), term(column.sql)]
    case 'number':
    case 'integer':
    case 'instant':
    case 'boolean':
      return [term(column.sql)]
  }
}

const rank = (sql: string, words: readonly string[]): string => `list_position([${words.map((word) => quotedString(word)).join(', ')}], ${sql})`
