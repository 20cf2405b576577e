import { Check } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import './floating.css'

interface MenuProps {
  label: ReactNode
  /** Needed where the label is an icon. */
  name?: string
  className?: string
  tone?: 'quiet' | 'plain'
  disabled?: boolean
  /** True where what an item opens takes the focus itself. */
  passesFocus?: boolean
  children: ReactNode
}

/** A button that opens a menu. */
export function Menu({ label, name, className = '', tone = 'quiet', disabled = false, passesFocus = false, children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button tone={tone} className={className} disabled={disabled} {...(name ? { 'aria-label': name } : {})}>{label}</Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu" align="start" sideOffset={4} collisionPadding={8}
          onCloseAutoFocus={(event) => { if (passesFocus) event.preventDefault() }}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

export function MenuItem({ icon, onSelect, disabled = false, children }: { icon?: ReactNode; onSelect: () => void; disabled?: boolean; children: ReactNode }) {
  return <DropdownMenu.Item className="menu-item" disabled={disabled} onSelect={onSelect}>{icon}{children}</DropdownMenu.Item>
}

interface ChoicesProps<T extends string> {
  value: T
  onChange: (value: T) => void
  options: readonly { value: T; label: string; note?: string }[]
}

/** One of several, the current one ticked. */
export function Choices<T extends string>({ value, onChange, options }: ChoicesProps<T>) {
  return (
    <DropdownMenu.RadioGroup value={value}>
      {options.map((option) => (
        <div key={option.value}>
          <DropdownMenu.RadioItem className="menu-item" value={option.value} onSelect={() => onChange(option.value)}>
            <span className="menu-check"><DropdownMenu.ItemIndicator><Check size={14} aria-hidden /></DropdownMenu.ItemIndicator></span>
            {option.label}
          </DropdownMenu.RadioItem>
          {option.note && <p className="menu-note">{option.note}</p>}
        </div>
      ))}
    </DropdownMenu.RadioGroup>
  )
}
