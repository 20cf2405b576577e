import { X } from 'lucide-react'
import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react'
import { useAction } from '../lib/actions.ts'
import { IconButton } from './button.tsx'
import './drawer.css'
import { Skeleton } from './skeleton.tsx'

interface DrawerProps {
  /** Null while it is on its way. */
  title: string | null
  under?: ReactNode
  onClose: () => void
  /** True while another row’s details still stand. */
  pending?: boolean
  children: ReactNode
}

/** The right-hand panel of one row. The grid keeps the focus, so that arrows go on to the next row; F6 moves into the panel. */
export function Drawer({ title, under, onClose, pending = false, children }: DrawerProps) {
  const panel = useRef<HTMLElement>(null)
  const close = useEffectEvent(onClose)
  useAction({ id: 'drawer', label: 'Move into the drawer', group: 'This page', shortcut: 'F6', run: () => panel.current?.focus() })

  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const floating = document.querySelector('[role=dialog][data-state=open], [role=alertdialog][data-state=open], [role=menu][data-state=open]')
      const typing = event.target instanceof HTMLInputElement
      if (event.key !== 'Escape' || event.defaultPrevented || floating || typing) return
      // Where the focus was inside the panel it goes back to the open row.
      if (panel.current?.contains(document.activeElement)) document.querySelector<HTMLElement>('.row-open [role=gridcell]')?.focus()
      close()
    }
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])

  return (
    <aside className={`drawer ${pending ? 'drawer-pending' : ''}`} aria-label={title ?? 'Details'} tabIndex={-1} ref={panel}>
      <div className="drawer-head">
        <div>
          <h2 className="drawer-title">{title ?? <Skeleton width={180} height={20} />}</h2>
          <div className="drawer-under">{title === null ? <Skeleton width={240} height={14} /> : under}</div>
        </div>
        <IconButton label="Close" onClick={onClose}><X size={16} /></IconButton>
      </div>
      <div className="drawer-body" tabIndex={0} role="region" aria-label="Details">{children}</div>
    </aside>
  )
}

export function DrawerSection({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <section className="drawer-section">
      <h3>{title}{note !== undefined && <span className="numeric">{note}</span>}</h3>
      {children}
    </section>
  )
}

export function DrawerSkeleton() {
  return (
    <div role="status" aria-label="Loading" style={{ display: 'grid', gap: 12 }}>
      <Skeleton height={44} /><Skeleton height={20} /><Skeleton height={160} /><Skeleton height={200} />
    </div>
  )
}
