import { claimAliases, isApolloExport, keysOf, readHeader } from '../claims/claim-columns.ts'
import { type ClaimField, type ColumnGroup, tablePlan } from '../claims/table-claims.ts'
import type { Importer } from '../importer.ts'

const fieldOf = (rest: string): ClaimField | undefined =>
  // Object.entries widens the keys; they are exactly the fields.
  (Object.entries(claimAliases) as [ClaimField, readonly string[]][]).find(([, names]) => names.includes(rest))?.[0]

/** Columns Clay fills with a whole answer. */
const enrichment = /\b(?:enrich\w*|find|found|lookup|look up|person|people|profile|response)\b/

/** Columns in groups, the same wherever they stand: one a provider named in the headers, one for those that name none, and one for every further copy of a column. */
export function groupsOf(headers: readonly string[]): ColumnGroup[] {
  const keys = new Set(keysOf(headers).values())
  const unnamed = isApolloExport(headers) ? 'apollo' : 'clay'
  const groups = new Map<string, { fields: Map<ClaimField, string>; whole: string[] }>()
  for (const header of headers) {
    if (keys.has(header)) continue
    const { provider, rest, copy } = readHeader(header)
    const field = fieldOf(rest)
    const name = `${provider ?? unnamed}${copy > 1 ? ` (${copy})` : ''}`
    const group = groups.get(name) ?? { fields: new Map<ClaimField, string>(), whole: [] }
    if (field !== undefined && !group.fields.has(field)) group.fields.set(field, header)
    else if (field === undefined && (provider !== null || enrichment.test(rest))) group.whole.push(header)
    else continue
    groups.set(name, group)
  }
  const place = (provider: string): string => `${provider.startsWith(unnamed) ? 0 : 1} ${provider}`
  return [...groups].sort(([a], [b]) => (place(a) < place(b) ? -1 : 1)).map(([provider, { fields, whole }]) => ({ provider, fields, whole: whole.sort() }))
}

export const clay: Importer = {
  id: 'clay',
  label: 'Clay table',
  describes: 'A table exported from Clay: every provider named in the headers (“PDL Company”, “Apollo Title”) and every repeated column (“Work Email (2)”) is a claim of its own. Needs the key column it was made from: bandstand_id, login, GitHub address or e-mail address.',
  containers: ['delimited'],
  settings: [],
  paths: [],
  wholeObjects: false,
  recognise: ({ names }) => {
    const keys = keysOf(names)
    const groups = groupsOf(names)
    const telling = groups.filter(({ fields, whole = [] }) => whole.length > 0 || (['title', 'company', 'domain', 'profile_url', 'email'] as const).some((field) => fields.has(field)))
    const named = telling.filter(({ provider }) => !provider.startsWith('clay')).length
    if (keys.size === 0 || telling.length === 0) return 0
    if (keys.has('bandstand_id')) return 0.95
    if (named > 0) return 0.9
    const fields = telling[0]?.fields
    return (keys.has('login') || keys.has('github_id')) && fields?.has('profile_url') === true && (fields.has('title') || fields.has('company')) ? 0.7 : 0
  },
  needs: () => [],
  dates: () => [],
  plan: ({ layout }) => tablePlan({ label: 'Clay', layout, keys: keysOf(layout.names), groups: groupsOf(layout.names) }),
}
