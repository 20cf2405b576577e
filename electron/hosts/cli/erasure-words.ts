import type { HeldAbout } from '../../../shared/contract-erasure.ts'
import { alignedTable } from './table.ts'

const kindWords: Readonly<Record<HeldAbout['identifiers'][number]['kind'], string>> = {
  email: 'E-mail', login: 'GitHub login', github_id: 'GitHub number', linkedin: 'LinkedIn', contact: 'Contact', handle: 'Handle', name: 'Name',
}

/** What is held about people, as tables for a person to read. */
export function heldWords({ found, identifiers, tables, mentions, files, backups, exports }: HeldAbout, heading: string): string {
  const known = alignedTable(['Known by', ''], identifiers.map(({ kind, value }) => [kindWords[kind], value]))
  if (!found) return `${known}Nothing is held about them.\n`
  return [
    known,
    alignedTable([heading, 'Rows'], [...tables.map(({ table, rows }) => [table, rows]), ...mentions.map(({ table, column, rows }) => [`texts in ${table}.${column}`, rows])]),
    ...(files.length > 0 ? [`Copies of imported files, removed whole: ${files.map(({ importId, fileName }) => `${fileName} (import ${importId})`).join(', ')}\n`] : []),
    ...(backups.length > 0 ? [`Backups of earlier versions, removed: ${backups.join(', ')}\n`] : []),
    ...(exports.length > 0 ? [`Files that were handed over stay where they are; look into them yourself: ${exports.map(({ path }) => path).join(', ')}\n`] : []),
  ].join('')
}
