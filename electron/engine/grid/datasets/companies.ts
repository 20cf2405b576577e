import { keptColumn as column, type Definition } from '../definition.ts'
import { scoreColumns, stageColumn, subjectKeyColumn } from './subject-columns.ts'
import { subjectRowsTable } from './subject-rows-table.ts'

/** One row per subject of the run: an account with every company matched to it, or a company without an account. */
export const companies: Definition = {
  needs: 'scored',
  columns: [
    column('text', 'name', ['Company', 'Name of the account, or of the company where it matches none.']),
    stageColumn,
    ...scoreColumns,
    column('boolean', 'in_crm', ['In CRM', 'Whether it is an account; otherwise it is hidden from the funnel.']),
    column('text', 'domain', ['Domain', 'Registrable domain.']),
    column('text', 'owner', ['Owner', 'Owner of the account in the CRM.']),
    column('text', 'industry', ['Industry', 'Industry of the account in the CRM.'], { hidden: true }),
    column('text', 'country', ['Country', 'Country of the account in the CRM.'], { hidden: true }),
    column('text', 'record_id', ['Record', 'Record id of the account in the CRM.'], { hidden: true, exact: true }),
    subjectKeyColumn,
  ],
  order: ['-score', 'name', 'subject_key'],
  table: (context) =>
    subjectRowsTable(
      context,
      `SELECT subject_key, name, domain, stage, band, score, families, people_30, people_90, people, events, last_at, active, in_crm, owner, industry, country, record_id
       FROM subject_rows`,
    ),
}
