import { dealPlan, type DealField } from '../deal-plan.ts'
import { matchHeaders, normalHeader } from '../headers.ts'
import type { Importer, PlanInput } from '../importer.ts'
import { fieldsOf, stageDateFields } from '../mappable-fields.ts'
import { namedStageDates } from '../named-stage-dates.ts'

const aliases: Record<DealField, readonly string[]> = {
  record_id: ['record_id', 'record id', 'id', 'deal_id', 'deal id', 'opportunity_id', 'opportunity id'],
  name: ['deal', 'deal name', 'deal_name', 'deal title', 'opportunity', 'opportunity name', 'opportunity_name', 'name', 'title'],
  company: ['company', 'company name', 'company_name', 'account', 'account name', 'account_name', 'organisation', 'organization', 'associated company', 'associated companies'],
  pipeline: ['pipeline'],
  stage: ['stage', 'deal stage', 'deal_stage', 'opportunity stage', 'status', 'deal status', 'deal_status'],
  amount: ['amount', 'deal amount', 'value', 'deal value', 'deal_value'],
  currency: ['currency'],
  owner: ['owner', 'deal owner', 'deal_owner', 'opportunity owner'],
  closes_at: ['closes_at', 'expected close date', 'expected_close_date'],
  created_at: ['created_at', 'created at', 'created', 'create date', 'created date', 'create_date'],
}
const links = {
  account_ids: ['account_ids', 'account_id', 'account ids', 'account id', 'company_ids', 'company_id', 'company ids', 'company id'],
  contact_ids: ['contact_ids', 'contact_id', 'contact ids', 'contact id', 'person_id', 'person id'],
  contact_emails: ['contact_emails', 'contact_email', 'contact emails', 'contact email', 'contacts', 'associated people'],
  closed_at: ['closed_at', 'closed at', 'closed date', 'close date', 'close_date'],
} as const
const own = ['deal', 'deal name', 'deal_name', 'deal title', 'deal_id', 'deal id', 'deal stage', 'deal_stage', 'deal status', 'deal value', 'opportunity', 'opportunity name', 'opportunity_name', 'opportunity_id', 'opportunity id', 'opportunity stage']
const foreign = ['from stage', 'to stage', 'occurred_at', 'timestamp', 'event', 'login', 'github_id']

function columnsOf(names: readonly string[]) {
  const linked = matchHeaders(names, links)
  const fields = matchHeaders(names, aliases)
  const list = (field: keyof typeof links): string[] => [linked.get(field)].filter((name) => name !== undefined)
  const used = new Set([...fields.values(), ...linked.values()])
  return { fields, list, stages: namedStageDates(names.filter((name) => !used.has(name))) }
}

function plan(input: PlanInput) {
  const { fields, list, stages } = columnsOf(input.layout.names)
  const base = dealPlan(input, {
    fields, stages, accounts: list('account_ids'), contacts: list('contact_ids'), people: list('contact_emails'), closed: list('closed_at'),
    recordIdFallback: `CASE WHEN name IS NOT NULL THEN concat_ws(' · ', company, name) END`,
  })
  // While a deal is open, the date it closes is the expected one.
  return { ...base, columns: { ...base.columns, closes_at: 'coalesce(closes_at, closed_at)' } }
}

export const deals: Importer = {
  id: 'deals',
  label: 'Deals (generic)',
  describes: 'A table of deals from any CRM with any of: record_id, name, company, account_ids, contact_ids, contact_emails, pipeline, stage, amount, currency, owner, closes_at, closed_at, created_at and stage dates such as customer_at.',
  containers: ['delimited', 'json', 'parquet'],
  settings: [
    { key: 'dates', label: 'Order of day and month in dates written with slashes (dmy or mdy)', required: false, example: 'dmy' },
    { key: 'stage.<word>', label: 'Stage for a word of your own pipeline', required: false, example: 'opportunity' },
  ],
  paths: [],
  wholeObjects: true,
  recognise: ({ names }) => {
    const { fields, list } = columnsOf(names)
    const headers = new Set(names.map(normalHeader))
    if (!own.some((header) => headers.has(header)) || foreign.some((header) => headers.has(header))) return 0
    const further = fields.has('stage') || fields.has('amount') || fields.has('closes_at') || list('closed_at').length > 0
    return (fields.has('name') || fields.has('record_id')) && further ? 0.86 : 0
  },
  needs: () => [],
  dates: ({ names }) => {
    const { fields, list, stages } = columnsOf(names)
    return [...(['created_at', 'closes_at'] as const).flatMap((field) => fields.get(field) ?? []), ...list('closed_at'), ...stages.flatMap((stage) => stage.columns)]
  },
  fields: [...fieldsOf({ ...aliases, ...links }), ...stageDateFields((stage) => `${stage} at`)],
  plan,
}
