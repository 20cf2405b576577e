import type { Condition, GridQuery } from '../../../shared/contract-grid.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Values } from '../db/query.ts'
import { conditionSql } from './condition-sql.ts'
import type { Column } from './definition.ts'

export interface FilterSql {
  /** A boolean expression over the columns' parts; `true` where nothing is asked for. */
  readonly sql: string
  /** What the expression's parameters are bound to. */
  readonly values: Values
  readonly uses: readonly string[]
}

/**
 * The conditions and the search of a query as one expression with bound values. A blank cell meets the negative operators.
 * Throws `invalid_input` for an unknown column, an operator its kind does not have, or a value that cannot be read.
 */
export function filterSql(columns: readonly Column[], { filter, search }: Pick<GridQuery, 'filter' | 'search'>): FilterSql {
  const values: Values = {}
  const bind = (value: string | number | boolean) => {
    const name = `v${Object.keys(values).length}`
    values[name] = value
    return `$${name}`
  }
  const asked = filter.map((condition) => ({ condition, column: columnNamed(columns, condition.column) }))
  const met = (column: Column, condition: Condition) => `(${conditionSql(column, condition, bind)})`
  const parts = asked.map(({ condition, column }) => (condition.orBlank ? `(${met(column, condition)} OR ${met(column, { column: column.name, operator: 'blank', values: [] })})` : met(column, condition)))
  const uses = new Set(asked.flatMap(({ column }) => column.uses))
  const words = search.trim()
  if (words !== '') {
    const searched = columns.filter(({ kind, unsearched }) => kind === 'text' && !unsearched)
    const pattern = bind(words)
    parts.push(`(${searched.map(({ sql }) => `contains(lower(${sql}), lower(${pattern}))`).join(' OR ') || 'false'})`)
    for (const column of searched) for (const alias of column.uses) uses.add(alias)
  }
  return { sql: parts.join(' AND ') || 'true', values, uses: [...uses] }
}

export function columnNamed(columns: readonly Column[], name: string): Column {
  const found = columns.find((column) => column.name === name)
  if (!found) throw new AppError('invalid_input', `There is no column ${JSON.stringify(name)}. There are: ${columns.map((column) => column.name).join(', ')}.`)
  return found
}
