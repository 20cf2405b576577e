import { accountPlan, type AccountField } from '../account-plan.ts'
import { matchHeaders, normalHeader } from '../headers.ts'
import type { Importer } from '../importer.ts'
import { fieldsOf, stageDateFields } from '../mappable-fields.ts'
import { funnelSettings, namedStageDates } from '../named-stage-dates.ts'

const aliases: Record<AccountField, readonly string[]> = {
  record_id: ['record_id', 'record id', 'id', 'account_id', 'account id'],
  name: ['name', 'company', 'company name', 'company_name', 'account', 'account name', 'account_name'],
  domain: ['domain', 'company domain', 'company_domain', 'primary_domain'],
  website: ['website', 'website url', 'url'],
  further_domains: ['domains', 'further_domains', 'additional domains', 'additional_domains'],
  aliases: ['aliases', 'alias', 'also known as'],
  stage: ['stage', 'lifecycle stage', 'lifecyclestage', 'funnel stage', 'funnel_stage'],
  owner: ['owner', 'account owner', 'company owner'],
  industry: ['industry'],
  employees: ['employees', 'number of employees', 'number_of_employees', '# employees'],
  country: ['country', 'country/region'],
  created_at: ['created_at', 'created', 'create date', 'created date', 'create_date'],
}
const eventHeaders = ['occurred_at', 'source', 'login', 'github_id', 'event', 'quantity']

export const accounts: Importer = {
  id: 'accounts',
  label: 'Accounts (generic)',
  describes: 'A table of accounts with any of: record_id, name, domain, domains, aliases, stage, owner, industry, employees, country, created_at and stage dates such as opportunity_at.',
  containers: ['delimited', 'json', 'parquet'],
  settings: funnelSettings,
  paths: [],
  wholeObjects: true,
  recognise: ({ container, names }) => {
    const fields = matchHeaders(names, aliases)
    if (!fields.has('name') && !fields.has('domain')) return 0
    const headers = new Set(names.map(normalHeader))
    if (eventHeaders.some((header) => headers.has(header))) return 0
    // What a provider answers about a company is no account of a CRM.
    if (container === 'json' && headers.has('likelihood')) return 0
    const further = (['record_id', 'further_domains', 'aliases', 'stage', 'owner', 'industry', 'employees'] as const).filter((field) => fields.has(field)).length
    return further === 0 ? 0.4 : Math.min(0.85, 0.55 + 0.1 * further)
  },
  needs: () => [],
  dates: ({ names }) => {
    const created = matchHeaders(names, aliases).get('created_at')
    return [...(created === undefined ? [] : [created]), ...namedStageDates(names).flatMap((stage) => stage.columns)]
  },
  fields: [...fieldsOf(aliases), ...stageDateFields((stage) => `${stage} at`)],
  plan: (input) =>
    accountPlan(input, { fields: matchHeaders(input.layout.names, aliases), stages: namedStageDates(input.layout.names), recordIdFallback: 'lower(domain), name' }),
}
