import { stageEvidenceSql } from '../../score/stage-evidence.ts'
import { keptColumn as column, type Definition } from '../definition.ts'
import { scoreColumns, stageColumn, subjectKeyColumn } from './subject-columns.ts'
import { subjectRowsTable } from './subject-rows-table.ts'

/** One row per CRM account that exists at the chosen instant. */
export const accounts: Definition = {
  needs: 'scored',
  columns: [
    column('text', 'name', ['Account', 'Name of the account in the CRM.']),
    stageColumn,
    ...scoreColumns,
    column('text', 'domain', ['Domain', 'Registrable domain of the account.']),
    column('text', 'owner', ['Owner', 'Owner of the account in the CRM.']),
    column('text', 'companies', ['Matched companies', 'Companies found in developer signals that match the account.']),
    column('text', 'industry', ['Industry', 'Industry of the account in the CRM.'], { hidden: true }),
    column('integer', 'employees', ['Employees', 'Number of employees in the CRM.'], { hidden: true }),
    column('text', 'country', ['Country', 'Country of the account in the CRM.'], { hidden: true }),
    column('instant', 'created_at', ['Created', 'When the account was created in the CRM.'], { hidden: true }),
    column('text', 'stage_raw', ['Stage text', 'Current stage as the CRM writes it; blank where it was concluded from the account having no deal.'], { hidden: true }),
    column('boolean', 'stage_conflict', ['Stage conflict', 'Whether the account, its contacts and its deals say different stages; the furthest counts.'], { hidden: true }),
    column('text', 'stage_evidence', ['Stage evidence', 'The furthest stage of each kind of record of the account, as of the chosen instant.'], { hidden: true }),
    column('text', 'further_domains', ['Further domains', 'Other domains of the account.'], { hidden: true }),
    column('text', 'aliases', ['Aliases', 'Other names of the account.'], { hidden: true }),
    column('text', 'record_id', ['Record', 'Record id in the CRM.'], { exact: true }),
    column('text', 'file_name', ['File', 'Imported file the account stands in.'], { hidden: true }),
    column('integer', 'source_row', ['Row', 'Number of the record in the file, counted from 1.'], { hidden: true }),
    subjectKeyColumn,
  ],
  order: ['-score', 'name', 'record_id'],
  table: (context) =>
    subjectRowsTable(
      context,
      `, evidence AS (${stageEvidenceSql(context.stages)}), matched AS (
         SELECT sc.subject_id, string_agg(c.name, ' · ' ORDER BY c.name) AS companies
         FROM result.subject_companies sc JOIN evidence.companies c USING (company_id) GROUP BY sc.subject_id)
       SELECT s.subject_key, s.record_id, s.name, s.domain, s.stage, s.band, s.score, s.families, s.people_30, s.people_90, s.people, s.events, s.last_at, s.active,
         s.owner, s.industry, s.country, a.employees, a.created_at, a.stage_raw, e.stage_conflict, e.stage_evidence, m.companies, i.file_name, a.source_row,
         array_to_string(a.further_domains, ' · ') AS further_domains, array_to_string(a.aliases, ' · ') AS aliases
       FROM subject_rows s JOIN crm.current_accounts a ON a.record_id = s.record_id JOIN ops.imports i ON i.import_id = a.import_id
         LEFT JOIN matched m ON m.subject_id = s.subject_id LEFT JOIN evidence e ON e.record_id = s.record_id`,
    ),
}
