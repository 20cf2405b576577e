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
  replace: { label: 'Replace it', note: 'All cells of the newer row count, blank ones too.' },
  fill: { label: 'Fill it', note: 'The newer row counts where it has a value; where it is blank, the older value stays.' },
  keep: { label: 'Leave it as it is', note: 'Only records that are not there yet come in.' },
}

/** What tells records apart, and what happens to one that is already there. */
export function RecordsTab({ preview, mapping, onMapping }: RecordsTabProps) {
  const id = useId()
  return (
    <div className="records-tab tab-page">
      <KeyField preview={preview} mapping={mapping} onMapping={onMapping} />
      <fieldset className="rules">
        <legend className="field-label">When a record is already there</legend>
        {overwriteRules.map((rule) => (
          <label key={rule} className="rule">
            <input type="radio" name={`${id}-rule`} checked={mapping.overwrite === rule} onChange={() => onMapping(withOverwrite(mapping, rule))} />
            <span><span className="rule-label">{rules[rule].label}</span><span className="field-note">{rules[rule].note}</span></span>
          </label>
        ))}
        <p className="field-note">Undoing the import restores exactly what was there before, whichever you choose.</p>
      </fieldset>
    </div>
  )
}

function KeyField({ preview: { columns, fields }, mapping, onMapping }: RecordsTabProps) {
  const id = useId()
  const [first = '', ...further] = mapping.key
  const byItself = mapping.format === 'accounts' ? 'Domain, else name' : 'As the format does'
  const fixed = columns.filter(({ field }) => field === 'record_id').map(({ name }) => name)
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>Which column tells records apart?</label>
      {fields.some(({ field }) => field === 'record_id') ? (
        <select id={id} className="input" value={first} onChange={({ target }) => onMapping(withKey(mapping, [target.value, ...further.filter((name) => name !== target.value)]))}>
          <option value="">{byItself}</option>
          {columns.map(({ name }) => <option key={name} value={name}>{name}</option>)}
        </select>
      ) : <output id={id}>{fixed.length > 0 ? fixed.join(', else ') : byItself}</output>}
      <p className="field-note">Rows of two files with the same value are the same record.{further.length > 0 ? ` Where it is blank: ${further.join(', ')}.` : ''}</p>
    </div>
  )
}

