import { useId, useState } from 'react'
import { errorWords } from '../../lib/error-words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

interface SaveRulesProps {
  isBusy: boolean
  error: Error | null
  onClose: () => void
  onSave: (version: { name: string; note: string }) => void
}

/** Names a version of the rules before it comes into force. */
export function SaveRules({ isBusy, error, onClose, onSave }: SaveRulesProps) {
  const id = useId()
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  return (
    <Dialog open onClose={onClose} title="Put these rules in force" text="Earlier versions are kept and can be taken up again.">
      <form
        className="save-version" onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '') onSave({ name: name.trim(), note: note.trim() })
        }}
      >
        <div className="field"><label className="field-label" htmlFor={`${id}-name`}>Name</label><input id={`${id}-name`} className="input" value={name} maxLength={100} autoComplete="off" onChange={({ target }) => setName(target.value)} /></div>
        <div className="field"><label className="field-label" htmlFor={`${id}-note`}>Note</label><textarea id={`${id}-note`} className="input" rows={3} value={note} maxLength={1000} onChange={({ target }) => setNote(target.value)} /></div>
        {error && <p className="setting-problem" role="alert">{errorWords(error).message}</p>}
        <div className="dialog-foot"><Button onClick={onClose}>Cancel</Button><Button type="submit" tone="primary" disabled={name.trim() === '' || isBusy}>Save version</Button></div>
      </form>
    </Dialog>
  )
}
