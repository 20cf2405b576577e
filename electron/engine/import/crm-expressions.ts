import { isAmong, textOf, textsOf } from './expressions.ts'
import type { Column } from './importer.ts'

const address = '[^@\\s,;:<>()"]+@[^@\\s,;:<>()"]+\\.[^@\\s,;:<>()"]+'

/** The first e-mail address in the first of the cells that holds one, lower-cased: of `Jo <jo@x.co>` the `jo@x.co`. */
export const firstAddressOf = (columns: readonly (Column | undefined)[]): string =>
  columns.length === 0 ? 'NULL::VARCHAR' : `coalesce(${columns.map((column) => addressIn(`lower(${textOf(column)})`)).join(', ')})`

/** Whether a text is an address is told several times as fast as where in it one stands. */
const addressIn = (text: string): string => `CASE WHEN regexp_full_match(${text}, '${address}') THEN ${text} ELSE nullif(regexp_extract(${text}, '${address}'), '') END`

/** Every e-mail address in the cells, lower-cased: `Jo Bloggs (jo@x.co);Ann (ann@y.co)` names two. */
export const addressesOf = (columns: readonly (Column | undefined)[]): string =>
  joined(columns.map((column) => `regexp_extract_all(lower(coalesce(${textOf(column)}, '')), '${address}')`))

/** The ids in the cells: `111;222`, or `111, 222`; where cells may be lists also `["111", "222"]`. */
export function idsOf(columns: readonly (Column | undefined)[], lists = false): string {
  const ids = (column: Column | undefined) => (lists || column?.type === 'texts' ? joined([textsOf(column, '[;,]')]) : idsIn(textOf(column)))
  return columns.length === 1 ? ids(columns[0]) : joined(columns.map(ids))
}

/** Most cells hold one id and need no splitting. */
const idsIn = (text: string): string =>
  `CASE WHEN ${text} IS NULL THEN []::VARCHAR[] WHEN contains(${text}, ';') OR contains(${text}, ',') THEN ${joined([splitIds(text)])} ELSE [${text}] END`

const splitIds = (text: string): string => `list_filter(list_transform(regexp_split_to_array(${text}, '[;,]'), lambda item: trim(item)), lambda item: item <> '')`

/** A list of ids, each as `id` writes it. */
export const eachId = (list: string, id: (sql: string) => string): string => (id('item') === 'item' ? list : `list_transform(${list}, lambda item: ${id('item')})`)

/** The lists one after another without what an earlier one has. */
const joined = (lists: readonly string[]): string =>
  lists.length === 0
    ? '[]::VARCHAR[]'
    : `list_filter(${concatenated(lists)}, lambda item, position: list_position(${concatenated(lists)}, item) = position)`

const concatenated = (lists: readonly string[]): string => (lists.length === 1 ? (lists[0] ?? '') : `list_concat(${lists.join(', ')})`)

const yes = ['true', '1', 'yes', 'y', 'x', 'ja', 'wahr', 'oui', 'vrai', 'sí', 'si', 'verdadero', 'ano', 'はい']
const no = ['false', '0', 'no', 'n', 'nein', 'falsch', 'non', 'faux', 'falso', 'ne', 'いいえ']

/** Yes or no in the languages exports come in; NULL for anything else. */
export const truthOf = (column: Column | undefined): string =>
  column === undefined ? 'NULL::BOOLEAN' : `CASE WHEN ${isAmong(`lower(${textOf(column)})`, yes)} THEN true WHEN ${isAmong(`lower(${textOf(column)})`, no)} THEN false END`

/**
 * An amount of money, whichever way it is written: `25000.5`, `1.5E7`, `€ 1,234.50`, `1.234,50 EUR`, `(300)`. The last of two kinds of separator is the
 * decimal one; a single kind separates thousands where it repeats or stands before exactly three digits, but a plain number is what it is.
 */
export function amountOf(column: Column | undefined): string {
  if (column === undefined) return 'NULL::DOUBLE'
  if (column.type === 'number') return `CAST(${column.sql} AS DOUBLE)`
  const text = textOf(column)
  const bare = `regexp_replace(${text}, '[^0-9.,-]', '', 'g')`
  const decimalComma = `(regexp_full_match(${bare}, '-?[0-9.]*,[0-9]+') AND NOT regexp_full_match(${bare}, '-?[0-9]{1,3},[0-9]{3}'))`
  const digits = `CASE WHEN ${decimalComma} THEN replace(replace(${bare}, '.', ''), ',', '.')
    WHEN regexp_full_match(${bare}, '-?[0-9]{1,3}([.][0-9]{3}){2,}') THEN replace(${bare}, '.', '') ELSE replace(${bare}, ',', '') END`
  const sign = `CASE WHEN regexp_full_match(${text}, '[(].*[)]') THEN -1 ELSE 1 END`
  const plain = `CASE WHEN regexp_full_match(${text}, '[+-]?[0-9]*[.]?[0-9]+([eE][+-]?[0-9]+)?') THEN TRY_CAST(${text} AS DOUBLE) END`
  return `coalesce(${plain}, CASE WHEN regexp_full_match(${text}, '[(]?[^0-9]{0,8}[0-9][0-9., ''\u00A0\u202F]*[^0-9]{0,8}') THEN ${sign} * TRY_CAST(${digits} AS DOUBLE) END)`
}
