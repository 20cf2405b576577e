import { useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import { useCall, useCommand } from '../../lib/engine.ts'
import { errorWords } from '../../lib/error-words.ts'
import { say } from '../../lib/notices.ts'
import { Button } from '../../ui/button.tsx'
import { choose, useReportChoice } from './report-settings.ts'

/** Settings under a name: load one, keep the present ones, take one away. */
export function Templates() {
  const client = useQueryClient()
  const known = useCall('reportTemplates.list', {}).data?.templates ?? []
  const show = (answer: Output<'reportTemplates.list'>) => client.setQueryData(['reportTemplates.list', {}], answer)
  const save = useCommand('reportTemplates.save', { onSuccess: show })
  const remove = useCommand('reportTemplates.remove', { onSuccess: show })
  const settings = useReportChoice((choice) => choice.settings)
  const [name, setName] = useState('')
  const id = useId()
  const found = known.find((template) => template.name === name.trim())
  const problem = save.error ?? remove.error
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>Template</label>
      <div className="report-templates">
        <input id={id} className="input" list={`${id}-known`} maxLength={80} placeholder={known.length > 0 ? 'Choose or name one' : 'Name one to keep'} value={name} onChange={({ target }) => setName(target.value)} />
        <datalist id={`${id}-known`}>{known.map((template) => <option key={template.name} value={template.name} />)}</datalist>
        <Button disabled={found === undefined} onClick={() => found && choose({ settings: found.settings })}>Load</Button>
        <Button disabled={name.trim() === '' || save.isPending} onClick={() => save.mutate({ name: name.trim(), settings }, { onSuccess: () => say(`Kept as ${name.trim()}`) })}>Keep</Button>
        <Button disabled={found === undefined || remove.isPending} onClick={() => found && remove.mutate({ name: found.name })}>Remove</Button>
      </div>
      {problem && <p className="setting-problem" role="alert">{errorWords(problem).message}</p>}
    </div>
  )
}
