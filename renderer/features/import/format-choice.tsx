import type { ImportPreview } from '../../../shared/contract-import.ts'
import { useCall } from '../../lib/engine.ts'
import { ChoiceQuestion } from './choice-question.tsx'
import { changeReading, type ChosenFile } from './chosen-files.ts'
import { emptyMapping } from './mapping-edits.ts'

/** Formats any table can be mapped to. */
const general = ['accounts', 'contacts', 'deals', 'events']

/** What a row of a file is, where that is not recognised or was chosen by hand. */
export function FormatChoice({ preview, file }: { preview: ImportPreview; file: ChosenFile }) {
  const formats = (useCall('import.formats', {}).data ?? []).filter(({ containers }) => containers.includes(kindOf(preview.container)))
  const chosen = file.format ?? file.mapping?.format ?? ''
  const choose = (format: string) => {
    const mappable = formats.some((each) => each.id === format && each.fields.length > 0)
    changeReading(file, { format: format || null, mapping: general.includes(format) && mappable ? emptyMapping(format) : null })
  }
  return (
    <ChoiceQuestion
      label="What is in this file?" value={chosen} open={preview.format === null} onChange={choose}
      choices={formats.filter((each) => general.includes(each.id)).map(({ id, label }) => ({ value: id, label: label.replace(/ \(.*\)$/, '') }))}
      note={preview.format === null ? 'Choose what a row is; then say under Columns which column is which.' : 'Which column is which stands under Columns.'}
    >
      <select className="input" aria-label="Another format" value={general.includes(chosen) ? '' : chosen} onChange={({ target }) => choose(target.value)}>
        <option value="">Another format…</option>
        {formats.filter((each) => !general.includes(each.id)).map((each) => <option key={each.id} value={each.id}>{each.label}</option>)}
      </select>
    </ChoiceQuestion>
  )
}

const kinds: Readonly<Record<string, string>> = { delimited: 'csv', json: 'json', parquet: 'parquet', xlsx: 'xlsx' }

/** The container of a preview as a format names its own, compressed or not. */
const kindOf = (container: string): string => kinds[container.split('.')[0] ?? ''] ?? container
