import type { ImportMapping } from '../../../../shared/import-mapping.ts'
import type { Importer, Sample } from '../importer.ts'
import type { Choice } from '../recognise.ts'
import type { Sniffed } from '../sniff.ts'
import type { ZipEntry } from './zip-directory.ts'

/** One import that a ZIP becomes: a file in it, or files that continue each other. */
export interface ArchivePart {
  /** `archive.zip › entry.csv`. */
  fileName: string
  entries: ZipEntry[]
  /** The format, its columns mapped where they are. */
  importer: Importer
  mapping: ImportMapping | undefined
  origin: Choice['origin']
  /** What a look at its first file showed. */
  sniffed: Sniffed
  sample: Sample
  /** Where its records are put together from the entries as one text. */
  text?: (signal: AbortSignal) => AsyncGenerator<Buffer>
}
