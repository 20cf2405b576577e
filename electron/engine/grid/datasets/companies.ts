import { keptColumn as column, type Definition } from '../definition.ts'
import { scoreColumns, stageColumn, subjectKeyColumn } from './subject-columns.ts'
import { subjectRowsTable } from './subject-rows-table.ts'

/** One row per subject of the run: an account with every company matched to it, or a company without an account. */
export const companies: Definition = {
  needs: 'lifecycle',
  columns: [
    column('text', 'name', ['Company', 'Name of the account, or of the company where it matches none.']),
    stageColumn,
    ...scoreColumns,
    column('text', 'lifecycle', ['Lifecycle', 'Where its dated activity stands: Dormant, Pioneering, Surge, Evaluation or Decisioning. Quiet: its last event is 90 to 180 days old, and no stage holds.']),
    column('boolean', 'outreach', ['Outreach', 'Outreach window: it first came into Surge within the last 28 days and has no open opportunity.']),
    column('boolean', 'in_crm', ['In CRM', 'Whether it is an account; otherwise it is hidden from the funnel.']),
    column('text', 'domain', ['Domain', 'Registrable domain.']),
    column('text', 'owner', ['Owner', 'Owner of the account in the CRM.']),
    column('text', 'industry', ['Industry', 'Industry of the account in the CRM.'], { hidden: true }),
    column('text', 'country', ['Country', 'Country of the account in the CRM.'], { hidden: true }),
    column('number', 'employees', ['Employees', 'Employees of the account in the CRM.'], { hidden: true }),
    column('text', 'technologies', ['Technologies', 'What the account builds with, as the CRM or enrichment says.'], { hidden: true }),
    column('text', 'record_id', ['Record', 'Record id of the account in the CRM.'], { hidden: true, exact: true }),
    subjectKeyColumn,
  ],
  order: ['-score', 'name', 'subject_key'],
  table: (context) =>
    subjectRowsTable(
      context,
      `SELECT s.subject_key, s.name, s.domain, s.stage, s.band, s.score, s.families, s.people_30, s.people_90, s.people, s.events, s.last_at, s.active, s.in_crm, s.owner, s.industry, s.country, s.employees, s.technologies, s.record_id,
         CASE WHEN coalesce(l.is_sparse, true) THEN 'Not enough dated events' ELSE coalesce(l.stage, 'Quiet') END AS lifecycle, coalesce(l.outreach, false) AS outreach
       FROM subject_rows s LEFT JOIN result.lifecycle l ON l.run_id = $run_id AND l.subject_id = s.subject_id`,
    ),
}
