import { accountPlan, type AccountField, noStageDates } from '../account-plan.ts'
import { countOf, textOf } from '../expressions.ts'
import { matchHeaders, normalHeader } from '../headers.ts'
import type { Doubt, Importer, Layout, Plan, PlanInput } from '../importer.ts'
import { fieldsOf } from '../mappable-fields.ts'
import { hasEntity, headersOf } from '../pipedrive.ts'

const header = (...fields: readonly string[]): string[] => headersOf('organization', ...fields)
const aliases = {
  record_id: header('id'),
  name: header('name', 'název'),
  domain: header('domain'),
  website: header('website', 'web'),
  owner: header('owner'),
  industry: header('industry'),
  employees: header('number of employees', 'employee count', 'employees'),
  country: header('country of address', 'address (country)', 'country'),
  created_at: header('{entity} created', '{entity} created on', 'created', 'add time'),
} as const satisfies Partial<Record<AccountField, readonly string[]>>
const dealAliases = { won: header('won deals'), open: header('open deals') } as const
/** Exports of leads and activities may carry columns of their organization, as those of deals and people do. */
const foreign = /^(?:lead|activity) - /

const dealColumns = (names: readonly string[]) => [...matchHeaders(names, dealAliases)]

function plan(input: PlanInput): Plan {
  const { layout } = input
  const base = accountPlan(input, { fields: matchHeaders(layout.names, aliases), stages: [] })
  const deals = dealColumns(layout.names)
  const counted = (field: keyof typeof dealAliases): boolean => deals.some(([found]) => found === field)
  const branches = [...(counted('won') ? [['won > 0', 'Customer']] : []), ...(counted('open') ? [['open > 0', 'Opportunity']] : [])]
  const word = branches.length > 0 ? `CASE ${branches.map(([when, then]) => `WHEN ${when} THEN '${then}'`).join(' ')} END` : 'NULL::VARCHAR'
  return {
    ...base,
    read: { ...base.read, ...Object.fromEntries(deals.flatMap(([field, name]) => [[field, countOf(layout.at(name))], [`${field}_text`, textOf(layout.at(name))]])) },
    columns: { ...base.columns, stage_raw: word },
    // An organization without a deal is a lead, though no word of Pipedrive says so.
    ...(branches.length > 0 ? { stage: `CASE WHEN ${word} IS NULL THEN 'lead' END` } : {}),
    doubts: [...base.doubts, ...deals.map(([field, name]): Doubt => unreadableCount(field, name))],
    warnings: [stageWarning(counted('won'), counted('open')), noStageDates],
  }
}

const unreadableCount = (field: string, name: string): Doubt => ({
  when: `${field}_text IS NOT NULL AND ${field} IS NULL`,
  warning: (rows) => `${rows.toLocaleString('en')} ${rows === 1 ? 'cell' : 'cells'} of “${name}” ${rows === 1 ? 'is' : 'are'} not a number of deals and ${rows === 1 ? 'counts' : 'count'} as none.`,
})

function stageWarning(won: boolean, open: boolean): string {
  if (won && open) return 'Organizations with won deals are customers, others with open deals opportunities, all others leads.'
  if (won) return 'The file does not count open deals: organizations with won deals are customers, all others leads. Export the column “Open deals” too to tell opportunities.'
  if (open) return 'The file does not count won deals: organizations with open deals are opportunities, all others leads. Export the column “Won deals” too to tell customers.'
  return 'The file counts no deals, so every account is unmapped. Export the columns “Won deals” and “Open deals” too.'
}

const createdColumn = ({ names }: Pick<Layout, 'names'>): string[] => [matchHeaders(names, aliases).get('created_at')].filter((name) => name !== undefined)

export const pipedriveOrganizations: Importer = {
  id: 'pipedrive-organizations',
  label: 'Pipedrive organizations',
  describes: 'An export of organizations from Pipedrive (Organization - ID, Organization - Name, …). Fills accounts and, from their won and open deals, their stages; other columns are kept.',
  containers: ['delimited'],
  settings: [{ key: 'dates', label: 'Order of day and month in dates written with slashes (dmy or mdy)', required: false, example: 'dmy' }],
  paths: [],
  wholeObjects: false,
  recognise: ({ names }) => {
    const fields = matchHeaders(names, aliases)
    if (!fields.has('record_id') || !fields.has('name')) return 0
    return hasEntity(names, 'deal') || hasEntity(names, 'person') || names.some((name) => foreign.test(normalHeader(name))) ? 0 : 0.97
  },
  needs: () => [],
  dates: createdColumn,
  fields: fieldsOf(aliases),
  plan,
}
