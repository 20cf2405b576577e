import { truthOf } from '../crm-expressions.ts'
import { dealPlan, type DealField } from '../deal-plan.ts'
import { matchHeaders, normalHeader } from '../headers.ts'
import { companyIdColumns, contactIdColumns, hubspotStageDates, labelsOf, peopleColumns, stageColumns, withLabels } from '../hubspot.ts'
import type { Importer, Plan, PlanInput } from '../importer.ts'
import { fieldsOf } from '../mappable-fields.ts'
import model from '../../../../resources/models/hubspot-headers.json' with { type: 'json' }

const english: Record<DealField, readonly string[]> = {
  record_id: ['record id - deal', 'record id', 'hs_object_id', 'deal id'],
  name: ['deal name', 'dealname'],
  company: ['associated company', 'associated company (primary)', 'associated companies'],
  pipeline: ['pipeline'],
  stage: ['deal stage', 'dealstage'],
  amount: ['amount'],
  currency: ['currency', 'deal_currency_code'],
  owner: ['deal owner', 'hubspot owner', 'hubspot_owner_id'],
  closes_at: ['close date', 'closedate'],
  created_at: ['create date', 'createdate'],
}
const aliases = withLabels(english, model.deals)
/** Headers of deals of other CRMs that name some columns as HubSpot does. */
const foreign = ['deal value', 'associated people']
/** Yes or no, whatever the stages of the pipeline are called. */
const outcomes = {
  won: ['is closed won', 'is closed won?', 'hs_is_closed_won'],
  lost: ['is closed lost', 'is closed lost?', 'hs_is_closed_lost'],
  closed: ['is deal closed?', 'is deal closed', 'is closed', 'hs_is_closed'],
} as const

function plan(input: PlanInput): Plan {
  const { layout } = input
  const fields = matchHeaders(layout.names, aliases)
  const told = matchHeaders(layout.names, outcomes)
  const closes = fields.get('closes_at')
  const base = dealPlan(input, {
    fields,
    accounts: companyIdColumns(layout.names),
    contacts: contactIdColumns(layout.names),
    people: peopleColumns(layout.names),
    closed: closes === undefined ? [] : [closes],
    stages: stageColumns(layout.names),
  })
  if (told.size === 0) return base
  const truth = (outcome: keyof typeof outcomes) => {
    const name = told.get(outcome)
    return truthOf(name === undefined ? undefined : layout.at(name))
  }
  return {
    ...base,
    read: { ...base.read, won: truth('won'), lost: truth('lost'), closed: truth('closed') },
    stage: `CASE WHEN won THEN 'customer' WHEN lost OR (closed AND NOT won) THEN 'lost' WHEN NOT closed OR (NOT won AND NOT lost) THEN 'opportunity' END`,
  }
}

export const hubspotDeals: Importer = {
  id: 'hubspot-deals',
  label: 'HubSpot deals',
  describes: 'A deal export from HubSpot with labels (English, German, French, Spanish or Japanese) or internal names as headers. Fills deals, their stages and stage dates; other columns are kept.',
  containers: ['delimited'],
  settings: [
    { key: 'dates', label: 'Order of day and month in dates written with slashes (dmy or mdy)', required: false, example: 'dmy' },
    { key: 'stage.<word>', label: 'Stage for a word of your own pipeline', required: false, example: 'opportunity' },
  ],
  paths: [],
  wholeObjects: false,
  recognise: ({ names }) => {
    const fields = matchHeaders(names, aliases)
    if (!fields.has('record_id') || !(fields.has('name') || fields.has('stage'))) return 0
    const headers = new Set(names.map(normalHeader))
    if (foreign.some((header) => headers.has(header))) return 0
    const own = ['deal name', 'dealname', 'deal stage', 'dealstage', 'deal owner', 'pipeline', ...labelsOf(model.deals, ['name', 'stage', 'owner'])].filter((header) => headers.has(header)).length
    return Math.min(0.98, 0.75 + 0.1 * own)
  },
  needs: () => [],
  dates: ({ names }) => {
    const fields = matchHeaders(names, aliases)
    return [...(['created_at', 'closes_at'] as const).flatMap((field) => fields.get(field) ?? []), ...stageColumns(names).flatMap((stage) => stage.columns)]
  },
  fields: [...fieldsOf({ ...aliases, account_ids: ['account_ids'], contact_ids: ['contact_ids'], contact_emails: ['contact_emails'] }), ...hubspotStageDates],
  plan,
}
