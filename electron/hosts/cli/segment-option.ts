import { InvalidArgumentError } from 'commander'
import type { Condition } from '../../../shared/contract-grid.ts'
import { type Segment, segmentColumns } from '../../../shared/segment.ts'

export interface SegmentOptions {
  filter?: Segment
  knownOnly?: true
}

export const filterFlag = [
  '--filter <condition>', `which accounts and companies count: ${segmentColumns.join(', ')} followed by =, !=, ~ (contains), >= or <= and a value, e.g. 'industry=Software' (repeatable; a|b is either)`, readCondition,
] as const
export const knownOnlyFlag = ['--known-only', 'leave out those of which a condition of --filter is unknown'] as const

const operators = { '>=': 'atLeast', '<=': 'atMost', '!=': 'notEquals', '~': 'contains', '=': 'equals' } as const satisfies Record<string, Condition['operator']>

function readCondition(text: string, earlier: Segment = []): Segment {
  const [, name, sign, value] = /^\s*([a-z_]+)\s*(>=|<=|!=|=|~)\s*(.*\S)\s*$/is.exec(text) ?? []
  const column = segmentColumns.find((known) => known === name?.toLowerCase())
  if (column === undefined || value === undefined) throw new InvalidArgumentError(`Write one of ${segmentColumns.join(', ')}, then =, !=, ~, >= or <=, then a value.`)
  const operator = operators[sign as keyof typeof operators] // the pattern admits no other
  const isNumber = column === 'employees'
  if (isNumber && !value.split('|').every((each) => each.trim() !== '' && Number.isFinite(Number(each)))) throw new InvalidArgumentError('Employees are compared with a number.')
  const values = value.split('|').map((each) => (isNumber ? Number(each) : each.trim()))
  if (values.length > 1 && operator !== 'equals') throw new InvalidArgumentError('Several values go with = only.')
  return [...earlier, { column, operator: values.length > 1 ? 'in' : operator, values }]
}

/** As the contract takes it; not known is not failed unless told so. */
export const segmentInput = ({ filter = [], knownOnly }: SegmentOptions): { filter: Segment } => ({ filter: filter.map((each) => ({ ...each, ...(knownOnly ? {} : { orBlank: true }) })) })
