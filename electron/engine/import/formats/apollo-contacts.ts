import { isApolloExport, keysOf, readHeader } from '../claims/claim-columns.ts'
import { tablePlan } from '../claims/table-claims.ts'
import { matchHeaders } from '../headers.ts'
import type { Importer } from '../importer.ts'

const aliases = {
  first_name: ['first name'], last_name: ['last name'], title: ['title'], company: ['company name', 'company'], domain: ['website'], profile_url: ['person linkedin url'],
  city: ['city'], region: ['state'], country: ['country'],
} as const

export const apolloContacts: Importer = {
  id: 'apollo-contacts',
  label: 'Apollo contacts',
  describes: 'Contacts exported from Apollo as a table. Each is a claim about the person with that e-mail address, or about the login in a column of its own.',
  containers: ['delimited'],
  settings: [],
  paths: [],
  wholeObjects: false,
  // With columns of other providers beside them it has been through Clay.
  recognise: ({ names }) => (isApolloExport(names) && names.every((name) => (readHeader(name).provider ?? 'apollo') === 'apollo') ? 0.97 : 0),
  needs: () => [],
  dates: () => [],
  plan: ({ layout }) => tablePlan({ label: 'Apollo', layout, keys: keysOf(layout.names), groups: [{ provider: 'apollo', fields: matchHeaders(layout.names, aliases) }] }),
}
