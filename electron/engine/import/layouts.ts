import { quotedIdentifier, quotedString } from '@duckdb/node-api'
import type { Column, Container, Layout } from './importer.ts'

/** A table whose cells are texts; `cell` is the SQL of the column at an index. */
export function delimitedLayout(headers: readonly string[], cell: (index: number) => string): Layout {
  const text = (index: number): Column => ({ sql: cell(index), type: 'text' })
  return tableLayout('delimited', headers, (index) => text(index))
}

/** A Parquet file, its columns as DuckDB describes them. */
export function parquetLayout(columns: readonly { name: string; type: string }[]): Layout {
  const names = columns.map((column) => column.name)
  return tableLayout('parquet', names, (index) => {
    const { name, type } = columns[index] ?? { name: '', type: 'VARCHAR' }
    return typedColumn(quotedIdentifier(name), type)
  })
}

function typedColumn(sql: string, type: string): Column {
  if (type === 'VARCHAR') return { sql, type: 'text' }
  if (type === 'TIMESTAMP WITH TIME ZONE') return { sql: `make_timestamp(epoch_us(${sql}))`, type: 'instant' }
  if (/^(TIMESTAMP|DATE)/.test(type)) return { sql: `CAST(${sql} AS TIMESTAMP)`, type: 'instant' }
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL)/.test(type) && !type.endsWith('[]')) return { sql, type: 'number' }
  if (type === 'VARCHAR[]') return { sql, type: 'texts' }
  return { sql: `CAST(${sql} AS VARCHAR)`, type: 'text' }
}

function tableLayout(container: Container, names: readonly string[], column: (index: number) => Column): Layout {
  const indexes = new Map(names.map((name, index) => [name, index]))
  return {
    container,
    names,
    at: (...path) => {
      const index = indexes.get(path.join('.'))
      return index === undefined ? undefined : column(index)
    },
    rest: (used, cell = (sql) => sql) => {
      const left = names.flatMap((name, index) => (used.includes(name) ? [] : [`${quotedString(name)}: ${cell(column(index).sql)}`]))
      return left.length > 0 ? `to_json({${left.join(', ')}})` : null
    },
  }
}

/** JSON read straight into typed columns: only the values at `paths` are parsed, as text but for `wholeNumbers`. */
export function jsonColumnsLayout(names: readonly string[], paths: readonly (readonly string[])[], wholeNumbers: readonly string[] = []): Layout {
  const known = new Set(paths.map((path) => path.join('\u0000')))
  return {
    container: 'json',
    names,
    at: (...path) => 
      known.has(path.join('\u0000')) ? { sql: path.map((key) => quotedIdentifier(key)).join('.'), type: wholeNumbers.includes(path.join('.')) ? 'number' : 'text' } : undefined,
    rest: () => null,
  }
}

/** JSON read as whole objects in a column `v`. */
export const jsonObjectsLayout = (names: readonly string[]): Layout => ({
  container: 'json',
  names,
  // TRY: where the object on the way is text, as in exports whose payload is a string, it is parsed first.
  at: (...path) => ({ sql: path.length === 1 ? jsonText(path) : `coalesce(${jsonText(path)}, ${embedded(path)})`, type: 'text' }),
  rest: () => 'v',
})

const pointer = (path: readonly string[]): string => quotedString(path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''))
const jsonText = (path: readonly string[]): string => `json_extract_string(v, ${pointer(path)})`
const embedded = ([first = '', ...rest]: readonly string[]): string => `try(json_extract_string(${jsonText([first])}, ${pointer(rest)}))`

type Shape = Map<string, Shape>

/** The `columns` argument of read_json that reads exactly these paths. */
export function jsonColumns(paths: readonly (readonly string[])[], wholeNumbers: readonly string[] = []): string {
  const root: Shape = new Map()
  for (const path of paths) {
    let shape = root
    for (const key of path) {
      const next: Shape = shape.get(key) ?? new Map<string, Shape>()
      shape.set(key, next)
      shape = next
    }
  }
  const typeOf = (shape: Shape, path: string): string =>
    shape.size === 0
      ? wholeNumbers.includes(path) ? 'BIGINT' : 'VARCHAR'
      : `STRUCT(${[...shape].map(([key, inner]) => `${quotedIdentifier(key)} ${typeOf(inner, `${path}.${key}`)}`).join(', ')})`
  return `{${[...root].map(([key, shape]) => `${quotedString(key)}: ${quotedString(typeOf(shape, key))}`).join(', ')}}`
}
