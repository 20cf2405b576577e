import { quotedString } from '@duckdb/node-api'
import { accountPlan, type AccountField, noStageDates } from '../account-plan.ts'
import { textOf } from '../expressions.ts'
import { matchHeaders, normalHeader } from '../headers.ts'
import type { Importer, Layout, Plan, PlanInput } from '../importer.ts'
import { endsWithFooters } from '../report-footers.ts'
import { isSalesforceId, salesforceId } from '../salesforce-id.ts'
import { stageRankSql } from '../stage-names.ts'

/** Labels of reports and API names. */
const aliases = {
  record_id: ['account id', 'id'],
  name: ['account name', 'name'],
  website: ['website'],
  owner: ['account owner', 'owner.name', 'ownerid'],
  industry: ['industry'],
  employees: ['employees', 'numberofemployees'],
  country: ['billing country', 'billingcountry'],
  created_at: ['created date', 'createddate'],
} as const satisfies Partial<Record<AccountField, readonly string[]>>
const furtherAliases = { type: ['type', 'account type'], deleted: ['isdeleted'], stage: ['stage'] } as const
const apiHeaders = ['parentid', 'annualrevenue', 'numberofemployees', 'billingcity', 'billingstate', 'billingcountry', 'ownerid', 'accountsource', 'createddate', 'systemmodstamp', 'isdeleted']
/** Headers of reports on people. */
const foreign = ['contact id', 'lead id', 'first name', 'last name']
const accountId = /^001[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?$/
const anyId = /^[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?$/

/** The layout with `#N/A` as what it stands for: no value. */
function withoutNotAvailable(layout: Layout): Layout {
  const at: Layout['at'] = (...path) => {
    const column = layout.at(...path)
    return column && { ...column, sql: `nullif(${column.sql}, '#N/A')` }
  }
  return {
    ...layout,
    at,
    rest: (used) => {
      const left = layout.names.flatMap((name) => (used.includes(name) ? [] : [`${quotedString(name)}: ${at(name)?.sql ?? 'NULL'}`]))
      return left.length > 0 ? `to_json({${left.join(', ')}})` : null
    },
  }
}

function plan(input: PlanInput): Plan {
  const layout = withoutNotAvailable(input.layout)
  const fields = matchHeaders(layout.names, aliases)
  const further = matchHeaders(layout.names, furtherAliases)
  const text = (field: keyof typeof furtherAliases) => {
    const name = further.get(field)
    return textOf(name === undefined ? undefined : layout.at(name))
  }
  const report = endsWithFooters(layout.names)
  const stage = report ? further.get('stage') : undefined
  const id = salesforceId('own_id')
  const base = accountPlan({ ...input, layout }, { fields, stages: [] })
  const cells = layout.names.flatMap((name) => layout.at(name)?.sql ?? [])
  const customer = `starts_with(lower(account_type), 'customer')`
  // A report lists an account once for every opportunity. Its rows carry their number, so a window may reorder them.
  const furthest = `first_value(stage_raw) OVER (PARTITION BY ${id} ORDER BY ${stageRankSql('stage_raw', input.settings)} DESC NULLS LAST, stage_raw NULLS LAST)`
  const idColumn = fields.get('record_id') ?? 'Id'
  return {
    ...base,
    read: { ...base.read, account_type: text('type'), deleted: text('deleted'), ...(stage === undefined ? {} : { stage_raw: text('stage') }), ...(report ? { whole_row: `concat_ws('', ${cells.join(', ')})` } : {}) },
    columns: { ...base.columns, record_id: id, stage_raw: `CASE WHEN ${customer} THEN 'Customer' ${stage === undefined ? '' : `WHEN ${furthest} IS NOT NULL THEN ${furthest}`} ELSE 'Lead' END` },
    ignored: `lower(deleted) IN ('true', '1')${report ? ` OR trim(whole_row) = ''` : ''}`,
    checks: [
      { when: 'own_id IS NULL', column: idColumn, reason: 'The record id is blank.' },
      { when: `NOT ${isSalesforceId('own_id')}`, column: idColumn, reason: 'The record id is not one of Salesforce, which has 15 or 18 letters and digits. If a spreadsheet has destroyed it, export the file again.' },
    ],
    mapped: new Map([...base.mapped, ...(stage === undefined ? [] : [[stage, 'stage'] as const])]),
    warnings: [
      stage === undefined
        ? 'The file knows no opportunities: accounts whose Type begins with “Customer” are customers, all others are leads.'
        : 'An account’s stage is the furthest of its rows; it is a customer where its Type begins with “Customer”, and a lead where no row has a stage.',
      noStageDates,
    ],
  }
}

export const salesforceAccounts: Importer = {
  id: 'salesforce-accounts',
  label: 'Salesforce accounts',
  describes: 'Accounts from Salesforce: a data export with API names (Id, Name, …) or a report with labels (Account ID, Account Name, …, also with the Stage of opportunities). Fills accounts and their stages; other columns are kept.',
  containers: ['delimited'],
  settings: [
    { key: 'dates', label: 'Order of day and month in dates written with slashes (dmy or mdy)', required: false, example: 'dmy' },
    { key: 'stage.<word>', label: 'Stage for a word of your own sales process', required: false, example: 'opportunity' },
  ],
  paths: [],
  wholeObjects: false,
  recognise: ({ names, records }) => {
    const fields = matchHeaders(names, aliases)
    const headers = new Set(names.map(normalHeader))
    const idHeader = fields.get('record_id')
    if (idHeader === undefined || !fields.has('name') || foreign.some((header) => headers.has(header))) return 0
    const filled = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''
    // Footers of a report fill one cell only.
    const ids = records.filter((record) => Object.values(record).filter(filled).length > 1).flatMap((record) => (filled(record[idHeader]) ? [record[idHeader].trim()] : []))
    const own = ids.filter((id) => accountId.test(id)).length
    if (own > 0 && own * 2 >= ids.length) return 0.97
    return apiHeaders.filter((header) => headers.has(header)).length >= 3 && !ids.some((id) => anyId.test(id)) ? 0.9 : 0
  },
  needs: () => [],
  dates: ({ names }) => [matchHeaders(names, aliases).get('created_at')].filter((name) => name !== undefined),
  plan,
}
