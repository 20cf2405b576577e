import { keptColumn as column, type Definition } from '../definition.ts'
import { accountColumns, placeColumns, relatedRows } from './related-rows.ts'

/** One row per deal or opportunity of the CRM that exists at the chosen instant. */
export const deals: Definition = {
  needs: 'nothing',
  columns: [
    column('text', 'name', ['Deal', 'Name of the deal in the CRM.']),
    ...accountColumns,
    column('text', 'company', ['Company text', 'Company as the record writes it.'], { hidden: true }),
    column('stage', 'stage', ['Stage', 'Funnel stage of the deal as of the chosen instant: opportunity while open, customer when won, or lost.']),
    column('text', 'stage_raw', ['Stage text', 'Current stage as the CRM writes it.']),
    column('text', 'pipeline', ['Pipeline', 'Pipeline in the CRM.'], { hidden: true }),
    column('number', 'amount', ['Amount', 'Amount in the CRM, in the currency beside it.']),
    column('text', 'currency', ['Currency', 'Currency of the amount, where the file says so.']),
    column('text', 'owner', ['Owner', 'Owner of the deal in the CRM.']),
    column('instant', 'created_at', ['Created', 'When the deal was created in the CRM.']),
    column('instant', 'closes_at', ['Closes', 'Expected or actual closing date in the CRM.']),
    column('instant', 'closed_at', ['Closed', 'When the deal was won or lost; blank while it is open, as of the chosen instant.']),
    column('text', 'contacts', ['Contacts', 'Ids and e-mail addresses of the contacts the deal names.'], { hidden: true }),
    ...placeColumns,
  ],
  order: ['-created_at', 'name', 'record_id'],
  table: (context) =>
    relatedRows(context, {
      object: 'deal',
      view: 'crm.current_deals',
      columns: `r.name, r.company, r.pipeline, r.amount, r.currency, r.owner, r.created_at, r.closes_at, CASE WHEN s.stage IN ('customer', 'lost') THEN r.closed_at END AS closed_at,
        nullif(array_to_string(list_concat(r.contact_ids, r.contact_emails), ' · '), '') AS contacts`,
    }),
}
