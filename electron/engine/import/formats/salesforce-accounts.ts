import { accountPlan, type AccountField, noStageDates } from '../account-plan.ts'
import { textOf } from '../expressions.ts'
import { matchHeaders, normalHeader } from '../headers.ts'
import type { Importer, Plan, PlanInput } from '../importer.ts'
import { fieldsOf } from '../mappable-fields.ts'
import { isOwnFile, ownFilePlan } from '../own-files.ts'
import { idChecks, idsUnder, isReport, notRecords, prefixes, salesforceSettings, textUnder, withoutNotAvailable } from '../salesforce.ts'
import { salesforceId } from '../salesforce-id.ts'
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
/** A report’s column of that name; in another file one that was mapped by hand. */
const stageHeaders = { report: ['opportunity stage', 'stage'], other: ['opportunity stage'] } as const
const apiHeaders = ['parentid', 'annualrevenue', 'numberofemployees', 'billingcity', 'billingstate', 'billingcountry', 'ownerid', 'accountsource', 'createddate', 'systemmodstamp', 'isdeleted']
/** Headers of reports on people and of those that tell opportunities apart. */
const foreign = ['contact id', 'lead id', 'first name', 'last name', 'opportunity id', 'to stage', 'field / event']

function plan(input: PlanInput): Plan {
  const layout = withoutNotAvailable(input.layout)
  const fields = matchHeaders(layout.names, aliases)
  const stage = matchHeaders(layout.names, { stage: stageHeaders[isReport(layout) ? 'report' : 'other'] }).get('stage')
  const id = salesforceId('own_id')
  const base = accountPlan({ ...input, layout }, { fields, stages: [] })
  const outside = notRecords(layout)
  const customer = `starts_with(lower(account_type), 'customer')`
  // A report lists an account once for every opportunity. Its rows carry their number, so a window may reorder them.
  const furthest = `first_value(stage_raw) OVER (PARTITION BY ${id} ORDER BY ${stageRankSql('stage_raw', input.settings)} DESC NULLS LAST, stage_raw NULLS LAST)`
  const idColumn = fields.get('record_id') ?? 'Id'
  const read: Plan = {
    ...base,
    read: { ...base.read, ...outside.read, account_type: textUnder(layout, ['type', 'account type']), ...(stage === undefined ? {} : { stage_raw: textOf(layout.at(stage)) }) },
    columns: { ...base.columns, record_id: id, stage_raw: `CASE WHEN ${customer} THEN 'Customer' ${stage === undefined ? '' : `ELSE ${furthest}`} END` },
    // An account without an opportunity is a lead, though no word of Salesforce says so.
    stage: `CASE WHEN NOT coalesce(${customer}, false) ${stage === undefined ? '' : `AND ${furthest} IS NULL`} THEN 'lead' END`,
    ignored: outside.ignored,
    checks: idChecks(idColumn),
    mapped: new Map([...base.mapped, ...(stage === undefined ? [] : [[stage, 'stage'] as const])]),
    warnings: [
      stage === undefined
        ? 'The file knows no opportunities: accounts whose Type begins with “Customer” are customers, all others are leads.'
        : 'An account’s stage is the furthest of its rows; it is a customer where its Type begins with “Customer”, and a lead where no row has a stage.',
      noStageDates,
    ],
  }
  return isOwn(layout.names) ? ownFilePlan(read) : read
}

const isOwn = (names: readonly string[]): boolean => isOwnFile(names, 'salesforce', 'companies')

export const salesforceAccounts: Importer = {
  id: 'salesforce-accounts',
  label: 'Salesforce accounts',
  describes: 'Accounts from Salesforce: a data export with API names (Id, Name, …) or a report with labels (Account ID, Account Name, …, also with the Stage of opportunities). Fills accounts and their stages; other columns are kept.',
  containers: ['delimited'],
  settings: salesforceSettings,
  paths: [],
  wholeObjects: false,
  recognise: (sample) => {
    const fields = matchHeaders(sample.names, aliases)
    const headers = new Set(sample.names.map(normalHeader))
    const idHeader = fields.get('record_id')
    if (isOwn(sample.names)) return 0.98
    if (idHeader === undefined || !fields.has('name') || foreign.some((header) => headers.has(header))) return 0
    const found = idsUnder(sample, idHeader, prefixes.account)
    if (found === 'own') return 0.97
    return found === 'none' && apiHeaders.filter((header) => headers.has(header)).length >= 3 ? 0.9 : 0
  },
  needs: () => [],
  dates: ({ names }) => [matchHeaders(names, aliases).get('created_at')].filter((name) => name !== undefined),
  fields: fieldsOf({ ...aliases, stage: stageHeaders.report }),
  usualRule: ({ names }) => (isOwn(names) ? 'fill' : 'replace'),
  plan,
}
