import { accountPlan, type AccountField } from '../account-plan.ts'
import { matchHeaders, normalHeader } from '../headers.ts'
import { hubspotStageDates, labelsOf, stageColumns, withLabels } from '../hubspot.ts'
import type { Importer } from '../importer.ts'
import { fieldsOf } from '../mappable-fields.ts'
import { isOwnFile, ownFilePlan } from '../own-files.ts'
import model from '../../../../resources/models/hubspot-headers.json' with { type: 'json' }

const english: Record<AccountField, readonly string[]> = {
  record_id: ['record id', 'record id - company', 'hs_object_id', 'company id'],
  name: ['company name', 'name'],
  domain: ['company domain name', 'domain'],
  website: ['website url', 'website'],
  further_domains: ['additional domains', 'hs_additional_domains'],
  aliases: ['also known as', 'aliases'],
  stage: ['lifecycle stage', 'lifecyclestage'],
  owner: ['company owner', 'hubspot owner', 'hubspot_owner_id'],
  industry: ['industry'],
  employees: ['number of employees', 'numberofemployees', 'numemployees'],
  country: ['country/region', 'country'],
  created_at: ['create date', 'createdate'],
}
/** Headers are in the language of the account that exports. */
const aliases = withLabels(english, model.labels)
/** Headers that only exports of contacts or deals have. */
const foreign = ['first name', 'firstname', 'last name', 'lastname', 'email', 'deal name', 'dealname', 'deal stage', 'dealstage', ...model.foreign]
const ownHeaders = [
  'company domain name', 'company owner', 'lifecycle stage', 'lifecyclestage', 'hs_object_id', 'record id', 'company name', 'additional domains',
  ...labelsOf(model.labels, ['record_id', 'name', 'domain', 'stage', 'owner']),
]

const isOwn = (names: readonly string[]): boolean => isOwnFile(names, 'hubspot', 'companies')

export const hubspotCompanies: Importer = {
  id: 'hubspot-companies',
  label: 'HubSpot companies',
  describes: 'A company export from HubSpot with labels (English, German, French, Spanish or Japanese) or internal names as headers. Fills accounts, their stages and stage dates; other columns are kept.',
  containers: ['delimited'],
  settings: [
    { key: 'dates', label: 'Order of day and month in dates written with slashes (dmy or mdy)', required: false, example: 'dmy' },
    { key: 'stage.<word>', label: 'Stage for a word of your own lifecycle', required: false, example: 'opportunity' },
  ],
  paths: [],
  wholeObjects: false,
  recognise: ({ container, names }) => {
    const headers = new Set(names.map(normalHeader))
    const fields = matchHeaders(names, aliases)
    if (isOwn(names)) return 0.98
    if (container !== 'delimited' || !fields.has('record_id') || !(fields.has('name') || fields.has('domain'))) return 0
    if (foreign.some((header) => headers.has(header))) return 0
    const own = ownHeaders.filter((header) => headers.has(header)).length
    return Math.min(0.98, 0.6 + 0.1 * own)
  },
  needs: () => [],
  dates: ({ names }) => {
    const created = matchHeaders(names, aliases).get('created_at')
    return [...(created === undefined ? [] : [created]), ...stageColumns(names).flatMap((stage) => stage.columns)]
  },
  fields: [...fieldsOf(aliases), ...hubspotStageDates],
  usualRule: ({ names }) => (isOwn(names) ? 'fill' : 'replace'),
  plan: (input) => {
    const { names } = input.layout
    const plan = accountPlan(input, { fields: matchHeaders(names, aliases), stages: stageColumns(names) })
    return isOwn(names) ? ownFilePlan(plan) : plan
  },
}
