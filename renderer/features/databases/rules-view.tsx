import { useState } from 'react'
import { personaRules, personas, type PersonaRules } from '../../../shared/persona-rules.ts'
import type { RulesVersion } from '../../../shared/contract-personas.ts'
import { useCall, useCommand } from '../../lib/engine.ts'
import { say } from '../../lib/notices.ts'
import { formatMinute } from '../../lib/formats.ts'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { RulesEffect } from './rules-effect.tsx'
import { SaveRules } from './save-rules.tsx'
import { RuleTable } from './rule-table.tsx'
import { WordLists } from './word-lists.tsx'

/** What decides who is a developer, changed here and tried before it counts. */
export function RulesView() {
  const { data, error } = useCall('personas.rules', {})
  const [inForce] = data?.versions ?? []
  if (error) return <Trouble error={error} />
  return data && inForce ? <Editor key={inForce.version} inForce={inForce} versions={data.versions} /> : <Skeleton height={320} />
}

function Editor({ inForce, versions }: { inForce: RulesVersion; versions: readonly RulesVersion[] }) {
  const [draft, setDraft] = useState<PersonaRules>(inForce.rules)
  const [isSaving, setSaving] = useState(false)
  const preview = useCommand('personas.preview')
  const save = useCommand('personas.save', { onSuccess: () => say('The rules are in force') })
  const parsed = personaRules.safeParse(draft)
  const isChanged = JSON.stringify(draft) !== JSON.stringify(inForce.rules)
  const change = (next: PersonaRules) => {
    setDraft(next)
    preview.reset()
  }
  return (
    <>
      <div className="databases-bar">
        <p>In force: version {inForce.version}, {inForce.name}{inForce.savedAt && `, ${formatMinute(inForce.savedAt)}`}</p>
        <Button disabled={!isChanged} onClick={() => change(inForce.rules)}>Discard changes</Button>
        <Button disabled={!isChanged || !parsed.success || preview.isPending} onClick={() => preview.mutate({ rules: draft })}>Show the effect</Button>
        <Button tone="primary" disabled={!isChanged || !parsed.success || !preview.data} title={preview.data ? undefined : 'Look at the effect first'} onClick={() => setSaving(true)}>Save …</Button>
      </div>
      {!parsed.success && <p className="setting-problem" role="alert">{parsed.error.issues[0]?.message}</p>}
      {preview.error && <Trouble error={preview.error} />}
      {preview.data && <RulesEffect preview={preview.data} />}
      <RuleTable rules={draft} onChange={change} />
      <section className="databases-card">
        <label className="databases-alone">
          Who has a GitHub account, no title in the CRM or from a provider, and a profile no rule fits is
          <select className="input" value={draft.accountWithoutTitle} onChange={({ target }) => change({ ...draft, accountWithoutTitle: personas.find((each) => each === target.value) ?? 'other' })}>
            {personas.map((each) => <option key={each}>{each}</option>)}
          </select>
        </label>
      </section>
      <WordLists rules={draft} onChange={change} />
      <section className="databases-card" aria-labelledby="versions-title">
        <h2 id="versions-title">Versions</h2>
        <ul className="databases-versions">
          {versions.map((each) => (
            <li key={each.version}>
              <span>{each.version} · {each.name}{each.author && ` · ${each.author}`}{each.savedAt && ` · ${formatMinute(each.savedAt)}`}{each.note && ` · ${each.note}`}</span>
              {each.version !== inForce.version && <Button onClick={() => change(each.rules)} aria-label={`Take up version ${each.version}`}>Take up</Button>}
            </li>
          ))}
        </ul>
      </section>
      {isSaving && <SaveRules isBusy={save.isPending} error={save.error} onClose={() => setSaving(false)} onSave={(named) => save.mutate({ ...named, rules: draft }, { onSuccess: () => setSaving(false) })} />}
    </>
  )
}
