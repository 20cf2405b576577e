import { useId, useState } from 'react'
import { errorWords } from '../../lib/error-words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

interface SaveProps {
  isBusy: boolean
  error: Error | null
  onClose: () => void
  onSave: (version: { name: string; note: string; use: boolean }) => void
}

/** Names a version before it is appended. */
export function SaveDialog({ isBusy, error, onClose, onSave }: SaveProps) {
  const id = useId()
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  const [use, setUse] = useState(true)
  return (
    <Dialog open onClose={onClose} title="Save as a version" text="Versions are kept for ever; an earlier one can be put in force again at any time.">
      <form
        className="save-version" onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '') onSave({ name: name.trim(), note: note.trim(), use })
        }}
      >
        <div className="field">
          <label className="field-label" htmlFor={`${id}-name`}>Name</label>
          <input id={`${id}-name`} className="input" value={name} maxLength={100} autoComplete="off" placeholder="Heavier product usage" onChange={({ target }) => setName(target.value)} />
        </div>
        <div className="field">
          <label className="field-label" htmlFor={`${id}-note`}>Note</label>
          <textarea id={`${id}-note`} className="input" rows={3} value={note} maxLength={1000} placeholder="Why it was changed" onChange={({ target }) => setNote(target.value)} />
        </div>
        <label className="save-use"><input type="checkbox" checked={use} onChange={({ target }) => setUse(target.checked)} /> Put it in force: every figure follows</label>
        {error && <p className="setting-problem" role="alert">{errorWords(error).message}</p>}
        <div className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={name.trim() === '' || isBusy}>Save version</Button>
        </div>
      </form>
    </Dialog>
  )
}
