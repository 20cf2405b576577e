import { tablePlan } from '../claims/table-claims.ts'
import { matchHeaders } from '../headers.ts'
import type { Importer } from '../importer.ts'

const aliases = { name: ['name'], title: ['title'], company: ['company', 'company name', 'organization'], domain: ['domain', 'company domain'], profile_url: ['linkedin', 'linkedin url'], location: ['location'] } as const
const keys = { github_id: ['github_id'], login: ['github', 'github url', 'login'], asked_email: ['email'] } as const
const own = { first_seen: ['first_seen', 'first seen'], last_seen: ['last_seen', 'last seen'], strength: ['signal_strength', 'signal strength'], score: ['activity_score', 'activity score'] } as const

export const reoDevelopers: Importer = {
  id: 'reo-developers',
  label: 'Reo developers',
  describes: 'Developers of Reo as JSON or as a table: who is behind a GitHub account or an e-mail address. Strength and activity scores are kept as details; they are no confidence.',
  containers: ['json', 'delimited'],
  settings: [],
  paths: [],
  wholeObjects: true,
  recognise: ({ names }) => (matchHeaders(names, own).size >= 3 && matchHeaders(names, keys).size > 0 ? 0.96 : 0),
  needs: () => [],
  dates: () => [],
  plan: ({ layout }) => {
    // JSON keys may be missing in the sample.
    const names = layout.container === 'json' ? Object.values({ ...aliases, ...keys }).map(([first]) => first) : layout.names
    return tablePlan({ label: 'Reo', layout, keys: matchHeaders(names, keys), groups: [{ provider: 'reo', fields: matchHeaders(names, aliases) }] })
  },
}
