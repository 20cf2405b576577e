import { keptColumn as column, type Definition } from '../definition.ts'
import { scoreColumns, subjectKeyColumn } from './subject-columns.ts'
import { subjectRowsTable } from './subject-rows-table.ts'

/** The scores of one run with what identifies each subject, for handing on. */
export const scores: Definition = {
  needs: 'scored',
  columns: [
    { ...subjectKeyColumn, hidden: false },
    column('text', 'kind', ['Kind', 'account, or company where it matches no account.'], { exact: true }),
    column('text', 'name', ['Name', 'Name of the account or company.']),
    column('text', 'domain', ['Domain', 'Registrable domain.']),
    column('text', 'record_id', ['Record', 'Record id of the account in the CRM.'], { exact: true }),
    ...scoreColumns,
    column('integer', 'run_id', ['Run', 'Number of the scoring run.']),
    column('instant', 'as_of', ['As of', 'Instant the scores describe; nothing later counts.']),
    column('text', 'policy', ['Policy', 'reliable: only attributions at or above the reliable minimum count; all: every one.'], { exact: true }),
  ],
  order: ['-score', 'subject_key'],
  table: (context) =>
    subjectRowsTable(
      context,
      `SELECT s.subject_key, s.kind, s.name, s.domain, s.record_id, s.score, s.band, s.active, s.families, s.people_30, s.people_90, s.people, s.events, s.last_at,
         r.run_id, r.as_of, r.policy
       FROM subject_rows s CROSS JOIN (SELECT run_id, as_of, policy FROM result.runs WHERE run_id = $run_id) r`,
    ),
}
