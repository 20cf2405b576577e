import { useId, useState } from 'react'
import { useCommand, useConnection } from '../lib/engine.ts'
import { sayError } from '../lib/notices.ts'
import { wordsOf, workspacePath } from '../lib/workspace-path.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Trouble } from '../ui/page.tsx'
import { goToFirstPageOnce } from './first-page.ts'

interface Asking {
  open: boolean
  onClose: () => void
}

export function CreateDialog({ open, onClose }: Asking) {
  return (
    <Dialog open={open} onClose={onClose} title="Create a workspace" text="One workspace holds one organisation: its CRM records, developer signals and scores.">
      <CreateForm onClose={onClose} />
    </Dialog>
  )
}

function CreateForm({ onClose }: { onClose: () => void }) {
  const { host } = useConnection()
  const create = useCommand('workspace.create', { onSuccess: goToFirstPageOnce })
  const [organisation, setOrganisation] = useState('')
  const [path, setPath] = useState('')
  const [ownRepos, setOwnRepos] = useState('')
  const [competitorRepos, setCompetitorRepos] = useState('')

  const submit = async () => {
    const chosen = host.dialogs ? await host.dialogs.newWorkspace(`${workspacePath(organisation)}.bandstand`) : path
    if (chosen === null) return
    create.mutate({ path: chosen, organisation, ownRepos: wordsOf(ownRepos), competitorRepos: wordsOf(competitorRepos) })
  }
  return (
    <form
      className="form" onSubmit={(event) => {
        event.preventDefault()
        submit().catch(sayError)
      }}
    >
      {create.error && <Trouble error={create.error} />}
      <Field label="Organisation" value={organisation} onChange={setOrganisation} placeholder="Acme" required />
      {!host.dialogs && (
        <Field label="Workspace file" value={path} onChange={setPath} placeholder="/home/you/acme.bandstand" note="The full path on this machine." required />
      )}
      <Field
        label="Own repositories" value={ownRepos} onChange={setOwnRepos} placeholder="acme/sdk, acme/cli"
        note="Stars, forks and commits there count as own signals. Can be changed later under Targets."
      />
      <Field label="Competitors’ repositories" value={competitorRepos} onChange={setCompetitorRepos} placeholder="rival/engine" />
      <div className="dialog-foot">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" disabled={create.isPending}>Create workspace</Button>
      </div>
    </form>
  )
}

export function OpenDialog({ open, onClose }: Asking) {
  return (
    <Dialog open={open} onClose={onClose} title="Open a workspace" text="Give the full path of a file ending in .bandstand on this machine.">
      <OpenForm onClose={onClose} />
    </Dialog>
  )
}

function OpenForm({ onClose }: { onClose: () => void }) {
  const open = useCommand('workspace.open', { onSuccess: goToFirstPageOnce })
  const [path, setPath] = useState('')
  return (
    <form
      className="form" onSubmit={(event) => {
        event.preventDefault()
        open.mutate({ path })
      }}
    >
      {open.error && <Trouble error={open.error} />}
      <Field label="Workspace file" value={path} onChange={setPath} placeholder="/home/you/acme.bandstand" required />
      <div className="dialog-foot">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" disabled={open.isPending}>Open workspace</Button>
      </div>
    </form>
  )
}

interface FieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  placeholder: string
  note?: string
  required?: boolean
}

function Field({ label, value, onChange, placeholder, note, required = false }: FieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>{label}</label>
      <input
        id={id} className="input" value={value} onChange={(event) => onChange(event.target.value)} placeholder={placeholder} required={required}
        autoComplete="off" spellCheck={false} {...(note ? { 'aria-describedby': `${id}-note` } : {})}
      />
      {note && <p className="field-note" id={`${id}-note`}>{note}</p>}
    </div>
  )
}
