import type { BeforeEntry } from '../../../shared/contract-before-entry.ts'
import type { Completeness } from '../../../shared/contract-completeness.ts'
import type { TargetListName } from '../../../shared/contract-target-lists.ts'
import type { Analysis, Band } from '../../../shared/model.ts'
import type { Persona } from '../../../shared/persona-rules.ts'
import type { Run } from '../score/run-store.ts'

export interface ListRow {
  company: string
  stage: string | null
  band: Band
  score: number
  change: number | null
  person: string | null
  persona: Persona | null
  reason: string
}

/** A target list as the audience may see it. */
export interface ListFacts {
  list: TargetListName
  /** Entries that may be shown, of which `rows` are the first. */
  count: number
  byBand: Readonly<Record<Band, number>>
  withheld: number
  rows: readonly ListRow[]
}

/** What is known before any of it is worded. */
export interface Facts {
  organisation: string
  run: Run
  analysis: Analysis
  entry: BeforeEntry
  completeness: Completeness
  lists: readonly ListFacts[]
}
