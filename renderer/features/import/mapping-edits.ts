import type { ImportPreview } from '../../../shared/contract-import.ts'
import type { ImportMapping, OverwriteRule } from '../../../shared/import-mapping.ts'

/** Choices of a column beside the fields of the format. */
export const aside = ''

/** What a column is read as: a field, or nothing. A key that is also a field shows as that field. */
export const readAs = ({ columns }: ImportMapping, column: string): string => Object.entries(columns).find(([, list]) => list.includes(column))?.[0] ?? aside

/** The column fills that field and no other; several columns may fill one, the first that is filled counts. */
export function assign(mapping: ImportMapping, column: string, field: string): ImportMapping {
  const without = Object.fromEntries(Object.entries(mapping.columns).map(([each, list]) => [each, list.filter((name) => name !== column)]))
  return {
    ...mapping,
    columns: field === aside ? without : { ...without, [field]: [...(without[field] ?? []), column] },
    aside: field === aside ? [...new Set([...mapping.aside, column])] : mapping.aside.filter((name) => name !== column),
  }
}

/** An empty key leaves the choice to the format. */
export const withKey = (mapping: ImportMapping, columns: readonly string[]): ImportMapping => ({ ...mapping, key: columns.filter((column) => column !== '') })

export const withOverwrite = (mapping: ImportMapping, overwrite: OverwriteRule): ImportMapping => ({ ...mapping, overwrite })

/** “unmapped” is a choice like any other: it outranks what the word is known for. */
export const withStage = (mapping: ImportMapping, word: string, stage: string): ImportMapping => ({ ...mapping, stages: { ...mapping.stages, [word]: stage } })

/** A mapping of another format begins with nothing chosen. */
export const emptyMapping = (format: string): ImportMapping => ({ format, columns: {}, aside: [], key: [], stages: {}, dates: {}, overwrite: 'replace' })

/** Columns whose sampled cells cannot all be read. */
export const troubled = ({ columns }: ImportPreview): ImportPreview['columns'] => columns.filter(({ unreadable }) => unreadable !== null)
