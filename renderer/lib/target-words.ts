import type { Target, TargetKind } from '../../shared/contract-targets.ts'
import { countOf } from './formats.ts'

export const kindWords: Readonly<Record<TargetKind, readonly [one: string, many: string]>> = {
  repo: ['repository', 'repositories'], package: ['package', 'packages'], site: ['site', 'sites'],
}

/** The roles a person gives, each with its key. */
export const roleChoices = [
  { role: 'own', label: 'Own', key: '1' },
  { role: 'competitor', label: 'Competitor', key: '2' },
  { role: 'ecosystem', label: 'Ecosystem', key: '3' },
] as const

/** What a role does to the events of a target. */
export function effectOf({ kind, role }: Pick<Target, 'kind' | 'role'>): string {
  if (kind === 'repo') return { own: 'counts as own open source', competitor: 'stars and forks count a little', ecosystem: 'kept, not scored', unmarked: 'kept, not scored' }[role]
  return role === 'own' || role === 'unmarked' ? 'counts as its files name it' : 'kept, not scored'
}

/** Whose name a target bears: the owner of a repository, the scope of a package, the registrable end of a host. */
export function ownerOf({ kind, name }: Pick<Target, 'kind' | 'name'>): string {
  if (kind === 'site') return name.split('.').slice(-2).join('.')
  return name.includes('/') ? name.slice(0, name.indexOf('/')).replace(/^@/, '') : name
}

export interface OwnerGroup {
  owner: string
  targets: Target[]
  events: number
}

/** Targets by owner, the ones with most events first. */
export function byOwner(targets: readonly Target[]): OwnerGroup[] {
  const groups = new Map<string, OwnerGroup>()
  for (const target of targets) {
    const owner = ownerOf(target)
    const { targets: known, events } = groups.get(owner) ?? { targets: [], events: 0 }
    groups.set(owner, { owner, targets: [...known, target], events: events + target.events })
  }
  return [...groups.values()].sort((left, right) => right.events - left.events || (left.owner < right.owner ? -1 : 1))
}

/** “3 repositories and 1 package”. */
export function kindCounts(targets: readonly Pick<Target, 'kind'>[]): string {
  const parts = (['repo', 'package', 'site'] as const).flatMap((kind) => {
    const count = targets.filter((target) => target.kind === kind).length
    return count === 0 ? [] : [countOf(count, ...kindWords[kind])]
  })
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}
