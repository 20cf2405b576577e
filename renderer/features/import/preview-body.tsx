import { useId } from 'react'
import type { ImportPreview, ImportSettings } from '../../../shared/contract-import.ts'
import { useCall } from '../../lib/engine.ts'
import { ArchiveEntries } from './archive-entries.tsx'
import { Button } from '../../ui/button.tsx'
import { type ChosenFile, updateChosen } from './chosen-files.ts'
import { emptyMapping } from './mapping-edits.ts'
import { Question } from './question.tsx'
import { Warnings } from './warnings.tsx'
import './question.css'

interface PreviewBodyProps {
  preview: ImportPreview
  file: ChosenFile
  onSettings: (settings: ImportSettings) => void
}

/** What is uncertain about a file, to be answered before it can be imported. */
export function PreviewBody({ preview, file, onSettings }: PreviewBodyProps) {
  const { settings, format } = file
  return (
    <>
      {(preview.format === null || format !== null) && <FormatChoice preview={preview} file={file} />}
      {preview.needs.map((need) => (
        <Question key={need.key} need={need} value={settings[need.key] ?? ''} onChange={(value) => onSettings({ ...settings, [need.key]: value })} />
      ))}
      <Warnings warnings={preview.warnings} />
      {preview.entries && <ArchiveEntries entries={preview.entries} />}
    </>
  )
}

/** Formats any table can be mapped to. */
const general = ['accounts', 'contacts', 'deals', 'events']

function FormatChoice({ preview, file }: { preview: ImportPreview; file: ChosenFile }) {
  const id = useId()
  const formats = useCall('import.formats', {}).data ?? []
  const choose = (format: string) => {
    const mappable = formats.some((each) => each.id === format && each.fields.length > 0)
    updateChosen(file.id, { format: format || null, mapping: general.includes(format) && mappable ? emptyMapping(format) : null })
  }
  return (
    <div className={`card-question field ${preview.format === null ? '' : 'card-answered'}`}>
      <span className="field-label" id={`${id}-label`}>What is in this file?</span>
      <div className="choices" role="group" aria-labelledby={`${id}-label`}>
        {formats.filter((each) => general.includes(each.id)).map((each) => (
          <Button key={each.id} aria-pressed={file.format === each.id} onClick={() => choose(each.id)}>{each.label.replace(/ \(.*\)$/, '')}</Button>
        ))}
        <select className="input" aria-label="Another format" value={general.includes(file.format ?? '') ? '' : (file.format ?? '')} onChange={({ target }) => choose(target.value)}>
          <option value="">Another format…</option>
          {formats.filter((each) => !general.includes(each.id)).map((each) => <option key={each.id} value={each.id}>{each.label}</option>)}
        </select>
      </div>
      <p className="field-note">{preview.format === null ? 'Choose what a row is; then say under Columns which column is which.' : 'The columns are assigned under Columns.'}</p>
    </div>
  )
}
