import { Columns3 } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import type { GridColumn } from '../../../shared/contract-grid.ts'
import { useAction } from '../../lib/actions.ts'
import { Button } from '../button.tsx'

interface ColumnChooserProps {
  columns: readonly GridColumn[]
  shown: readonly GridColumn[]
  onColumns: (columns: string[]) => void
}

export function ColumnChooser({ columns, shown, onColumns }: ColumnChooserProps) {
  const [open, setOpen] = useState(false)
  const names = shown.map(({ name }) => name)
  useAction({ id: 'columns', label: 'Choose columns', group: 'This page', shortcut: 'c', run: () => setOpen(true) })

  const toggle = (name: string) => onColumns(names.includes(name) ? names.filter((each) => each !== name) : [...names, name])
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild><Button tone="quiet"><Columns3 size={14} aria-hidden /> Columns</Button></Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover" align="end" sideOffset={4} collisionPadding={12} aria-label="Columns">
          <div className="column-list">
            {columns.map(({ name, label, definition }) => (
              <label key={name} className="filter-value" title={definition}>
                <input type="checkbox" checked={names.includes(name)} disabled={name === names[0]} onChange={() => toggle(name)} />
                <span className="truncate">{label}</span>
              </label>
            ))}
            <Button tone="quiet" onClick={() => onColumns([])}>Reset to the default</Button>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
