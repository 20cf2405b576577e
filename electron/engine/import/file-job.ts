import type { ImportSettings } from '../../../shared/contract-import.ts'
import type { Session } from '../session.ts'
import type { Importer, Sample } from './importer.ts'
import type { ImportTransaction } from './import-transaction.ts'
import type { Digest, InboxCopy } from './inbox.ts'
import type { Sizes } from './load.ts'
import type { Meter } from './meter.ts'
import type { Answers } from './recognise.ts'
import type { Sniffed } from './sniff.ts'

/** One file to be imported, and what with. */
export interface FileJob {
  session: Session
  request: { format?: string | undefined; settings: ImportSettings }
  sniffed: Sniffed
  signal: AbortSignal
  meter: Meter
  sizes: Sizes
  transaction: ImportTransaction
  /** The file is one of ours and may be moved into the inbox. */
  ours: boolean
  /** What the reader of this import must know beside what its records tell. */
  notes: readonly string[]
}

export interface Prepared {
  importer: Importer
  answers: Answers
}

/** A file in the inbox whose format and settings are known. */
export interface Source extends Prepared {
  sample: Sample
  copy: InboxCopy
  digesting: Promise<Digest>
}
