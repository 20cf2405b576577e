import type { HandOverColumn } from '../hand-over/columns.ts'

/** What of a target list stands in a report, as the door for files that leave takes it. `place` finds the entry again. */
export const listColumns: readonly HandOverColumn[] = [
  { name: 'place', header: 'Place' }, { name: 'company', header: 'Company' }, { name: 'person', header: 'Person', personal: 'login' }, { name: 'reason', header: 'Why' },
]
