import { type ReactNode, useId } from 'react'
import { Button } from '../../ui/button.tsx'
import './question.css'

interface ChoiceQuestionProps {
  label: string
  choices: readonly { value: string; label: string }[]
  /** Blank: not answered yet. */
  value: string
  onChange: (value: string) => void
  /** False: asked although it is answered, and quietly. */
  open?: boolean
  note?: string
  /** Further ways to answer, beside the choices. */
  children?: ReactNode
}

/** A question with a few answers, each a button. */
export function ChoiceQuestion({ label, choices, value, onChange, open = value === '', note, children }: ChoiceQuestionProps) {
  const id = useId()
  return (
    <div className={`card-question field ${open ? '' : 'card-answered'}`}>
      <span className="field-label" id={id}>{label}</span>
      <div className="choices" role="group" aria-labelledby={id}>
        {choices.map((choice) => <Button key={choice.value} aria-pressed={value === choice.value} onClick={() => onChange(choice.value)}>{choice.label}</Button>)}
        {children}
      </div>
      {note !== undefined && <p className="field-note">{note}</p>}
    </div>
  )
}
