import { TriangleAlert } from 'lucide-react'
import type { ImportPreview, ImportSettings } from '../../../shared/contract-import.ts'
import type { ImportMapping } from '../../../shared/import-mapping.ts'
import type { TimeForm } from '../../../shared/time-forms.ts'
import { countOf, formatInteger } from '../../lib/formats.ts'
import { aside, assign, readAs } from './mapping-edits.ts'
import './map-table.css'

interface ColumnsTabProps {
  preview: ImportPreview
  settings: ImportSettings
  mapping: ImportMapping
  onMapping: (mapping: ImportMapping) => void
}

/** Which column fills which field, with what stands in it and what of it cannot be read. */
export function ColumnsTab({ preview, settings, mapping, onMapping }: ColumnsTabProps) {
  const { columns, fields, formatLabel, dates } = preview
  const fixed = fields.length === 0
  return (
    <div className="map-table" tabIndex={0} role="region" aria-label="Columns">
      {fixed && <p className="map-note">{formatLabel} has a fixed shape: its columns are known and cannot be mapped otherwise.</p>}
      <table>
        <thead><tr><th scope="col">Column</th><th scope="col">What stands in it</th><th scope="col">Read as</th><th scope="col">Notes</th></tr></thead>
        <tbody>
          {columns.map(({ name, field, label, samples, time, unreadable }) => (
            <tr key={name}>
              <th scope="row" className="truncate" title={name}>{name}</th>
              <td className="map-samples truncate" title={samples.join(' · ')}>{samples.length > 0 ? samples.join(' · ') : <span className="faint">blank in the sample</span>}</td>
              <td>
                {fixed ? <span className={label === null ? 'faint' : ''}>{label ?? 'kept aside'}</span> : (
                  <FieldChoice
                    column={name} preview={preview} value={readAs(mapping, name)} recognised={field === null ? null : { field, label: label ?? field }} isKey={mapping.key.includes(name)}
                    onChange={(next) => onMapping(assign(mapping, name, next))}
                  />
                )}
              </td>
              <Faults unreadable={unreadable} notes={dateNotes({ dates, chosen: settings['dates'], column: name, time })} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What of a column cannot be read, and how its dates are. */
function Faults({ unreadable, notes }: { unreadable: ImportPreview['columns'][number]['unreadable']; notes: readonly string[] }) {
  if (!unreadable && notes.length === 0) return <td className="map-fault"><span className="faint">–</span></td>
  return (
    <td className="map-fault" title={unreadable?.reason}>
      {unreadable && <><TriangleAlert size={13} aria-hidden /> {formatInteger(unreadable.cells)} of {countOf(unreadable.sampled, 'sampled row')}{unreadable.examples.length > 0 && <span className="faint"> · {unreadable.examples.map((example) => `“${example}”`).join(', ')}</span>}</>}
      {notes.length > 0 && <span className="faint">{unreadable && ' · '}{notes.join(', ')}</span>}
    </td>
  )
}

function dateNotes({ dates, chosen, column, time }: { dates: ImportPreview['dates']; chosen: string | undefined; column: string; time: TimeForm | null }): string[] {
  const found = dates.find((each) => each.column === column)
  const order = found?.order ?? chosen
  return [
    ...(found ? [order === undefined ? 'day or month first is asked above' : `dates as ${order === 'dmy' ? '31/12/2025' : '12/31/2025'}`] : []),
    ...(time === 'zoneless' ? ['no zone: read as UTC'] : time === 'day' ? ['days without a time'] : []),
  ]
}

interface FieldChoiceProps {
  column: string
  preview: ImportPreview
  value: string
  /** What it is read as now; may be no field of its own, such as a stage date known by its header. */
  recognised: { field: string; label: string } | null
  isKey: boolean
  onChange: (field: string) => void
}

function FieldChoice({ column, preview: { fields }, value, recognised, isKey, onChange }: FieldChoiceProps) {
  const known = fields.some(({ field }) => field === recognised?.field)
  const byHeader = value === aside && !known ? recognised : null
  const shown = value !== aside ? value : byHeader !== null ? '@header' : isKey ? '@key' : aside
  return (
    <select className="input map-choice" aria-label={`${column} is read as`} value={shown} onChange={({ target }) => onChange(target.value.startsWith('@') ? aside : target.value)}>
      <option value={aside}>Kept aside</option>
      {byHeader !== null && <option value="@header">{byHeader.label}</option>}
      {isKey && <option value="@key">Record id (the key)</option>}
      {fields.filter(({ field }) => field !== 'record_id').map(({ field, label }) => <option key={field} value={field}>{label}</option>)}
    </select>
  )
}
