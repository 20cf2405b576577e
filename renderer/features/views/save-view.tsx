import { useId, useState } from 'react'
import type { SavedView } from '../../../shared/contract-views.ts'
import { currentRoute } from '../../lib/use-route.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import './views.css'

interface SaveViewProps {
  open: boolean
  taken: readonly SavedView[]
  isPending: boolean
  onSave: (name: string) => void
  onClose: () => void
}

export function SaveView({ open, onClose, ...form }: SaveViewProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Save this view" text="Keeps the page’s filters, sort and columns with the as-of date and the policy, in the workspace.">
      <NameForm onClose={onClose} {...form} />
    </Dialog>
  )
}

function NameForm({ taken, isPending, onSave, onClose }: Omit<SaveViewProps, 'open'>) {
  const id = useId()
  const [name, setName] = useState('')
  const replaces = taken.some((view) => view.name === name.trim() && view.page === currentRoute().page)
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); onSave(name.trim()) }}>
      <div className="field">
        <label htmlFor={id}>Name</label>
        <input id={id} className="input" value={name} onChange={({ target }) => setName(target.value)} maxLength={100} autoFocus autoComplete="off" placeholder="Fintech in Europe" />
        <p className="field-note">{replaces ? 'Replaces the view of this name.' : ' '}</p>
      </div>
      <div className="dialog-foot">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" disabled={name.trim() === '' || isPending}>{replaces ? 'Replace' : 'Save'}</Button>
      </div>
    </form>
  )
}
