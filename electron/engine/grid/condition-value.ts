import type { Condition } from '../../../shared/contract-grid.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Column } from './definition.ts'

const day = 86_400_000

export const readText = (condition: Condition, column: Column, index: number): string => String(valueAt(condition, column, index))

export function readNumber(condition: Condition, column: Column, index: number): number {
  const value = valueAt(condition, column, index)
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value)
  if (typeof value === 'boolean' || Number.isNaN(number)) throw unreadable(column, value, 'a number')
  return number
}

export function readBoolean(condition: Condition, column: Column, index: number): boolean {
  const value = valueAt(condition, column, index)
  if (value === true || value === 'true') return true
  if (value === false || value === 'false') return false
  throw unreadable(column, value, 'true or false')
}

/** The half-open period a value stands for: a date its whole day, an instant its millisecond. */
export function readPeriod(condition: Condition, column: Column, index: number): { from: string; to: string } {
  const value = valueAt(condition, column, index)
  const text = typeof value === 'string' ? value.trim() : ''
  const [, date = '', time = ''] = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/.exec(text) ?? []
  const isDate = time === ''
  const start = isCalendarDay(date) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(start)) throw unreadable(column, value, 'a date such as 2026-01-31 or an instant such as 2026-01-31T12:00:00Z')
  return { from: plainInstant(start), to: plainInstant(start + (isDate ? day : 1)) }
}

// Date.parse reads 31 February as 3 March.
function isCalendarDay(date: string): boolean {
  const start = Date.parse(date)
  return !Number.isNaN(start) && new Date(start).toISOString().startsWith(date)
}

const plainInstant = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('T', ' ').replace('Z', '')

function valueAt(condition: Condition, column: Column, index: number): string | number | boolean {
  const value = condition.values[index]
  if (value === undefined) throw new AppError('invalid_input', `The filter ${condition.operator} on ${column.name} needs ${index + 1} value${index === 0 ? '' : 's'}.`)
  return value
}

const unreadable = (column: Column, value: string | number | boolean, wanted: string): AppError =>
  new AppError('invalid_input', `The filter on ${column.name} needs ${wanted}, not ${JSON.stringify(value)}.`)
