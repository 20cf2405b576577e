export type Role = 'own' | 'competitor' | 'ecosystem' | 'unmarked'

const actions = new Set(['star', 'fork', 'issue', 'pull_request', 'commit'])
const ofPackages = new Set(['package_install', 'dependent_repo', 'code_search_hit'])
const ofSites = new Set(['docs_view', 'docs_edit', 'web_visit'])

interface Named {
  readonly source: string
  readonly target: string | null
}

/** What an event counts as, given whose its target is; null: kept, not scored. `roles` names targets of every kind in lower case. */
export function scoredSource({ source, target }: Named, roles: ReadonlyMap<string, Role>): string | null {
  const action = source.replace(/^(?:repo|competitor)_/, '')
  if (!actions.has(action)) return isForeign({ source, target }, roles) ? null : source
  const role = roles.get(target?.toLowerCase() ?? '') ?? 'unmarked'
  if (role === 'own') return `repo_${action}`
  if (role === 'competitor') return action === 'star' || action === 'fork' ? `competitor_${action}` : null
  return role === 'unmarked' && action !== source ? source : null
}

function isForeign({ source, target }: Named, roles: ReadonlyMap<string, Role>): boolean {
  if (target === null) return false
  const name = ofPackages.has(source) ? packageName(target) : ofSites.has(source) ? (hostName(target) ?? target.toLowerCase()) : null
  const role = name === null ? undefined : roles.get(name)
  return role === 'competitor' || role === 'ecosystem'
}

function packageName(written: string): string {
  if (!written.toLowerCase().startsWith('pkg:')) return written.toLowerCase()
  const [path = ''] = decodeURIComponent(written).toLowerCase().split(/[?#]/)
  const name = path.slice(path.indexOf('/') + 1)
  const version = name.lastIndexOf('@')
  return version > 0 && !name.slice(version).includes('/') ? name.slice(0, version) : name
}

function hostName(written: string): string | null {
  const address = written.includes('://') ? written : `https://${written}`
  if (written.startsWith('/') || !URL.canParse(address)) return null
  const { hostname } = new URL(address)
  return hostname.includes('.') ? hostname.replace(/^www\./, '') : null
}
