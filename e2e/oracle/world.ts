import type { AccountRecord, DealEntry, DealRecord, RelatedRecord } from './records.ts'

/** One event that can count, with the company it is attributed to. */
export interface WorldSignal {
  readonly source: string
  /** Null: an anonymous visitor of the company. */
  readonly person: string | null
  readonly company: string | null
  readonly confidence: number
  readonly at: number
  /** Whether the file gives the event a time; otherwise `at` is when the file was collected. */
  readonly dated: boolean
  readonly quantity: number
  /** As the file writes it. */
  readonly target: string | null
}

/** What the raw files amount to: everything a measure needs, at any instant. */
export interface World {
  readonly accounts: readonly AccountRecord[]
  readonly contacts: readonly RelatedRecord[]
  readonly deals: readonly DealRecord[]
  readonly dealEntries: readonly DealEntry[]
  /** Keys of all companies. */
  readonly companies: ReadonlySet<string>
  /** Company → record ids of the accounts it matches. */
  readonly matches: ReadonlyMap<string, readonly string[]>
  readonly signals: readonly WorldSignal[]
}
