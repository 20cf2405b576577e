import { AlertDialog, Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import './floating.css'

interface DialogProps {
  open: boolean
  onClose: () => void
  title: string
  text?: string
  wide?: boolean
  children: ReactNode
}

export function Dialog({ open, onClose, title, text, wide = false, children }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => { if (!next) onClose() }}>
      <Radix.Portal>
        <Radix.Overlay className="overlay" />
        <Radix.Content className={`dialog ${wide ? 'dialog-wide' : ''}`} {...(text ? {} : { 'aria-describedby': undefined })}>
          <Radix.Title asChild><h2>{title}</h2></Radix.Title>
          {text && <Radix.Description className="dialog-text">{text}</Radix.Description>}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

interface ConfirmProps {
  open: boolean
  onClose: () => void
  title: string
  text: ReactNode
  confirm: string
  onConfirm: () => void
}

/** Asks before something that takes data away. */
export function Confirm({ open, onClose, title, text, confirm, onConfirm }: ConfirmProps) {
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => { if (!next) onClose() }}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="overlay" />
        <AlertDialog.Content className="dialog">
          <AlertDialog.Title asChild><h2>{title}</h2></AlertDialog.Title>
          <AlertDialog.Description className="dialog-text">{text}</AlertDialog.Description>
          <div className="dialog-foot">
            <AlertDialog.Cancel asChild><Button>Cancel</Button></AlertDialog.Cancel>
            <AlertDialog.Action asChild><Button tone="danger" onClick={onConfirm}>{confirm}</Button></AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
