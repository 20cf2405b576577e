import type { Condition, GridColumn } from '../../shared/contract-grid.ts'
import { formatDay, formatInteger } from './formats.ts'
import { sentenceCase } from './stage-words.ts'

const operators: Record<Condition['operator'], string> = {
  contains: 'contains',
  notContains: 'does not contain',
  equals: 'is',
  notEquals: 'is not',
  startsWith: 'starts with',
  endsWith: 'ends with',
  lessThan: 'under',
  atMost: 'at most',
  greaterThan: 'over',
  atLeast: 'at least',
  between: 'between',
  in: 'is',
  blank: 'is blank',
  notBlank: 'is not blank',
}

/** A condition as a chip says it: "Stage is Customer or Lead", "Score at least 10", "In CRM". */
export const conditionWords = (condition: Condition, columns: readonly GridColumn[]): string => `${plainWords(condition, columns)}${condition.orBlank ? ', or unknown' : ''}`

function plainWords({ column, operator, values }: Condition, columns: readonly GridColumn[]): string {
  const known = columns.find(({ name }) => name === column)
  const label = known?.label ?? column
  if (operator === 'blank' || operator === 'notBlank') return `${label} ${operators[operator]}`
  if (known?.kind === 'boolean' && (operator === 'equals' || operator === 'notEquals')) {
    return `${label}: ${String(values[0]) === String(operator === 'equals') ? 'yes' : 'no'}`
  }
  const words = values.map((value) => valueWords(value, known?.kind))
  if (operator === 'between') return `${label} between ${words.join(' and ')}`
  const shown = words.length > 3 ? `${words.slice(0, 2).join(', ')} or ${words.length - 2} more` : words.join(' or ')
  return `${label} ${operators[operator]} ${shown}`
}

function valueWords(value: string | number | boolean, kind: GridColumn['kind'] | undefined): string {
  if (typeof value === 'number') return formatInteger(value) === String(value) || !Number.isInteger(value) ? String(value) : formatInteger(value)
  if (kind === 'instant') return formatDay(String(value))
  return kind === 'stage' ? sentenceCase(String(value)) : String(value)
}
