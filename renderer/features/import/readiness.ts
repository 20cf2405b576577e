import type { ImportPreview, ImportSettings } from '../../../shared/contract-import.ts'

/** What still keeps a file from being imported, in words; null when nothing does. */
export function obstacle(preview: ImportPreview, settings: ImportSettings): string | null {
  if (preview.format === null) return 'Choose the format first.'
  const { mapping } = preview
  if (mapping && preview.fields.length > 0 && mapping.key.length === 0 && Object.values(mapping.columns).every((columns) => columns.length === 0)) return 'Say under Columns which column is which.'
  const missing = preview.needs.filter(({ key }) => !settings[key]?.trim())
  return missing.length === 0 ? null : `Still needed: ${missing.map(({ label }) => label.toLowerCase().replace(/[.?:]$/, '')).join(', ')}.`
}
