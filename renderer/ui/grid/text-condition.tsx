import { useId, useState } from 'react'
import { type Condition, type GridColumn } from '../../../shared/contract-grid.ts'
import { EditorFoot } from './editor-foot.tsx'
import { ValueList, type ValueQuery } from './value-list.tsx'

const choices = [
  ['contains', 'contains'], ['notContains', 'does not contain'], ['equals', 'is exactly'], ['startsWith', 'starts with'], ['endsWith', 'ends with'],
  ['in', 'is one of'], ['blank', 'is blank'], ['notBlank', 'is not blank'],
] as const satisfies readonly (readonly [Condition['operator'], string])[]
type Choice = (typeof choices)[number][0]

interface TextConditionProps {
  column: GridColumn
  condition: Condition | null
  query: ValueQuery
  onChange: (condition: Condition | null) => void
}

export function TextCondition({ column, condition, query, onChange }: TextConditionProps) {
  const id = useId()
  const [operator, setOperator] = useState<Choice>(choices.find(([name]) => name === condition?.operator)?.[0] ?? 'contains')
  const [text, setText] = useState(condition && condition.operator !== 'in' ? String(condition.values[0] ?? '') : '')
  const wordless = operator === 'blank' || operator === 'notBlank'

  const apply = () => {
    if (wordless) onChange({ column: column.name, operator, values: [] })
    else onChange(text ? { column: column.name, operator, values: [text] } : null)
  }
  return (
    <form
      className="filter-form" onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <label className="unseen" htmlFor={`${id}-operator`}>Condition</label>
      <select id={`${id}-operator`} className="input" value={operator} onChange={(event) => setOperator(event.target.value as Choice)}>
        {choices.map(([name, words]) => <option key={name} value={name}>{words}</option>)}
      </select>
      {operator === 'in' ? <ValueList column={column} condition={condition} query={query} onChange={onChange} /> : (
        <>
          {!wordless && (
            <>
              <label className="unseen" htmlFor={`${id}-text`}>{column.label}</label>
              <input id={`${id}-text`} className="input" value={text} onChange={(event) => setText(event.target.value)} autoFocus spellCheck={false} />
            </>
          )}
          <EditorFoot onClear={() => onChange(null)} clearable={condition !== null} />
        </>
      )}
    </form>
  )
}
