import { leastLabels, type QualityGroup } from '../../../shared/contract-quality.ts'
import type { ItemKind } from '../../../shared/decision.ts'
import { formatInteger, formatShare } from '../../lib/formats.ts'
import { methodWord, providerWord } from '../../lib/signal-words.ts'

export const kindNouns: Readonly<Record<ItemKind, readonly [one: string, many: string]>> = {
  claim: ['claim', 'claims'], attribution: ['attribution', 'attributions'], match: ['account match', 'account matches'],
}

const nearestWords: Readonly<Record<string, string>> = { nearest_likely: 'Nearest account, likely', nearest_unlikely: 'Nearest account, unlikely' }

export const groupWords = ({ group }: Pick<QualityGroup, 'group'>): string =>
  group.startsWith('provider:') ? `Claims of ${providerWord(group.slice(9))}` : (nearestWords[group] ?? methodWord(group))

export const labelsOf = ({ correct, wrong }: Pick<QualityGroup, 'correct' | 'wrong'>): number => correct + wrong

/** Half the width of an interval: "±6.3 points". */
export const halfWidthWords = (halfWidth: number): string => `±${(100 * halfWidth).toFixed(1)} points`

export function rateWords(group: QualityGroup): string {
  const { value, low, high } = group.rate
  return value === null ? `insufficient labels (${labelsOf(group)} of ${leastLabels})` : `${formatShare(value)} (${formatShare(low)}–${formatShare(high)})`
}

/** Whether to go on judging, in one sentence. */
export function adviceWords({ curve, ...group }: Pick<QualityGroup, 'curve' | 'correct' | 'wrong'>): string {
  const { advice, points, narrows, left } = curve
  const now = points.at(-1)
  const known = now ? `The rate is known to ${halfWidthWords(now.halfWidth)} after ${formatInteger(now.labels)} labels.` : 'Nothing has been judged yet.'
  switch (advice) {
    case 'all_judged':
      return `${known} Everything there is has been judged.`
    case 'too_few':
      return `${known} A rate needs ${leastLabels} labels, ${leastLabels - labelsOf(group)} more.${left < leastLabels - labelsOf(group) ? ` Only ${formatInteger(left)} are left.` : ''}`
    case 'narrows':
      return `${known} Another ${formatInteger(Math.min(50, left))} would narrow the interval by ${(100 * (narrows ?? 0)).toFixed(1)} points.`
    case 'undecided':
      return `${known} Another 50 would narrow the interval by less than 1 point, yet it still holds the rate at which this evidence stops being reliable.`
    case 'enough':
      return `${known} More labels stop helping: another 50 would narrow the interval by less than 1 point and change no decision.`
  }
}
