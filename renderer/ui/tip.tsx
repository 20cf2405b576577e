import { Tooltip } from 'radix-ui'
import type { ReactNode } from 'react'
import './floating.css'
import { Keycaps } from './keycaps.tsx'

interface TipProps {
  text: ReactNode
  shortcut?: string
  side?: 'top' | 'bottom' | 'left' | 'right'
  children: ReactNode
}

/** A tooltip around one focusable element. */
export function Tip({ text, shortcut, side = 'bottom', children }: TipProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="tooltip" side={side} sideOffset={6} collisionPadding={8}>
          {text} {shortcut && <Keycaps shortcut={shortcut} />}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
