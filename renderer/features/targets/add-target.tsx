import { Plus } from 'lucide-react'
import { useId, useState } from 'react'
import { targetRoles } from '../../../shared/model.ts'
import { useCommand } from '../../lib/engine.ts'
import { say, sayError } from '../../lib/notices.ts'
import { sentenceCase } from '../../lib/stage-words.ts'
import { wordsOf } from '../../lib/workspace-path.ts'
import { Button } from '../../ui/button.tsx'

const roles = targetRoles.filter((role) => role !== 'unmarked')

/** Names a repository before any file does. */
export function AddTarget() {
  const id = useId()
  const mark = useCommand('targets.mark')
  const [name, setName] = useState('')
  const [role, setRole] = useState<(typeof roles)[number]>('own')
  const [repository] = wordsOf(name)

  const add = () => {
    if (repository === undefined) return
    mark.mutate({ kind: 'repo', name: repository, role }, {
      onError: sayError,
      onSuccess: () => {
        say(`${repository} is now marked as ${role}`)
        setName('')
      },
    })
  }
  return (
    <form
      className="target-add" onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <div className="field">
        <label className="field-label" htmlFor={`${id}-name`}>Repository</label>
        <input
          id={`${id}-name`} className="input" style={{ width: 280 }} value={name} onChange={(event) => setName(event.target.value)} placeholder="owner/name"
          spellCheck={false} autoComplete="off"
        />
      </div>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-role`}>Role</label>
        <select id={`${id}-role`} className="input" value={role} onChange={({ target }) => setRole(roles.find((each) => each === target.value) ?? 'own')}>
          {roles.map((each) => <option key={each} value={each}>{sentenceCase(each)}</option>)}
        </select>
      </div>
      <Button type="submit" style={{ height: 30 }} disabled={!repository?.includes('/') || mark.isPending}><Plus size={14} aria-hidden /> Add</Button>
    </form>
  )
}
