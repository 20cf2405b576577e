import type { Dataset, GridColumn } from '../../../shared/contract-grid.ts'
import { accounts } from './datasets/accounts.ts'
import { attributions } from './datasets/attributions.ts'
import { changes } from './datasets/changes.ts'
import { claims } from './datasets/claims.ts'
import { companies } from './datasets/companies.ts'
import { contacts } from './datasets/contacts.ts'
import { deals } from './datasets/deals.ts'
import { downloads } from './datasets/downloads.ts'
import { duplicateAccounts } from './datasets/duplicate-accounts.ts'
import { duplicates } from './datasets/duplicates.ts'
import { events } from './datasets/events.ts'
import { humans } from './datasets/humans.ts'
import { imports } from './datasets/imports.ts'
import { people } from './datasets/people.ts'
import { records } from './datasets/records.ts'
import { rejects } from './datasets/rejects.ts'
import { blindReviews } from './datasets/blind-reviews.ts'
import { reviewItems } from './datasets/review-items.ts'
import { scores } from './datasets/scores.ts'
import { stageChanges } from './datasets/stage-changes.ts'
import type { Column, Definition } from './definition.ts'
import { columnNamed } from './filter-sql.ts'

export const catalogue: Record<Dataset, Definition> = {
  companies, accounts, contacts, deals, people, events, attributions, scores, rejects, imports, claims, downloads, review_items: reviewItems, blind_reviews: blindReviews, duplicate_accounts: duplicateAccounts,
  records, humans, changes, duplicates, stage_changes: stageChanges,
}

/** The named columns in the order asked for, all where none is named. Throws `invalid_input` for an unknown one. */
export function shownColumns(dataset: Dataset, names: readonly string[]): readonly Column[] {
  const { columns } = catalogue[dataset]
  return names.length === 0 ? columns : [...new Set(names)].map((name) => columnNamed(columns, name))
}

export const describeColumns = (dataset: Dataset): GridColumn[] =>
  catalogue[dataset].columns.map(({ name, label, kind, definition, hidden }) => ({ name, label, kind, definition, hidden }))
