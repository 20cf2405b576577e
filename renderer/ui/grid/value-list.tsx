import type { Input } from '../../../shared/contract.ts'
import type { Condition, GridColumn } from '../../../shared/contract-grid.ts'
import { useCall } from '../../lib/engine.ts'
import { formatInteger } from '../../lib/formats.ts'
import { Button } from '../button.tsx'
import { Trouble } from '../page.tsx'
import { formatValue } from './column-definitions.ts'
import { Skeleton } from '../skeleton.tsx'

export type ValueQuery = Omit<Input<'grid.values'>, 'column'>

interface ValueListProps {
  column: GridColumn
  condition: Condition | null
  query: ValueQuery
  onChange: (condition: Condition | null) => void
}

const shownAtMost = 200

/** Every value of a column with its count, each to be ticked; a tick takes effect at once. */
export function ValueList({ column, condition, query, onChange }: ValueListProps) {
  const { data, error } = useCall('grid.values', { ...query, column: column.name })
  const boolean = column.kind === 'boolean'
  const ticked = new Set((condition?.operator === 'in' || condition?.operator === 'equals' ? condition.values : []).map(String))
  const values = (data ?? []).flatMap(({ value, rows }) => (value === null ? [] : [{ value, rows }]))

  const toggle = (value: string) => {
    const next = boolean ? new Set([value]) : new Set(ticked)
    if (ticked.has(value)) next.delete(value)
    else next.add(value)
    const chosen = values.filter((each) => next.has(each.value)).map((each) => each.value)
    const [only] = chosen
    if (only === undefined) onChange(null)
    else onChange(boolean ? { column: column.name, operator: 'equals', values: [only === 'true'] } : { column: column.name, operator: 'in', values: chosen })
  }
  if (error) return <Trouble error={error} />
  return (
    <div className="filter-form" role="group" aria-label={column.label}>
      <div className="filter-values">
        {data ? values.slice(0, shownAtMost).map(({ value, rows }) => (
          <label key={value} className="filter-value">
            <input type="checkbox" checked={ticked.has(value)} onChange={() => toggle(value)} />
            <span className="truncate">{formatValue(column.kind, value)}</span>
            <span className="numeric">{formatInteger(rows)}</span>
          </label>
        )) : Array.from({ length: 4 }, (_, index) => <span key={index} style={{ padding: '7px 8px' }}><Skeleton height={14} /></span>)}
        {data && values.length === 0 && <p className="faint" style={{ padding: 8 }}>No row has a value here.</p>}
      </div>
      {values.length > shownAtMost && <p className="field-note">The {formatInteger(shownAtMost)} most frequent of {formatInteger(values.length)}.</p>}
      {condition && <div className="filter-foot"><Button tone="quiet" onClick={() => onChange(null)}>Remove</Button></div>}
    </div>
  )
}
