import { useId } from 'react'
import type { ImportPreview } from '../../../shared/contract-import.ts'
import { useWorkspace } from '../../lib/workspace.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceQuestion } from './choice-question.tsx'
import './question.css'

interface QuestionProps {
  need: ImportPreview['needs'][number]
  value: string
  onChange: (value: string) => void
}

const roleOrder = ['own', 'competitor', 'ecosystem', 'unmarked']

/** One answer the file cannot give itself: one of a few choices, or a text with known repositories one click away. */
export function Question({ need, value, onChange }: QuestionProps) {
  const id = useId()
  const { targets } = useWorkspace()
  const kind = need.key.includes('package') ? 'package' : need.key.includes('repo') ? 'repo' : null
  const known = targets.filter((target) => target.kind === kind)
    .toSorted((left, right) => roleOrder.indexOf(left.role) - roleOrder.indexOf(right.role))
    .slice(0, 6)
  if (need.choices.length > 0) return <ChoiceQuestion label={need.label} choices={need.choices} value={value} onChange={onChange} />
  return (
    <div className={`card-question field ${value.trim() === '' ? '' : 'card-answered'}`}>
      <label className="field-label" htmlFor={id}>{need.label}</label>
      <input id={id} className="input" value={value} onChange={(event) => onChange(event.target.value)} placeholder={need.example} required spellCheck={false} autoComplete="off" />
      {known.length > 0 && (
        <div className="suggestions">
          {known.map(({ name, role }) => (
            <Button key={name} aria-pressed={value === name} onClick={() => onChange(name)}>{name} <span className="soft">{role}</span></Button>
          ))}
        </div>
      )}
    </div>
  )
}
