import { contactPlan, type ContactField } from '../contact-plan.ts'
import { matchHeaders, normalHeader } from '../headers.ts'
import type { Importer, Plan, PlanInput } from '../importer.ts'
import { columnsFor, contactFields } from '../mappable-fields.ts'
import { idOrElseChecks, idsUnder, notRecords, prefixes, salesforceSettings, withoutNotAvailable } from '../salesforce.ts'
import { salesforceId } from '../salesforce-id.ts'

/** Labels of reports and API names. */
const aliases = {
  record_id: ['lead id', 'id'],
  email: ['email'],
  name: ['full name', 'name', 'lead name'],
  first_name: ['first name', 'firstname'],
  last_name: ['last name', 'lastname'],
  title: ['title'],
  company: ['company / account', 'company'],
  linkedin: ['linkedin', 'linkedin url', 'linkedin__c', 'linkedin_url__c', 'linkedin_profile__c'],
  stage: ['lead status', 'status'],
  owner: ['lead owner', 'owner.name', 'ownerid'],
  country: ['country'],
  opted_out: ['email opt out', 'hasoptedoutofemail'],
  created_at: ['created date', 'create date', 'createddate'],
} as const satisfies Partial<Record<ContactField, readonly string[]>>
const convertedAccount = { account: ['converted account id', 'convertedaccountid'] } as const

function plan(input: PlanInput): Plan {
  const layout = withoutNotAvailable(input.layout)
  const fields = matchHeaders(layout.names, aliases)
  const accounts = columnsFor(layout.names, 'account_ids', (names) => [...matchHeaders(names, convertedAccount).values()])
  const base = contactPlan({ ...input, layout }, { fields, kind: 'lead', accounts, stages: [], recordIdFallback: 'email', id: salesforceId })
  const outside = notRecords(layout)
  return {
    ...base,
    read: { ...base.read, ...outside.read },
    stage: `'lead'`,
    ignored: outside.ignored,
    checks: idOrElseChecks(fields.get('record_id') ?? 'Lead ID', 'email', 'The row has no lead id and no e-mail address.'),
    // The status of a lead never says more than lead, so there is nothing to map.
    mapped: new Map([...base.mapped].map(([name, field]) => [name, field === 'stage' ? 'stage_raw' : field])),
    warnings: [
      'A lead stands at the stage lead whatever its status; a converted one belongs to the account it became, any other to none.',
      ...(accounts.length > 0 ? [] : ['The file does not say which accounts converted leads became. Export the column “Converted Account ID” too.']),
      ...(fields.has('record_id') ? [] : ['The report has no Lead ID, so leads are known by e-mail address.']),
    ],
  }
}

export const salesforceLeads: Importer = {
  id: 'salesforce-leads',
  label: 'Salesforce leads',
  describes: 'Leads from Salesforce: a data export with API names (Id, Company, Status, IsConverted, …) or a report with labels (Lead ID, Company / Account, Lead Status, …). Fills contacts of the kind lead; other columns are kept.',
  containers: ['delimited'],
  settings: salesforceSettings,
  paths: [],
  wholeObjects: false,
  recognise: (sample) => {
    const fields = matchHeaders(sample.names, aliases)
    const headers = new Set(sample.names.map(normalHeader))
    const idHeader = fields.get('record_id')
    if (idHeader !== undefined && idsUnder(sample, idHeader, prefixes.lead) === 'own') return 0.97
    return idHeader === undefined && headers.has('company / account') && headers.has('lead status') ? 0.95 : 0
  },
  needs: () => [],
  dates: ({ names }) => [matchHeaders(names, aliases).get('created_at')].filter((name) => name !== undefined),
  fields: contactFields({ ...aliases, account_ids: ['account_ids'] }),
  plan,
}
