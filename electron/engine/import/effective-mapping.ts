import type { ImportSettings } from '../../../shared/contract-import.ts'
import type { ImportMapping, OverwriteRule } from '../../../shared/import-mapping.ts'
import type { DateOrder, Importer } from './importer.ts'

interface Known {
  importer: Importer
  /** As it was asked for or remembered; undefined where the file was recognised by itself. */
  mapping: ImportMapping | undefined
  /** Column of the file → field it fills. */
  mapped: ReadonlyMap<string, string>
  settings: ImportSettings
  overwrite: OverwriteRule
  dateColumns: readonly string[]
}

/** The whole mapping by which a file is read: what was chosen and what was recognised. */
export function effectiveMapping({ importer, mapping, mapped, settings, overwrite, dateColumns }: Known): ImportMapping {
  const recognisedAs = (field: string): string[] => [...mapped].flatMap(([column, filled]) => (filled === field ? [column] : []))
  const fields = importer.fields ?? []
  const key = mapping !== undefined && mapping.key.length > 0 ? mapping.key : recognisedAs('record_id')
  const columns = fields.flatMap(({ field }): [string, string[]][] => {
    if (field === 'record_id') return []
    const chosen = mapping?.columns[field] ?? recognisedAs(field)
    return chosen.length > 0 || mapping?.columns[field] !== undefined ? [[field, chosen]] : []
  })
  const order = settings['dates']
  return {
    format: importer.id,
    columns: Object.fromEntries(columns),
    aside: mapping?.aside ?? [],
    key: fields.some(({ field }) => field === 'record_id') ? key : [],
    stages: Object.fromEntries(Object.entries(settings).flatMap(([name, stage]) => (name.startsWith('stage.') ? [[name.slice('stage.'.length), stage]] : []))),
    dates: { ...(isOrder(order) ? Object.fromEntries(dateColumns.map((column) => [column, order])) : {}), ...mapping?.dates },
    overwrite,
  }
}

const isOrder = (order: string | undefined): order is DateOrder => order === 'dmy' || order === 'mdy'

/** The settings a mapping implies; those given with the import outrank them. */
export function settingsWith(importer: Importer, mapping: ImportMapping | undefined, given: ImportSettings): ImportSettings {
  if (mapping === undefined || !importer.settings.some(({ key }) => key === 'stage.<word>')) return given
  return { ...Object.fromEntries(Object.entries(mapping.stages).map(([word, stage]) => [`stage.${word}`, stage])), ...given }
}
