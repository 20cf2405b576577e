import { contactPlan, type ContactField } from '../contact-plan.ts'
import { matchHeaders, normalHeader } from '../headers.ts'
import { companyIdColumns, hubspotStageDates, labelsOf, stageColumns, withLabels } from '../hubspot.ts'
import type { Importer } from '../importer.ts'
import { contactFields } from '../mappable-fields.ts'
import { isOwnFile, ownFilePlan } from '../own-files.ts'
import model from '../../../../resources/models/hubspot-headers.json' with { type: 'json' }

const english: Record<ContactField, readonly string[]> = {
  record_id: ['record id - contact', 'record id', 'hs_object_id'],
  email: ['email'],
  name: ['full name'],
  first_name: ['first name', 'firstname'],
  last_name: ['last name', 'lastname'],
  title: ['job title', 'jobtitle'],
  company: ['associated company', 'associated company (primary)', 'company name', 'company'],
  linkedin: ['linkedin url', 'hs_linkedin_url', 'linkedin profile', 'linkedin'],
  stage: ['lifecycle stage', 'lifecyclestage'],
  owner: ['contact owner', 'hubspot owner', 'hubspot_owner_id'],
  country: ['country/region', 'country'],
  opted_out: ['opted out of all email', 'unsubscribed from all email', 'hs_email_optout'],
  created_at: ['create date', 'createdate'],
}
const aliases = withLabels(english, model.contacts)
const ownHeaders = [
  'record id', 'record id - contact', 'hs_object_id', 'contact owner', 'lifecycle stage', 'lifecyclestage', 'lead status', 'hs_lead_status', 'marketing contact status', 'opted out of all email',
  'hs_email_optout', 'primary associated company id', 'associatedcompanyid', 'first name', 'firstname', 'last name', 'lastname', 'job title', 'jobtitle',
  ...labelsOf(model.contacts, ['record_id', 'first_name', 'last_name', 'title', 'stage', 'owner', 'opted_out']),
]
/** Headers nothing but HubSpot writes. */
const surely = /^(?:record id - (?:contact|company)|(?:primary )?associated company ids?(?: \(.+\))?)$/
/** Headers that only exports of deals have. */
const foreign = ['deal name', 'dealname', 'deal stage', 'dealstage', ...labelsOf(model.deals, ['name', 'stage'])]

const isOwn = (names: readonly string[]): boolean => isOwnFile(names, 'hubspot', 'contacts')

export const hubspotContacts: Importer = {
  id: 'hubspot-contacts',
  label: 'HubSpot contacts',
  describes: 'A contact export from HubSpot with labels (English, German, French, Spanish or Japanese) or internal names as headers. Fills contacts, their lifecycle stages and stage dates; other columns are kept.',
  containers: ['delimited'],
  settings: [
    { key: 'dates', label: 'Order of day and month in dates written with slashes (dmy or mdy)', required: false, example: 'dmy' },
    { key: 'stage.<word>', label: 'Stage for a word of your own lifecycle', required: false, example: 'opportunity' },
  ],
  paths: [],
  wholeObjects: false,
  recognise: ({ names }) => {
    const headers = new Set(names.map(normalHeader))
    const fields = matchHeaders(names, aliases)
    if (isOwn(names)) return 0.98
    if (!fields.has('record_id') || !(fields.has('email') || fields.has('first_name') || fields.has('last_name'))) return 0
    if (foreign.some((header) => headers.has(header))) return 0
    const own = ownHeaders.filter((header) => headers.has(header)).length + (names.some((name) => surely.test(normalHeader(name))) ? 1 : 0)
    return own < 2 ? 0 : Math.min(0.98, 0.65 + 0.1 * own)
  },
  needs: () => [],
  dates: ({ names }) => {
    const created = matchHeaders(names, aliases).get('created_at')
    return [...(created === undefined ? [] : [created]), ...stageColumns(names).flatMap((stage) => stage.columns)]
  },
  fields: [...contactFields({ ...aliases, account_ids: ['account_ids'] }), ...hubspotStageDates],
  usualRule: ({ names }) => (isOwn(names) ? 'fill' : 'replace'),
  plan: (input) => {
    const { names } = input.layout
    const plan = contactPlan(input, { fields: matchHeaders(names, aliases), kind: 'contact', accounts: companyIdColumns(names), stages: stageColumns(names) })
    return isOwn(names) ? ownFilePlan(plan) : plan
  },
}
