/** The kinds of signal the sample draws from, and where each one is written. */
export interface SignalKind {
  readonly source: string
  readonly family: string
  readonly weight: number
  readonly halfLife: number
  readonly channel: 'stars' | 'undated_stars' | 'forks' | 'archive' | 'competitor_stars' | 'product' | 'web'
  /** Who can show it: somebody with a GitHub login, anybody with a login or a mail address, or a company without a person. */
  readonly actor: 'github' | 'anybody' | 'company'
  /** At most one per person. */
  readonly once: boolean
  /** How often it is drawn. */
  readonly share: number
}

type Row = readonly [source: string, family: string, weight: number, halfLife: number, channel: SignalKind['channel'], actor: SignalKind['actor'], once: boolean, share: number]

const rows: readonly Row[] = [
  ['repo_star', 'own_oss', 2, 120, 'stars', 'github', true, 22],
  ['repo_star', 'own_oss', 2, 120, 'undated_stars', 'github', true, 3],
  ['repo_fork', 'own_oss', 4, 180, 'forks', 'github', true, 7],
  ['repo_issue', 'own_oss', 6, 180, 'archive', 'github', false, 5],
  ['repo_pull_request', 'own_oss', 8, 180, 'archive', 'github', false, 3],
  ['repo_commit', 'own_oss', 8, 180, 'archive', 'github', false, 3],
  ['competitor_star', 'competitor_oss', 1, 120, 'competitor_stars', 'github', true, 14],
  ['competitor_fork', 'competitor_oss', 2, 120, 'archive', 'github', true, 3],
  ['dependent_repo', 'dependency', 8, 365, 'product', 'github', true, 2],
  ['code_search_hit', 'dependency', 5, 365, 'product', 'github', true, 1],
  ['commit_fingerprint', 'commits', 7, 180, 'product', 'github', false, 2],
  ['docs_view', 'docs', 1, 60, 'web', 'anybody', false, 16],
  ['docs_edit', 'docs', 6, 180, 'web', 'github', false, 1],
  ['product_signup', 'product', 8, 180, 'product', 'anybody', true, 3],
  ['product_usage', 'product', 10, 90, 'product', 'anybody', false, 6],
  ['community_message', 'community', 3, 120, 'web', 'anybody', false, 5],
  ['web_visit', 'web', 1, 45, 'web', 'company', false, 9],
  ['package_install', 'package', 0.2, 30, 'product', 'company', false, 2],
]

export const signalKinds: readonly SignalKind[] = rows.map(([source, family, weight, halfLife, channel, actor, once, share]) => ({
  source, family, weight, halfLife, channel, actor, once, share,
}))

export interface DatedSignal {
  readonly kind: SignalKind
  /** Null for a company's anonymous visitors. */
  readonly actor: number | null
  readonly ageDays: number
  readonly quantity: number
}

/** What these signals will earn (method, section 3); the plan is made with it, the product computes its own. */
export function plannedScore(signals: readonly DatedSignal[]): number {
  const decayed = new Map<string, { weight: number; n: number }>()
  for (const { kind, actor, ageDays, quantity } of signals) {
    const key = `${actor ?? 'anonymous'} ${kind.source}`
    const cell = decayed.get(key) ?? { weight: kind.weight, n: 0 }
    cell.n += quantity * 2 ** (-ageDays / kind.halfLife)
    decayed.set(key, cell)
  }
  const families = new Set(signals.filter((signal) => signal.ageDays < 180).map((signal) => signal.kind.family))
  const sum = [...decayed.values()].reduce((total, { weight, n }) => total + weight * Math.log2(1 + n), 0)
  return sum * (1 + 0.15 * (Math.max(1, families.size) - 1))
}
