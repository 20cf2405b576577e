import type { ImportPreview, ImportSettings } from '../../../shared/contract-import.ts'

/** What still keeps a file from being imported, in words; null when nothing does. */
export function obstacle(preview: ImportPreview, settings: ImportSettings): string | null {
  if (preview.format === null) return 'Say what is in the file.'
  const { mapping } = preview
  if (mapping && preview.fields.length > 0 && mapping.key.length === 0 && Object.values(mapping.columns).every((columns) => columns.length === 0)) return 'Say under Columns which column is which.'
  const missing = preview.needs.filter(({ key }) => !settings[key]?.trim())
  return missing.length === 0 ? null : `Still needed: ${missing.map(nameOf).join(', ')}.`
}

const names: Readonly<Record<string, string>> = { sheet: 'the sheet', dates: 'the order of day and month' }

const nameOf = ({ key, label }: ImportPreview['needs'][number]): string => names[key] ?? `${label.charAt(0).toLowerCase()}${label.slice(1)}`.replace(/[.?:]$/, '')
