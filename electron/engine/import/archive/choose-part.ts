import type { MemberReading } from '../../../../shared/contract-import.ts'
import type { ImportMapping } from '../../../../shared/import-mapping.ts'
import type { Connection } from '../../db/connection.ts'
import { recognised } from '../formats.ts'
import type { Sample } from '../importer.ts'
import { mappedImporter } from '../mapped-importer.ts'
import { chooseImporter, lastMapping, type Wishes } from '../recognise.ts'
import type { ArchivePart } from './archive-part.ts'
import type { Look } from './look-at-entry.ts'

/** Columns a mapping is about, whatever it reads from them. */
export const columnsNamed = ({ columns, key }: ImportMapping): string[] => [...new Set([...key, ...Object.values(columns).flat()])]

/** What was said of one file of a ZIP by its name. */
export const readingOf = ({ members = {} }: Wishes, name: string): MemberReading | undefined => (Object.hasOwn(members, name) ? members[name] : undefined)

/** A mapping of no columns is for the files of its format. */
function isFor(mapping: ImportMapping, sample: Sample): boolean {
  const named = columnsNamed(mapping)
  return named.length > 0 ? named.every((column) => sample.names.includes(column)) : recognised(sample)?.id === mapping.format
}

/**
 * How a file of a ZIP is read: as was said of it by its name, by the mapping given for files with its columns, as asked, as its headers were mapped
 * the last time, or as recognised. Null where it is unknown.
 */
export async function choosePart(connection: Connection, { sniffed, sample, name }: Look & { name: string }, wishes: Wishes): Promise<Pick<ArchivePart, 'importer' | 'mapping' | 'origin'> | null> {
  const own = readingOf(wishes, name)
  const wanted: Wishes = own ? { ...own, settings: wishes.settings } : wishes
  const given = wanted.mapping !== undefined && (own !== undefined || isFor(wanted.mapping, sample)) ? wanted.mapping : undefined
  const mapping = given ?? (await lastMapping(connection, sample, wanted))
  if (mapping) return { importer: mappedImporter(chooseImporter(sniffed, sample, { format: mapping.format, settings: {} }), mapping), mapping, origin: given ? 'given' : 'remembered' }
  const importer = wanted.format === undefined ? recognised(sample) : chooseImporter(sniffed, sample, wanted)
  return importer ? { importer, mapping: undefined, origin: 'recognised' } : null
}
