import { useQueryClient } from '@tanstack/react-query'
import { Snowflake } from 'lucide-react'
import { useId, useState } from 'react'
import type { Input } from '../../../shared/contract.ts'
import { useAction } from '../../lib/actions.ts'
import { useCommand } from '../../lib/engine.ts'
import { errorWords } from '../../lib/error-words.ts'
import { countOf } from '../../lib/formats.ts'
import { say } from '../../lib/notices.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

type Made = Omit<Input<'targetLists.freeze'>, 'name'>

/** Keeps the list as it stands, to tell later what changed. */
export function FreezeButton({ made }: { made: Made }) {
  const [open, setOpen] = useState(false)
  useAction({ id: 'freeze-list', label: 'Freeze this list under a name', group: 'This page', keywords: 'snapshot keep changes since', run: () => setOpen(true) })
  return (
    <>
      <Button onClick={() => setOpen(true)}><Snowflake size={14} aria-hidden /> Freeze …</Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Freeze this list" text="Keeps the rows with the as-of date, the policy and the filter. It is never made again, so that it always says what was handed over.">
        <FreezeForm made={made} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function FreezeForm({ made, onClose }: { made: Made; onClose: () => void }) {
  const id = useId()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const freeze = useCommand('targetLists.freeze', {
    onSuccess: (kept) => {
      void queries.invalidateQueries({ queryKey: ['targetLists.snapshots'] })
      say(`${countOf(kept.entries, 'row is', 'rows are')} kept as “${kept.name}”`)
      onClose()
    },
  })
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); freeze.mutate({ ...made, name: name.trim() }) }}>
      <div className="field">
        <label htmlFor={id}>Name</label>
        <input id={id} className="input" value={name} onChange={({ target }) => setName(target.value)} maxLength={100} autoFocus autoComplete="off" placeholder="Handed over in June" />
      </div>
      {freeze.error && <p className="handover-problem" role="alert">{errorWords(freeze.error).message}</p>}
      <div className="dialog-foot">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" disabled={name.trim() === '' || freeze.isPending}>Freeze</Button>
      </div>
    </form>
  )
}
