import { UserRound } from 'lucide-react'
import { useId, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useAction } from '../../lib/actions.ts'
import { useCall, useCommand } from '../../lib/engine.ts'
import { say, sayError } from '../../lib/notices.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

/** Under whose name decisions are kept. */
export function ReviewerButton() {
  const [open, setOpen] = useState(false)
  const { data } = useCall('reviewer.read', {}, { isSteady: true })
  useAction({ id: 'reviewer', label: 'Who is reviewing', group: 'Review', keywords: 'name person', run: () => setOpen(true) })
  return (
    <>
      <Button tone="quiet" onClick={() => setOpen(true)} aria-label={`Reviewer: ${data?.reviewer ?? ''}. Change the name`}><UserRound size={14} aria-hidden /> <span className="truncate">{data?.reviewer}</span></Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Who is reviewing" text="Every decision from now on carries this name; earlier ones keep theirs. Two people who judge the same items under their own names can be compared.">
        {open && data && <NameForm chosen={data.chosen} standing={data.reviewer} onClose={() => setOpen(false)} />}
      </Dialog>
    </>
  )
}

function NameForm({ chosen, standing, onClose }: { chosen: string | null; standing: string; onClose: () => void }) {
  const id = useId()
  const [name, setName] = useState(chosen ?? '')
  const queries = useQueryClient()
  const set = useCommand('reviewer.set')
  return (
    <form
      className="form" onSubmit={(event) => {
        event.preventDefault()
        set.mutate({ reviewer: name.trim() || null }, {
          onSuccess: (kept) => {
            queries.setQueryData(['reviewer.read', {}], kept)
            say(`Decisions are kept as ${kept.reviewer}’s.`)
            onClose()
          },
          onError: sayError,
        })
      }}
    >
      <div className="field">
        <label className="field-label" htmlFor={id}>Name</label>
        <input id={id} className="input" value={name} maxLength={200} placeholder={standing} onChange={({ target }) => setName(target.value)} autoComplete="off" spellCheck={false} />
        <p className="field-note">Left empty, the name of this computer’s user stands.</p>
      </div>
      <div className="dialog-foot">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" disabled={set.isPending}>Keep</Button>
      </div>
    </form>
  )
}
