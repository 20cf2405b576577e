import type { ImportPreview, ImportSettings } from '../../../shared/contract-import.ts'
import { ChoiceQuestion } from './choice-question.tsx'
import { asRecognised, type ChosenFile, updateChosen } from './chosen-files.ts'
import { FormatChoice } from './format-choice.tsx'
import { Question } from './question.tsx'
import { Warnings } from './warnings.tsx'

interface PreviewBodyProps {
  preview: ImportPreview
  file: ChosenFile
  warnings: readonly string[]
  onSettings: (settings: ImportSettings) => void
}

/** What is uncertain about a file, to be answered before it can be imported. */
export function PreviewBody({ preview, file, warnings, onSettings }: PreviewBodyProps) {
  const { settings, format } = file
  const isBook = preview.sheets.length > 1
  return (
    <>
      {isBook && (
        <ChoiceQuestion
          label="Which sheet?" choices={preview.sheets.map((sheet) => ({ value: sheet, label: sheet }))} value={settings['sheet'] ?? ''}
          note="One sheet is one import; drop the file again for another."
          // What was said about one sheet does not hold for another.
          onChange={(sheet) => updateChosen(file.id, { ...asRecognised, settings: { sheet } })}
        />
      )}
      {!preview.entries && (preview.format === null || format !== null) && <FormatChoice preview={preview} file={file} />}
      {preview.needs.filter(({ key }) => key !== 'sheet' || !isBook).map((need) => (
        <Question key={need.key} need={need} value={settings[need.key] ?? ''} onChange={(value) => onSettings({ ...settings, [need.key]: value })} />
      ))}
      <Warnings warnings={warnings} />
    </>
  )
}
