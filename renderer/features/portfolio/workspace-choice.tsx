import { FolderPlus } from 'lucide-react'
import { useState } from 'react'
import { useConnection } from '../../lib/engine.ts'
import { sayError } from '../../lib/notices.ts'
import { Button } from '../../ui/button.tsx'

export interface Candidate {
  path: string
  organisation: string
}

interface WorkspaceChoiceProps {
  candidates: readonly Candidate[]
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
  onAdd: (path: string) => void
}

/** Which workspaces take part: those opened lately, and any other by its file. */
export function WorkspaceChoice({ candidates, chosen, onChange, onAdd }: WorkspaceChoiceProps) {
  return (
    <>
      <fieldset className="choice-list">
        <legend className="field-label">Organisations</legend>
        {candidates.map(({ path, organisation }) => (
          <label key={path} title={path}>
            <input type="checkbox" checked={chosen.includes(path)} onChange={({ target }) => onChange(target.checked ? [...chosen, path] : chosen.filter((each) => each !== path))} />
            <span className="truncate">{organisation}</span>
          </label>
        ))}
      </fieldset>
      <AddWorkspace onAdd={onAdd} />
    </>
  )
}

/** By the system's dialog where the host has one, else by a path. */
function AddWorkspace({ onAdd }: { onAdd: (path: string) => void }) {
  const { host: { dialogs } } = useConnection()
  const [path, setPath] = useState('')
  if (dialogs) {
    const choose = async () => {
      const found = await dialogs.openWorkspace()
      if (found !== null) onAdd(found)
    }
    return <div><Button onClick={() => void choose().catch(sayError)}><FolderPlus size={14} aria-hidden /> Add a workspace…</Button></div>
  }
  return (
    <form
      className="portfolio-add" onSubmit={(event) => {
        event.preventDefault()
        onAdd(path.trim())
        setPath('')
      }}
    >
      <input className="input" aria-label="Workspace file to add" value={path} onChange={({ target }) => setPath(target.value)} placeholder="/home/you/acme.bandstand" required autoComplete="off" spellCheck={false} />
      <Button type="submit"><FolderPlus size={14} aria-hidden /> Add</Button>
    </form>
  )
}
