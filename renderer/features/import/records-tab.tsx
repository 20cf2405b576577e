import { useId } from 'react'
import type { ImportPreview } from '../../../shared/contract-import.ts'
import { type ImportMapping, overwriteRules, type OverwriteRule } from '../../../shared/import-mapping.ts'
import { withKey, withOverwrite } from './mapping-edits.ts'
import './records-tab.css'

interface RecordsTabProps {
  preview: ImportPreview
  mapping: ImportMapping
  onMapping: (mapping: ImportMapping) => void
}

const rules: Record<OverwriteRule, { label: string; note: string }> = {
  replace: { label: 'The newer row replaces it', note: 'All its cells count, blank ones too.' },
  fill: { label: 'The newer row is filled from it', note: 'Blank cells of the newer row keep the older value.' },
  keep: { label: 'It stays as it is', note: 'Only records that are not there yet come in.' },
}

/** What tells records apart, and what happens to one that is already there. */
export function RecordsTab({ preview, mapping, onMapping }: RecordsTabProps) {
  const id = useId()
  const [first = '', ...further] = mapping.key
  return (
    <div className="records-tab tab-page">
      <div className="field">
        <label className="field-label" htmlFor={id}>Which column tells records apart?</label>
        <select id={id} className="input" value={first} onChange={({ target }) => onMapping(withKey(mapping, [target.value, ...further.filter((name) => name !== target.value)]))}>
          <option value="">Domain, else name</option>
          {preview.columns.map(({ name }) => <option key={name} value={name}>{name}</option>)}
        </select>
        <p className="field-note">Rows of two files with the same value are the same record.{further.length > 0 ? ` Where it is blank: ${further.join(', ')}.` : ''}</p>
      </div>
      <fieldset className="rules">
        <legend className="field-label">When a record is already there</legend>
        {overwriteRules.map((rule) => (
          <label key={rule} className="rule">
            <input type="radio" name={`${id}-rule`} checked={mapping.overwrite === rule} onChange={() => onMapping(withOverwrite(mapping, rule))} />
            <span><span className="rule-label">{rules[rule].label}</span><span className="field-note">{rules[rule].note}</span></span>
          </label>
        ))}
      </fieldset>
      <p className="field-note">Undoing the import restores exactly what was there before, whichever you choose.</p>
    </div>
  )
}
