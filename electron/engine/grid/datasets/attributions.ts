import { attributionRows } from '../../resolve/attribution-export.ts'
import { keptColumn as column, type Definition } from '../definition.ts'

/** One row per person with a company: the attribution that counts. */
export const attributions: Definition = {
  needs: 'resolved',
  columns: [
    column('text', 'login', ['Login', 'GitHub login, where known.']),
    column('integer', 'github_id', ['GitHub id', 'Numeric account id, which a renamed login keeps.']),
    column('text', 'company_name', ['Company', 'Company the person is attributed to.']),
    column('text', 'company_domain', ['Company domain', 'Registrable domain of the company.']),
    column('text', 'account_record_id', ['Account record', 'Record id of a CRM account the company matches.'], { exact: true }),
    column('text', 'method', ['Method', 'Kind of evidence.'], { exact: true }),
    column('number', 'confidence', ['Confidence', 'Confidence of the evidence, from 0 to 1.']),
    column('boolean', 'reliable', ['Reliable', 'Whether the confidence reaches the reliable minimum of the score model.']),
    column('number', 'account_confidence', ['Account confidence', 'Confidence that the person works at that account: of the attribution and of the match together.']),
    column('text', 'evidence', ['Evidence', 'What was read, and where.']),
    column('boolean', 'conflict', ['Conflict', 'Whether evidence also names another company.']),
    column('text', 'person_key', ['Person', 'Identity of the person.'], { hidden: true, exact: true }),
  ],
  order: ['login', 'person_key'],
  table: ({ model }) => ({ sql: attributionRows, values: { reliable_min: model.reliable_min } }),
}
