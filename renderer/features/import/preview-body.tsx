import { TriangleAlert } from 'lucide-react'
import { useId } from 'react'
import type { ImportPreview, ImportSettings } from '../../../shared/contract-import.ts'
import { useCall } from '../../lib/engine.ts'
import { formatInteger } from '../../lib/formats.ts'
import { sentenceCase } from '../../lib/stage-words.ts'
import { ArchiveEntries } from './archive-entries.tsx'
import { Question } from './question.tsx'
import { unmappedStages } from './readiness.ts'

interface PreviewBodyProps {
  preview: ImportPreview
  settings: ImportSettings
  format: string | null
  onSettings: (settings: ImportSettings) => void
  onFormat: (format: string | null) => void
}

/** What was recognised, what is uncertain, and the first rows. */
export function PreviewBody({ preview, settings, format, onSettings, onFormat }: PreviewBodyProps) {
  const unmapped = unmappedStages(preview)
  return (
    <>
      {preview.format === null || format !== null ? <FormatChoice preview={preview} format={format} onFormat={onFormat} /> : null}
      {preview.needs.map((need) => (
        <Question key={need.key} need={need} value={settings[need.key] ?? ''} onChange={(value) => onSettings({ ...settings, [need.key]: value })} />
      ))}
      {preview.warnings.length > 0 && (
        <ul className="warnings">{preview.warnings.map((warning) => <li key={warning}><TriangleAlert size={14} aria-hidden /> {warning}</li>)}</ul>
      )}
      {preview.entries && <ArchiveEntries entries={preview.entries} />}
      {preview.stages.length > 0 && (
        <div className="stage-map" aria-label="Stages">
          {preview.stages.filter(({ stage }) => stage !== 'unmapped').map(({ raw, stage, rows }) => (
            <span key={raw} className="chip numeric">{raw === '' ? '(blank)' : raw} → {sentenceCase(stage)} · {formatInteger(rows)}</span>
          ))}
          {unmapped.map(({ raw, rows }) => (
            <span key={raw} className="chip chip-warn numeric" title="Shown beside the funnel, never dropped">{raw === '' ? '(blank)' : raw} → unmapped · {formatInteger(rows)}</span>
          ))}
        </div>
      )}
      {preview.rows.length > 0 && <PreviewTable preview={preview} />}
    </>
  )
}

function PreviewTable({ preview: { columns, rows, fileName } }: { preview: ImportPreview }) {
  return (
    <div className="preview-table" tabIndex={0} role="region" aria-label={`First rows of ${fileName}`}>
      <table>
        <thead>
          <tr>
            {columns.map(({ name, field }) => (
              <th key={name} scope="col" title={field ? `${name} is read as ${field}` : `${name} is kept as it is`}>
                <strong className="truncate">{name}</strong><span className="faint">{field ? `→ ${field}` : 'kept'}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => <tr key={index}>{row.map((value, column) => <td key={column} title={value ?? undefined}>{value ?? ''}</td>)}</tr>)}
        </tbody>
      </table>
    </div>
  )
}

function FormatChoice({ preview, format, onFormat }: Pick<PreviewBodyProps, 'preview' | 'format' | 'onFormat'>) {
  const id = useId()
  const formats = useCall('import.formats', {})
  return (
    <div className="card-question field">
      <label className="field-label" htmlFor={id}>What is in this file?</label>
      <select id={id} className="input" value={format ?? ''} onChange={({ target }) => onFormat(target.value || null)}>
        <option value="">Choose the format…</option>
        {(formats.data ?? []).map((each) => <option key={each.id} value={each.id}>{each.label}</option>)}
      </select>
      {preview.candidates.length > 0 && <p className="field-note">It looks most like {preview.candidates.map(({ label }) => label).join(' or ')}.</p>}
    </div>
  )
}
