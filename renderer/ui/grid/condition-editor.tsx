import { useId, useState } from 'react'
import type { Condition, GridColumn } from '../../../shared/contract-grid.ts'
import { EditorFoot } from './editor-foot.tsx'
import { TextCondition } from './text-condition.tsx'
import { ValueList, type ValueQuery } from './value-list.tsx'

interface EditorProps {
  column: GridColumn
  /** The condition on this column now, if any. */
  condition: Condition | null
  /** The query without this column's condition: what the values are counted in. */
  query: ValueQuery
  onChange: (condition: Condition | null) => void
}

/** Edits the condition on one column, in the way its kind asks for. */
export function ConditionEditor(props: EditorProps) {
  const { column, condition, query, onChange } = props
  switch (column.kind) {
    case 'band':
    case 'stage':
    case 'boolean':
      return <ValueList column={column} condition={condition} query={query} onChange={onChange} />
    case 'number':
    case 'integer':
      return <Range column={column} condition={condition} onChange={onChange} type="number" words={['At least', 'At most']} />
    case 'instant':
      return <Range column={column} condition={condition} onChange={onChange} type="date" words={['From', 'Up to']} />
    case 'text':
      return <TextCondition {...props} />
  }
}

interface RangeProps extends Omit<EditorProps, 'query'> {
  type: 'number' | 'date'
  words: readonly [string, string]
}

function Range({ column, condition, onChange, type, words }: RangeProps) {
  const id = useId()
  const { operator, values = [] } = condition ?? {}
  const [low, setLow] = useState(operator === 'atMost' ? '' : String(values[0] ?? ''))
  const [high, setHigh] = useState(String((operator === 'atMost' ? values[0] : values[1]) ?? ''))
  const read = (text: string) => (type === 'number' ? Number(text) : text)

  const apply = () => {
    if (low && high) onChange({ column: column.name, operator: 'between', values: [read(low), read(high)] })
    else if (low) onChange({ column: column.name, operator: 'atLeast', values: [read(low)] })
    else if (high) onChange({ column: column.name, operator: 'atMost', values: [read(high)] })
    else onChange(null)
  }
  return (
    <form
      className="filter-form" onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <div className="filter-range">
        <div className="field">
          <label htmlFor={`${id}-low`}>{words[0]}</label>
          <input id={`${id}-low`} className="input numeric" type={type} step="any" value={low} onChange={(event) => setLow(event.target.value)} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-high`}>{words[1]}</label>
          <input id={`${id}-high`} className="input numeric" type={type} step="any" min={low === '' ? undefined : low} value={high} onChange={(event) => setHigh(event.target.value)} />
        </div>
      </div>
      <EditorFoot onClear={() => onChange(null)} clearable={condition !== null} />
    </form>
  )
}
