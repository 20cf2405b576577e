import type { Sample } from './importer.ts'
import type { Sniffed } from './sniff.ts'

/** A file that was looked at. */
export interface Opened {
  sniffed: Sniffed
  sample: Sample
  /** Runs `work` on the file where DuckDB may read it whole. */
  whole: <T>(work: (sniffed: Sniffed) => Promise<T>) => Promise<T>
}
