import type { ComponentProps } from 'react'
import './controls.css'
import { Tip } from './tip.tsx'

interface ButtonProps extends ComponentProps<'button'> {
  tone?: 'plain' | 'primary' | 'quiet' | 'danger'
  large?: boolean
}

export function Button({ tone = 'plain', large = false, className = '', ...rest }: ButtonProps) {
  return <button type="button" className={`button ${tone === 'plain' ? '' : `button-${tone}`} ${large ? 'button-large' : ''} ${className}`} {...rest} />
}

/** A button that shows only its icon; the label is its name and its tooltip. */
export function IconButton({ label, className = '', shortcut, ...rest }: ButtonProps & { label: string; shortcut?: string }) {
  return (
    <Tip text={label} {...(shortcut ? { shortcut } : {})}>
      <Button tone="quiet" aria-label={label} className={`button-icon ${className}`} {...rest} />
    </Tip>
  )
}
