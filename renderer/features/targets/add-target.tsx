import { Plus } from 'lucide-react'
import { useId, useState } from 'react'
import { type TargetKind, targetKind } from '../../../shared/contract-targets.ts'
import { useMarkTargets } from '../../lib/mark-targets.ts'
import { sentenceCase } from '../../lib/stage-words.ts'
import { kindWords, roleChoices } from '../../lib/target-words.ts'
import { Button } from '../../ui/button.tsx'

const examples: Readonly<Record<TargetKind, string>> = { repo: 'owner/name', package: '@scope/name', site: 'docs.example.dev' }

/** Names a target before any file does. */
export function AddTarget() {
  const id = useId()
  const { mark, isPending } = useMarkTargets()
  const [kind, setKind] = useState<TargetKind>('repo')
  const [name, setName] = useState('')
  const [role, setRole] = useState<(typeof roleChoices)[number]['role']>('own')
  const written = name.trim()
  return (
    <form
      className="target-add" aria-label="Add a target" onSubmit={(event) => {
        event.preventDefault()
        mark([{ kind, name: written }], role)
        setName('')
      }}
    >
      <label className="unseen" htmlFor={`${id}-kind`}>Kind</label>
      <select id={`${id}-kind`} className="input" value={kind} onChange={({ target }) => setKind(targetKind.options.find((each) => each === target.value) ?? 'repo')}>
        {targetKind.options.map((each) => <option key={each} value={each}>{sentenceCase(kindWords[each][0])}</option>)}
      </select>
      <label className="unseen" htmlFor={`${id}-name`}>Name</label>
      <input id={`${id}-name`} className="input" value={name} onChange={(event) => setName(event.target.value)} placeholder={examples[kind]} spellCheck={false} autoComplete="off" />
      <label className="unseen" htmlFor={`${id}-role`}>Role</label>
      <select id={`${id}-role`} className="input" value={role} onChange={({ target }) => setRole(roleChoices.find((each) => each.role === target.value)?.role ?? 'own')}>
        {roleChoices.map((each) => <option key={each.role} value={each.role}>{each.label}</option>)}
      </select>
      <Button type="submit" disabled={written === '' || isPending}><Plus size={14} aria-hidden /> Add</Button>
    </form>
  )
}
