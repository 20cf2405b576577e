import type { Overlap, OverlapGroup, OverlapPlace } from '../../../shared/contract-overlap.ts'
import { formatInteger, formatShare } from '../../lib/formats.ts'
import { shareInterval } from '../../lib/interval-words.ts'

export type OverlapOf = 'subjects' | 'people'

export const placeWords: Readonly<Record<OverlapPlace, string>> = { theirs: 'Theirs only', both: 'Both', ours: 'Ours only' }

/** The answer for one competitor, or for all of them. */
export function overlapSentence({ target, ...figures }: Overlap['targets'][number], of: OverlapOf): string {
  const whose = target === null ? 'a competitor’s repository' : target
  const all = figures[of].find(({ group }) => group === 'all')
  const who = of === 'people' ? 'people' : 'accounts and companies'
  if (!all || all.n === 0) return `Nobody is active on ${whose} or on ours.`
  return `Of ${formatInteger(all.n)} ${who} active on ${whose} or ours, ${formatShare(all.both.share.value)} (${shareInterval(all.both.share)}) are on both and ${formatShare(all.theirs.share.value)} (${shareInterval(all.theirs.share)}) on theirs only.`
}

/** Groups with anybody in them, all of them first. */
export const shownGroups = (groups: readonly OverlapGroup[]): OverlapGroup[] => groups.filter(({ n }) => n > 0)
