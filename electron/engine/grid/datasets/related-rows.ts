import { accountStageSteps } from '../../score/stage-at.ts'
import { scoreInputs } from '../../score/subject-steps.ts'
import { compile } from '../../sql/steps.ts'
import { keptColumn as column, type Context, type Statement } from '../definition.ts'

/** Columns of a record that belongs to accounts, shared by contacts and deals. */
export const accountColumns = [
  column('text', 'accounts', ['Account', 'Accounts of the CRM it belongs to: those whose ids it names, else the one account of exactly its company’s name.']),
  column('text', 'account_ids', ['Account records', 'Record ids of these accounts.'], {
    sql: `array_to_string(b.account_ids, ' · ')`,
    members: 'b.account_ids',
    hidden: true,
    exact: true,
  }),
]
export const placeColumns = [
  column('text', 'record_id', ['Record', 'Record id in the CRM.'], { exact: true }),
  column('text', 'file_name', ['File', 'Imported file it stands in.'], { hidden: true }),
  column('integer', 'source_row', ['Row', 'Number of the record in the file, counted from 1.'], { hidden: true }),
]

interface Related {
  object: 'contact' | 'deal'
  view: 'crm.current_contacts' | 'crm.current_deals'
  /** SQL of further columns over the view as `r` and the record’s standing as `s`. */
  columns: string
}

/** One row per contact or deal that exists at the chosen instant, with its stage then and its accounts. */
export function relatedRows({ asOf, stages }: Pick<Context, 'asOf' | 'stages'>, { object, view, columns }: Related): Statement {
  return {
    sql: compile(
      [...scoreInputs, 'ops.imports'],
      [
        ...accountStageSteps(stages),
        {
          name: 'linked_accounts',
          reads: ['record_accounts', 'accounts_at'],
          sql: `
            SELECT l.record_id, list(a.record_id ORDER BY a.record_id) AS account_ids, string_agg(coalesce(a.name, a.record_id), ' · ' ORDER BY a.record_id) AS accounts
            FROM record_accounts l JOIN accounts_at a ON a.record_id = l.account_id WHERE l.object = '${object}' GROUP BY l.record_id`,
        },
        {
          name: 'related_rows',
          reads: ['related_records', 'linked_accounts', view, 'ops.imports'],
          sql: `
            SELECT r.record_id, s.stage, r.stage_raw, l.accounts, coalesce(l.account_ids, []) AS account_ids, ${columns}, i.file_name, r.source_row
            FROM ${view} r JOIN related_records s ON s.object = '${object}' AND s.record_id = r.record_id JOIN ops.imports i USING (import_id)
            LEFT JOIN linked_accounts l ON l.record_id = r.record_id`,
        },
      ],
    ),
    values: { as_of: asOf ?? 'infinity' },
  }
}
