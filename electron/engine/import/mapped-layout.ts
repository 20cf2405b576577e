import type { ImportMapping } from '../../../shared/import-mapping.ts'
import { textOf } from './expressions.ts'
import { normalHeader } from './headers.ts'
import type { Column, DateOrder, Field, Layout, Sample } from './importer.ts'

/** Columns that stand together for one header of the format. */
export interface Assignment {
  field: Field
  columns: readonly string[]
  /** Addresses that serve as a key are compared in lower case. */
  lower: boolean
}

/** A mapping as it applies to the columns of one file. */
export interface Assignments {
  assigned: ReadonlyMap<string, Assignment>
  /** Columns no field may take by their name. */
  hidden: ReadonlySet<string>
}

const keyField = 'record_id'

/** What each field is read from: columns the file does not have are left out. */
export function assignments({ columns, aside, key }: ImportMapping, fields: readonly Field[], names: readonly string[]): Assignments {
  const present = new Set(names)
  const addresses = new Set(['domain', 'website', 'email'].flatMap((field) => columns[field] ?? []))
  const chosen: Readonly<Record<string, readonly string[]>> = { ...columns, ...(key.length > 0 ? { [keyField]: key } : {}) }
  const assigned = new Map(
    fields.flatMap((field): [string, Assignment][] => {
      const wanted = chosen[field.field]
      if (wanted === undefined) return []
      const lower = field.field === keyField && wanted.every((name) => addresses.has(name))
      return [[field.header, { field, columns: wanted.filter((name) => present.has(name)), lower }]]
    }),
  )
  // A key says which column tells records apart; the column goes on to fill the field its name suggests.
  const taken = Object.entries(columns).flatMap(([field, list]) => (field === keyField && key.length > 0 ? [] : list))
  return { assigned, hidden: new Set([...taken, ...aside]) }
}

/** The file's columns under the headers the format knows. */
export function mappedNames({ assigned, hidden }: Assignments, names: readonly string[]): string[] {
  const headers = new Set([...assigned.keys()].map(normalHeader))
  return [...assigned.keys(), ...names.filter((name) => !hidden.has(name) && !headers.has(normalHeader(name)))]
}

export function mappedLayout(layout: Layout, given: Assignments): Layout {
  const names = mappedNames(given, layout.names)
  const visible = new Set(names)
  return {
    container: layout.container,
    names,
    fileNames: layout.names,
    at: (...path) => {
      const [first = ''] = path
      const assignment = given.assigned.get(first)
      if (assignment && path.length === 1) return together(assignment, layout)
      return visible.has(first) || (layout.container === 'json' && !given.hidden.has(first)) ? layout.at(...path) : undefined
    },
    rest: (used, cell) => layout.rest(used.flatMap((name) => given.assigned.get(name)?.columns ?? [name]), cell),
  }
}

export function mappedSample(sample: Sample, given: Assignments): Sample {
  const names = mappedNames(given, sample.names)
  return {
    ...sample,
    names,
    records: sample.records.map((record) => Object.fromEntries(names.map((name) => [name, given.assigned.has(name) ? firstFilled(record, given.assigned.get(name)?.columns ?? []) : record[name]]))),
  }
}

const firstFilled = (record: Record<string, unknown>, columns: readonly string[]): unknown =>
  columns.map((column) => record[column]).find((value) => value !== null && value !== undefined && value !== '') ?? null

function together({ field, columns, lower }: Assignment, layout: Layout): Column {
  const found = columns.flatMap((name) => layout.at(name) ?? [])
  const [first] = found
  if (!first) return { sql: 'NULL::VARCHAR', type: 'text' }
  if (lower) return { sql: `lower(coalesce(${found.map(textOf).join(', ')}))`, type: 'text' }
  if (found.length === 1) return first
  if (field.kind === 'list' || field.joined === true) return { sql: `concat_ws(';', ${found.map(textOf).join(', ')})`, type: 'text' }
  const same = first.type !== 'text' && found.every(({ type }) => type === first.type)
  return { ...first, sql: `coalesce(${found.map((column) => (same ? column.sql : textOf(column))).join(', ')})`, type: same ? first.type : 'text' }
}

/** The layout with the order of day and month known for single columns. */
export const orderedLayout = (layout: Layout, orders: ReadonlyMap<string, DateOrder>): Layout => ({
  ...layout,
  at: (...path) => {
    const column = layout.at(...path)
    const order = orders.get(path.join('.'))
    return column && order !== undefined ? { ...column, order } : column
  },
})
