import { useState } from 'react'

interface NumberFieldProps {
  label: string
  value: number
  /** The value of the version in force, said where it differs. */
  before: number
  problem: string | undefined
  onChange: (value: number) => void
}

const written = (value: number): string => (Number.isNaN(value) ? '' : String(value))

/** A number that may be wrong for a while; what is wrong stands beside it. */
export function NumberField({ label, value, before, problem, onChange }: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const changed = !Object.is(value, before)
  return (
    <input
      className={`input number-field ${changed ? 'is-changed' : ''}`} inputMode="decimal" aria-label={label} value={typed ?? written(value)} spellCheck={false} autoComplete="off"
      aria-invalid={problem !== undefined} title={problem ?? (changed ? `In force: ${before}` : undefined)}
      onChange={({ target }) => {
        setTyped(target.value)
        onChange(target.value.trim() === '' ? Number.NaN : Number(target.value.replace(',', '.')))
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
