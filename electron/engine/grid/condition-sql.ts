import type { Condition } from '../../../shared/contract-grid.ts'
import { AppError } from '../../../shared/errors.ts'
import { readBoolean, readNumber, readPeriod, readText } from './condition-value.ts'
import type { Column } from './definition.ts'

/** Binds a value and returns the parameter that stands for it. */
export type Bind = (value: string | number | boolean) => string

/** What an operator may use: the column's expression, and its values as expressions. */
interface Operands<T> {
  sql: string
  value: (index?: number) => T
  /** One term per value, joined by OR; false where there is none. */
  any: (term: (value: T) => string) => string
}

type Operators<T> = Partial<Record<Condition['operator'], (operands: Operands<T>) => string>>

/** One condition as a boolean expression. Throws `invalid_input` for an operator or a value its column cannot take. */
export function conditionSql(column: Column, condition: Condition, bind: Bind): string {
  if (column.members !== undefined && members[condition.operator]) {
    return apply(members, { ...column, sql: column.members }, condition, (index) => bind(readText(condition, column, index)))
  }
  switch (column.kind) {
    case 'text':
    case 'band':
    case 'stage':
      return column.exact ? apply(exactText, column, condition, (index) => bind(readText(condition, column, index))) : applyFolded(column, condition, bind)
    case 'number':
    case 'integer':
      return apply(numbers, column, condition, (index) => `${bind(readNumber(condition, column, index))}::DOUBLE`)
    case 'instant':
      return apply(instants, column, condition, (index) => {
        const { from, to } = readPeriod(condition, column, index)
        return { from: () => `${bind(from)}::TIMESTAMP`, to: () => `${bind(to)}::TIMESTAMP` }
      })
    case 'boolean':
      return apply(booleans, column, condition, (index) => bind(readBoolean(condition, column, index)))
  }
}

function apply<T>(operators: Operators<T>, column: Pick<Column, 'name' | 'kind' | 'sql'>, condition: Condition, read: (index: number) => T): string {
  const operator = operators[condition.operator]
  if (!operator) throw new AppError('invalid_input', `Column ${column.name} (${column.kind}) cannot be filtered with ${condition.operator}.`)
  return operator({
    sql: column.sql,
    value: (index = 0) => read(index),
    any: (term) => condition.values.map((_, index) => `(${term(read(index))})`).join(' OR ') || 'false',
  })
}

/** `in` takes values as the filter menu lists them, letter by letter; everything typed ignores case. */
function applyFolded(column: Column, condition: Condition, bind: Bind): string {
  const folds = condition.operator !== 'in' && condition.operator !== 'blank' && condition.operator !== 'notBlank'
  const folded = (sql: string) => (folds ? `lower(${sql})` : sql)
  return apply(exactText, { ...column, sql: folded(column.sql) }, condition, (index) => folded(bind(readText(condition, column, index))))
}

const exactText: Operators<string> = {
  contains: ({ sql, value }) => `contains(lower(${sql}), lower(${value()}))`,
  notContains: ({ sql, value }) => `NOT coalesce(contains(lower(${sql}), lower(${value()})), false)`,
  startsWith: ({ sql, value }) => `starts_with(${sql}, ${value()})`,
  endsWith: ({ sql, value }) => `ends_with(${sql}, ${value()})`,
  equals: ({ sql, value }) => `${sql} = ${value()}`,
  notEquals: ({ sql, value }) => `${sql} IS DISTINCT FROM ${value()}`,
  in: ({ sql, any }) => any((value) => `${sql} = ${value}`),
  blank: ({ sql }) => `coalesce(${sql}, '') = ''`,
  notBlank: ({ sql }) => `coalesce(${sql}, '') <> ''`,
}

const members: Operators<string> = {
  equals: ({ sql, value }) => `list_contains(${sql}, ${value()})`,
  notEquals: ({ sql, value }) => `NOT coalesce(list_contains(${sql}, ${value()}), false)`,
  in: ({ sql, any }) => any((value) => `list_contains(${sql}, ${value})`),
}

const numbers: Operators<string> = {
  equals: ({ sql, value }) => `${sql} = ${value()}`,
  notEquals: ({ sql, value }) => `${sql} IS DISTINCT FROM ${value()}`,
  lessThan: ({ sql, value }) => `${sql} < ${value()}`,
  atMost: ({ sql, value }) => `${sql} <= ${value()}`,
  greaterThan: ({ sql, value }) => `${sql} > ${value()}`,
  atLeast: ({ sql, value }) => `${sql} >= ${value()}`,
  between: ({ sql, value }) => `${sql} BETWEEN ${value(0)} AND ${value(1)}`,
  in: ({ sql, any }) => any((value) => `${sql} = ${value}`),
  blank: ({ sql }) => `${sql} IS NULL`,
  notBlank: ({ sql }) => `${sql} IS NOT NULL`,
}

const booleans: Operators<string> = {
  equals: ({ sql, value }) => `${sql} = ${value()}`,
  notEquals: ({ sql, value }) => `${sql} IS DISTINCT FROM ${value()}`,
  in: ({ sql, any }) => any((value) => `${sql} = ${value}`),
  blank: ({ sql }) => `${sql} IS NULL`,
  notBlank: ({ sql }) => `${sql} IS NOT NULL`,
}

/** The period a typed value stands for; its edges are bound when they are used. */
interface Period {
  from: () => string
  to: () => string
}

const within = (sql: string, period: Period) => `${sql} >= ${period.from()} AND ${sql} < ${period.to()}`

const instants: Operators<Period> = {
  equals: ({ sql, value }) => within(sql, value()),
  notEquals: ({ sql, value }) => `NOT coalesce(${within(sql, value())}, false)`,
  lessThan: ({ sql, value }) => `${sql} < ${value().from()}`,
  atMost: ({ sql, value }) => `${sql} < ${value().to()}`,
  greaterThan: ({ sql, value }) => `${sql} >= ${value().to()}`,
  atLeast: ({ sql, value }) => `${sql} >= ${value().from()}`,
  between: ({ sql, value }) => `${sql} >= ${value(0).from()} AND ${sql} < ${value(1).to()}`,
  in: ({ sql, any }) => any((period) => within(sql, period)),
  blank: ({ sql }) => `${sql} IS NULL`,
  notBlank: ({ sql }) => `${sql} IS NOT NULL`,
}
