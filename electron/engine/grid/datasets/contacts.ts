import { keptColumn as column, type Definition } from '../definition.ts'
import { accountColumns, placeColumns, relatedRows } from './related-rows.ts'

/** One row per contact or lead of the CRM that exists at the chosen instant. */
export const contacts: Definition = {
  needs: 'nothing',
  columns: [
    column('text', 'name', ['Contact', 'Name of the person in the CRM.']),
    column('text', 'email', ['E-mail', 'E-mail address in the CRM.']),
    column('text', 'title', ['Title', 'Job title in the CRM.']),
    ...accountColumns,
    column('text', 'company', ['Company text', 'Company as the record writes it.'], { hidden: true }),
    column('stage', 'stage', ['Stage', 'Funnel stage of this person’s own record as of the chosen instant.']),
    column('text', 'stage_raw', ['Stage text', 'Current stage as the CRM writes it.']),
    column('text', 'kind', ['Kind', 'Contact, or lead: a person who belongs to no account until converted.'], { exact: true }),
    column('text', 'owner', ['Owner', 'Owner of the record in the CRM.']),
    column('text', 'country', ['Country', 'Country in the CRM.'], { hidden: true }),
    column('text', 'linkedin', ['LinkedIn', 'LinkedIn address in the CRM.'], { hidden: true }),
    column('boolean', 'opted_out', ['Opted out', 'Whether the person has opted out of e-mail; blank where the file does not say.']),
    column('instant', 'created_at', ['Created', 'When the record was created in the CRM.']),
    ...placeColumns,
  ],
  order: ['name', 'email', 'record_id'],
  table: (context) =>
    relatedRows(context, { object: 'contact', view: 'crm.current_contacts', columns: 'r.name, r.email, r.title, r.company, r.kind, r.owner, r.country, r.linkedin, r.opted_out, r.created_at' }),
}
