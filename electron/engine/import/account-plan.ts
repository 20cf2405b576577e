import { countOf, instantOf, textOf, textsOf } from './expressions.ts'
import type { Plan, PlanInput } from './importer.ts'
import { blankId, datedStages, destroyedId, doubtful, type StageColumns, swallowed } from './record-plan.ts'

export type AccountField = 'record_id' | 'name' | 'domain' | 'website' | 'further_domains' | 'aliases' | 'stage' | 'owner' | 'industry' | 'employees' | 'country' | 'created_at'

export interface AccountColumns {
  fields: ReadonlyMap<AccountField, string>
  stages: readonly StageColumns[]
  /** SQL over `read` for records whose own id is blank; absent where a record id is required. */
  recordIdFallback?: string
}

export const noStageDates = 'The file holds no stage dates, so accounts keep their current stage at every as-of date.'

/** How rows of a table of accounts become `crm.accounts` and `crm.stage_history`. */
export function accountPlan(input: PlanInput, { fields, stages, recordIdFallback }: AccountColumns): Plan {
  const { layout, dateOrder } = input
  const column = (field: AccountField) => {
    const name = fields.get(field)
    return name === undefined ? undefined : layout.at(name)
  }
  const dated = datedStages(input, stages)
  const idColumn = fields.get('record_id') ?? 'record_id'
  return {
    table: 'accounts',
    read: {
      own_id: textOf(column('record_id')),
      name: textOf(column('name')),
      domain: domainOf(textOf(column('domain')), textOf(column('website'))),
      further_domains: textsOf(column('further_domains'), '[;,|\\s]+'),
      aliases: textsOf(column('aliases'), '[;|\\n]+'),
      stage_raw: textOf(column('stage')),
      owner: textOf(column('owner')),
      industry: textOf(column('industry')),
      employees_text: textOf(column('employees')),
      employees: countOf(column('employees')),
      country: textOf(column('country')),
      created_text: textOf(column('created_at')),
      created_at: instantOf(column('created_at'), dateOrder),
      extra: layout.rest([...fields.values(), ...dated.names]) ?? 'NULL::JSON',
      ...dated.read,
    },
    columns: {
      record_id: recordIdFallback === undefined ? 'own_id' : `coalesce(own_id, ${recordIdFallback})`,
      name: 'name',
      domain: 'domain',
      further_domains: 'further_domains',
      aliases: 'aliases',
      stage_raw: 'stage_raw',
      owner: 'owner',
      industry: 'industry',
      employees: 'employees',
      country: 'country',
      created_at: 'created_at',
      extra: 'extra',
    },
    checks: [
      destroyedId(idColumn),
      recordIdFallback === undefined
        ? blankId(idColumn)
        : { when: `coalesce(own_id, ${recordIdFallback}) IS NULL`, column: 'record_id', reason: 'The row has no record id, no domain and no name.' },
      ...swallowed([['name', fields.get('name')], ['owner', fields.get('owner')], ['industry', fields.get('industry')], ['country', fields.get('country')]]),
    ],
    doubts: [
      ...doubtful(fields.get('employees'), 'employees_text IS NOT NULL AND employees IS NULL', 'a number of employees'),
      ...doubtful(fields.get('created_at'), 'created_text IS NOT NULL AND created_at IS NULL', 'a date'),
      ...dated.doubts,
    ],
    stageDates: dated.stageDates,
    mapped: new Map<string, string>([...[...fields].map(([field, name]) => [name, field] as const), ...dated.mapped]),
    warnings: [
      ...(fields.has('stage') ? [] : ['The file has no stage column; every account is unmapped.']),
      ...(dated.names.length > 0 ? [] : [noStageDates]),
    ],
  }
}

/** The domain, else the host of the website. CASE, because DuckDB evaluates every argument of coalesce. */
const domainOf = (domain: string, website: string): string =>
  website === 'NULL::VARCHAR' ? domain : `CASE WHEN ${domain} IS NOT NULL THEN ${domain} WHEN ${website} IS NOT NULL THEN ${hostOf(website)} END`

/** The host of a URL, with or without its scheme; SQL of a text. */
export const hostOf = (url: string): string => `nullif(regexp_extract(lower(${url}), '^(?:[a-z][a-z0-9+.-]*://)?(?:[^@/]*@)?([^/:?#\\s]+\\.[^/:?#\\s]+)', 1), '')`
