import { quotedString } from '@duckdb/node-api'
import { textOf } from '../expressions.ts'
import type { Layout, Plan } from '../importer.ts'
import { answerSql, likelihoodOf, telling, withDetails } from './answer.ts'
import { claimPlan, noMatches } from './claim-plan.ts'
import { addressOf, domainOf, linkedinOf, loginOf } from './identities.ts'

export type ClaimField = 'name' | 'first_name' | 'last_name' | 'title' | 'company' | 'domain' | 'profile_url' | 'location' | 'city' | 'region' | 'country' | 'email' | 'confidence'
export type KeyField = 'bandstand_id' | 'github_id' | 'login' | 'asked_email'

/** The columns of one provider: which header fills which field. */
export interface ColumnGroup {
  provider: string
  fields: ReadonlyMap<ClaimField, string>
  /** Columns that may hold a whole answer as JSON. */
  whole?: readonly string[]
}

interface TableClaims {
  label: string
  layout: Layout
  keys: ReadonlyMap<KeyField, string>
  groups: readonly ColumnGroup[]
}

/** Names under which a JSON cell may keep each field. */
const jsonNames: Partial<Record<ClaimField, readonly string[]>> = {
  name: ['name', 'full_name', 'fullName'],
  title: ['title', 'job_title', 'jobTitle', 'position'],
  company: ['company', 'organization', 'company_name', 'job_company_name', 'org'],
  domain: ['domain', 'company_domain', 'job_company_website', 'website'],
  profile_url: ['linkedin_url', 'linkedin', 'linkedin_profile_url', 'url'],
  location: ['location', 'location_name'],
  email: ['email', 'work_email'],
  confidence: ['likelihood', 'confidence', 'score'],
}

/** How the rows of a table become claims: one for every group of columns that says anything. */
export function tablePlan({ label, layout, keys, groups }: TableClaims): Plan {
  const cellOf = (header: string | undefined): string => textOf(header === undefined ? undefined : layout.at(header))
  const used = [...keys.values(), ...groups.flatMap(({ fields }) => [...fields.values()])]
  const named = groups.map(({ provider, fields, whole = [] }, index) => ({
    provider, whole, cells: new Map([...fields].map(([field, header]) => [field, { name: `cell_${index}_${field}`, header }])),
  }))
  const id = cellOf(keys.get('bandstand_id'))
  const idOf = (kind: string): string => `nullif(regexp_extract(${id}, '^${kind}:(.+)$', 1), '')`
  return claimPlan({
    read: {
      asked_github_id: `TRY_CAST(coalesce(${idOf('github')}, ${cellOf(keys.get('github_id'))}) AS BIGINT)`,
      asked_login: `coalesce(${idOf('login')}, ${loginOf(cellOf(keys.get('login')))})`,
      asked_email: `coalesce(${addressOf(idOf('email'))}, ${addressOf(cellOf(keys.get('asked_email')))})`,
      rest: layout.rest(used) ?? 'NULL::JSON',
      ...Object.fromEntries(named.flatMap(({ cells }) => [...cells.values()].map(({ name, header }) => [name, cellOf(header)]))),
      ...Object.fromEntries(named.flatMap(({ whole }, group) => whole.map((header, index) => [`whole_${group}_${index}`, `CASE WHEN json_valid(${cellOf(header)}) THEN CAST(${cellOf(header)} AS JSON) END`]))),
    },
    // Columns that belong to no group stand among the details of the first claim.
    answers: withDetails(telling(`flatten([${named.map((group, index) => `[${[
      groupAnswer(group.provider, (field) => group.cells.get(field)?.name),
      ...group.whole.map((_, place) => wholeAnswer(group.provider, `whole_${index}_${place}`)),
    ].join(', ')}]`).join(', ')}])`), 'rest'),
    keyColumn: keys.get('login') ?? keys.get('bandstand_id') ?? 'login',
    empty: noMatches(label),
    mapped: new Map([
      ...[...keys].map(([key, header]) => [header, key === 'asked_email' ? 'email' : key] as const),
      ...groups.flatMap(({ provider, fields }) => [...fields].map(([field, header]) => [header, `${field} (${provider})`] as const)),
    ]),
  })
}

/** One claim of a group of columns; an answered address that is not the question stands among the details and tells the domain. */
function groupAnswer(provider: string, of: (field: ClaimField) => string | undefined): string {
  const text = (field: ClaimField): string => of(field) ?? 'NULL::VARCHAR'
  const full = (...fields: ClaimField[]): string => `nullif(trim(concat_ws(' ', ${fields.map(text).join(', ')})), '')`
  return answerSql({
    provider: quotedString(provider),
    name: `coalesce(${text('name')}, ${full('first_name', 'last_name')})`,
    title: text('title'),
    company: text('company'),
    domain: `coalesce(${domainOf(text('domain'))}, ${domainOf(`split_part(${addressOf(text('email'))}, '@', 2)`)})`,
    profile_url: linkedinOf(text('profile_url')),
    location: `coalesce(${text('location')}, nullif(concat_ws(', ', ${text('city')}, ${text('region')}, ${text('country')}), ''))`,
    confidence: shareOf(provider, text('confidence')),
    current: 'true',
    extra: of('email') === undefined ? 'NULL' : `CASE WHEN ${text('email')} IS NOT NULL THEN json_object('answered_email', ${text('email')}) END`,
  })
}

/** The claim in a cell that holds a whole answer as JSON. */
function wholeAnswer(provider: string, json: string): string {
  const text = (field: ClaimField): string =>
    `coalesce(${(jsonNames[field] ?? []).map((key) => `CASE json_type(${json}, '$.${key}') WHEN 'OBJECT' THEN json_extract_string(${json}, '$.${key}.name') WHEN 'ARRAY' THEN NULL ELSE nullif(trim(json_extract_string(${json}, '$.${key}')), '') END`).join(', ')})`
  const isObject = (sql: string): string => `CASE WHEN json_type(${json}) = 'OBJECT' THEN ${sql} END`
  return answerSql({
    provider: quotedString(provider),
    name: isObject(text('name')),
    title: isObject(text('title')),
    company: isObject(text('company')),
    domain: isObject(domainOf(text('domain'))),
    profile_url: isObject(linkedinOf(text('profile_url'))),
    location: isObject(text('location')),
    confidence: isObject(shareOf(provider, text('confidence'))),
    current: 'true',
    extra: isObject(json),
  })
}

/** Confidence as 0 … 1: People Data Labs counts from 1 to 10, others write shares or percentages. */
const shareOf = (provider: string, text: string): string =>
  provider === 'pdl'
    ? likelihoodOf(text)
    : `CASE WHEN TRY_CAST(replace(${text}, '%', '') AS DOUBLE) BETWEEN 0 AND 1 AND NOT contains(${text}, '%') THEN TRY_CAST(${text} AS DOUBLE)
        WHEN TRY_CAST(replace(${text}, '%', '') AS DOUBLE) BETWEEN 0 AND 100 THEN TRY_CAST(replace(${text}, '%', '') AS DOUBLE) / 100 END`
