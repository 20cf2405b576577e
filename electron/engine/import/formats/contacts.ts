import { contactPlan, type ContactField } from '../contact-plan.ts'
import { matchHeaders, normalHeader } from '../headers.ts'
import type { Importer } from '../importer.ts'
import { contactFields, stageDateFields } from '../mappable-fields.ts'
import { funnelSettings, namedStageDates } from '../named-stage-dates.ts'

const aliases: Record<ContactField, readonly string[]> = {
  record_id: ['record_id', 'record id', 'id', 'contact_id', 'contact id', 'person_id', 'person id'],
  email: ['email', 'e-mail', 'email address', 'e-mail address', 'email_address', 'email addresses', 'work email', 'primary email'],
  name: ['name', 'full name', 'full_name', 'contact', 'contact name', 'contact_name', 'person'],
  first_name: ['first_name', 'first name', 'firstname', 'given name'],
  last_name: ['last_name', 'last name', 'lastname', 'family name', 'surname'],
  title: ['title', 'job title', 'job_title', 'jobtitle', 'role'],
  company: ['company', 'company name', 'company_name', 'account', 'account name', 'account_name', 'organisation', 'organization'],
  linkedin: ['linkedin', 'linkedin url', 'linkedin_url', 'linkedin profile'],
  stage: ['stage', 'lifecycle stage', 'lifecyclestage', 'funnel stage', 'funnel_stage'],
  owner: ['owner', 'contact owner'],
  country: ['country', 'country/region', 'primary location > country'],
  opted_out: ['opted_out', 'opted out', 'unsubscribed', 'email opt out'],
  created_at: ['created_at', 'created at', 'created', 'create date', 'created date', 'create_date'],
}
const accountIds = ['account_ids', 'account_id', 'account ids', 'account id', 'company_ids', 'company_id', 'company ids', 'company id'] as const
/** Headers only people have, and those of what people did or of other records. */
const personal = ['first_name', 'first name', 'firstname', 'last_name', 'last name', 'lastname', 'full name', 'full_name', 'contact name', 'contact_name', 'job title', 'job_title', 'email addresses']
const foreign = ['occurred_at', 'timestamp', 'event', 'event_type', 'login', 'github_login', 'github_id', 'quantity', 'deal name', 'deal_name', 'deal stage', 'deal_stage', 'opportunity name', 'opportunity_name']
/** What a table of companies tells, which may also name whom to write to. */
const ofCompanies = ['domain', 'domains', 'website', 'industry', 'employees', 'aliases', 'number of employees']

const accountColumns = (names: readonly string[]): string[] => [...matchHeaders(names, { account_ids: accountIds }).values()]

export const contacts: Importer = {
  id: 'contacts',
  label: 'Contacts (generic)',
  describes: 'A table of people from any CRM with any of: record_id, email, name, first_name, last_name, title, company, account_ids, linkedin, stage, owner, country, opted_out, created_at and stage dates such as opportunity_at.',
  containers: ['delimited', 'json', 'parquet'],
  settings: funnelSettings,
  paths: [],
  wholeObjects: true,
  recognise: ({ names }) => {
    const fields = matchHeaders(names, aliases)
    const headers = new Set(names.map(normalHeader))
    const has = (list: readonly string[]): boolean => list.some((header) => headers.has(header))
    if (!(fields.has('email') || fields.has('record_id')) || has(foreign)) return 0
    if (has(personal)) return fields.has('email') ? 0.86 : 0.7
    return fields.has('email') && fields.has('name') && !has(ofCompanies) ? 0.65 : 0
  },
  needs: () => [],
  dates: ({ names }) => {
    const created = matchHeaders(names, aliases).get('created_at')
    return [...(created === undefined ? [] : [created]), ...namedStageDates(names).flatMap((stage) => stage.columns)]
  },
  fields: [...contactFields({ ...aliases, account_ids: accountIds }), ...stageDateFields((stage) => `${stage} at`)],
  plan: (input) => {
    const { names } = input.layout
    return contactPlan(input, { fields: matchHeaders(names, aliases), kind: 'contact', accounts: accountColumns(names), stages: namedStageDates(names), recordIdFallback: 'email' })
  },
}
