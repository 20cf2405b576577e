import type { ImportPreview, ImportSettings } from '../../../shared/contract-import.ts'

/** What still keeps a file from being imported, in words; null when nothing does. */
export function obstacle(preview: ImportPreview, settings: ImportSettings): string | null {
  if (preview.format === null) return 'Choose the format first.'
  const missing = preview.needs.filter(({ key }) => !settings[key]?.trim())
  return missing.length === 0 ? null : `Still needed: ${missing.map(({ label }) => label.toLowerCase()).join(', ')}.`
}

/** Stages of the file that no rule maps, most frequent first. */
export const unmappedStages = ({ stages }: ImportPreview): ImportPreview['stages'] =>
  stages.filter(({ stage }) => stage === 'unmapped').toSorted((left, right) => right.rows - left.rows)
