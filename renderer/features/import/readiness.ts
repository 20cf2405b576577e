import type { ImportPreview, ImportSettings } from '../../../shared/contract-import.ts'
import { namesNoColumn } from '../../../shared/import-mapping.ts'

/** What still keeps a file from being imported, in words; null when nothing does. */
export function obstacle(preview: ImportPreview, settings: ImportSettings): string | null {
  if (preview.format === null) return preview.entries ? 'Say what is in a file of the ZIP.' : 'Say what is in the file.'
  const { mapping } = preview
  if (mapping && preview.fields.length > 0 && namesNoColumn(mapping)) return 'Say under Columns which column is which.'
  const open = preview.entries?.find(({ unassigned }) => unassigned)
  if (open) return `Say under Columns which column of ${open.name} is which.`
  const missing = preview.needs.filter(({ key }) => !settings[key]?.trim())
  return missing.length === 0 ? null : `Still needed: ${missing.map(nameOf).join(', ')}.`
}

const names: Readonly<Record<string, string>> = { sheet: 'the sheet', dates: 'the order of day and month' }

const nameOf = ({ key, label }: ImportPreview['needs'][number]): string => names[key] ?? `${label.charAt(0).toLowerCase()}${label.slice(1)}`.replace(/[.?:]$/, '')
