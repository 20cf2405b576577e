import type { ImportMapping } from '../../../shared/import-mapping.ts'
import type { Session } from '../session.ts'
import type { Corrects } from './corrections.ts'
import type { DateOrders } from './date-order.ts'
import type { Sample } from './importer.ts'
import type { ImportTransaction } from './import-transaction.ts'
import type { Digest, InboxCopy } from './inbox.ts'
import type { Sizes } from './load.ts'
import type { Meter } from './meter.ts'
import type { Choice, Wishes } from './recognise.ts'
import type { Sniffed } from './sniff.ts'

export interface FileRequest extends Wishes {
  /** The file brings corrected rejects of an earlier import. */
  corrects?: Corrects | undefined
  /** Tells every reject, not only the first. */
  everyReject?: boolean
}

export interface ImportRequest extends FileRequest {
  path: string
  jobId?: string | undefined
}

/** One file to be imported, and what with. */
export interface FileJob {
  session: Session
  request: FileRequest
  /** Everything is done and then taken back. */
  dry: boolean
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

/** How the file is read, with everything answered that its beginning can answer. */
export interface Prepared {
  choice: Choice
  mapping: ImportMapping
  /** Undefined where only the whole file can tell. */
  orders: DateOrders | undefined
}

/** A file in the inbox whose format and settings are known. */
export interface Source extends Prepared {
  sample: Sample
  copy: InboxCopy
  digesting: Promise<Digest>
}
