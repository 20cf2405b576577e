import { countOf, instantOf, textOf, textsOf } from './expressions.ts'
import type { Doubt, Plan, PlanInput } from './importer.ts'

export type AccountField = 'record_id' | 'name' | 'domain' | 'website' | 'further_domains' | 'aliases' | 'stage' | 'owner' | 'industry' | 'employees' | 'country' | 'created_at'

/** One dated stage: the CRM's word for it and the columns that may hold the date. */
export interface StageColumns {
  raw: string
  columns: readonly string[]
}

export interface AccountColumns {
  fields: ReadonlyMap<AccountField, string>
  stages: readonly StageColumns[]
  /** SQL over `read` for records whose own id is blank; absent where a record id is required. */
  recordIdFallback?: string
}

export const noStageDates = 'The file holds no stage dates, so accounts keep their current stage at every as-of date.'

const scientific = `'[+-]?[0-9]+([.,][0-9]+)?[eE][+]?[0-9]+'`

/** How rows of a table of accounts become `crm.accounts` and `crm.stage_history`. */
export function accountPlan({ layout, dateOrder }: PlanInput, { fields, stages, recordIdFallback }: AccountColumns): Plan {
  const column = (field: AccountField) => {
    const name = fields.get(field)
    return name === undefined ? undefined : layout.at(name)
  }
  const entries = stages.flatMap((stage) => stage.columns.map((name, index) => ({ ...stage, name, index })))
  const dated = entries.map((entry, index) => ({ ...entry, read: `entered_${index}` }))
  const used = [...fields.values(), ...entries.map((entry) => entry.name)]
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
      extra: layout.rest(used) ?? 'NULL::JSON',
      ...Object.fromEntries(dated.flatMap(({ read, name }) => [[`${read}_text`, textOf(layout.at(name))], [read, instantOf(layout.at(name), dateOrder)]])),
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
      { when: `contains(lower(own_id), 'e') AND regexp_full_match(own_id, ${scientific})`, column: fields.get('record_id') ?? 'record_id', reason: 'The record id is in scientific notation: a spreadsheet has destroyed it. Export the file again and do not open it in a spreadsheet.' },
      recordIdFallback === undefined
        ? { when: 'own_id IS NULL', column: fields.get('record_id') ?? 'record_id', reason: 'The record id is blank.' }
        : { when: `coalesce(own_id, ${recordIdFallback}) IS NULL`, column: 'record_id', reason: 'The row has no record id, no domain and no name.' },
    ],
    doubts: [
      ...doubtful(fields.get('employees'), 'employees_text IS NOT NULL AND employees IS NULL', 'a number of employees'),
      ...doubtful(fields.get('created_at'), 'created_text IS NOT NULL AND created_at IS NULL', 'a date'),
      ...dated.flatMap(({ name, read }) => doubtful(name, `${read}_text IS NOT NULL AND ${read} IS NULL`, 'a date')),
    ],
    // A second column of the same stage adds an entry only where its date differs.
    stageDates: dated.map(({ raw, read, index }, position) => ({ raw, read: index === 0 ? read : `CASE WHEN ${read} IS DISTINCT FROM entered_${position - index} THEN ${read} END` })),
    mapped: new Map([...[...fields].map(([field, name]) => [name, field] as const), ...dated.map(({ name, raw }) => [name, `entered ${raw}`] as const)]),
    warnings: [
      ...(fields.has('stage') ? [] : ['The file has no stage column; every account is unmapped.']),
      ...(dated.length > 0 ? [] : [noStageDates]),
    ],
  }
}

function doubtful(column: string | undefined, when: string, what: string): Doubt[] {
  if (column === undefined) return []
  return [{ when, warning: (rows) => `${rows.toLocaleString('en')} ${rows === 1 ? 'cell' : 'cells'} of “${column}” ${rows === 1 ? 'is' : 'are'} not ${what} and ${rows === 1 ? 'was' : 'were'} left empty.` }]
}

/** The domain, else the host of the website. CASE, because DuckDB evaluates every argument of coalesce. */
const domainOf = (domain: string, website: string): string =>
  website === 'NULL::VARCHAR' ? domain : `CASE WHEN ${domain} IS NOT NULL THEN ${domain} WHEN ${website} IS NOT NULL THEN ${hostOf(website)} END`

/** The host of a URL, with or without its scheme; SQL of a text. */
export const hostOf = (url: string): string => `nullif(regexp_extract(lower(${url}), '^(?:[a-z][a-z0-9+.-]*://)?(?:[^@/]*@)?([^/:?#\\s]+\\.[^/:?#\\s]+)', 1), '')`
