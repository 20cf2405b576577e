import type { SignalComparison, SignalFigures } from '../../../shared/contract-signals.ts'
import { countOf, formatRatio } from '../../lib/formats.ts'
import { ratioInterval } from '../../lib/interval-words.ts'
import { familyWord, sourceWord } from '../../../shared/signal-names.ts'
import { manyOf } from '../../lib/stage-words.ts'

export type Grouping = 'sources' | 'families'

export const signalName = (grouping: Grouping, name: string): string => (grouping === 'sources' ? sourceWord(name) : familyWord(name))

const significant = 0.05

/** Those that were tested: somebody but not everybody shows them. */
export const tested = (figures: readonly SignalFigures[]): SignalFigures[] => figures.filter(({ trend }) => trend.z !== null)

export const risesSurely = ({ trend, adjustedP }: SignalFigures): boolean => (trend.z ?? 0) > 0 && adjustedP !== null && adjustedP < significant

/** Which signal carries the most, and how many hold once all that were looked at are allowed for. */
export function signalSentence(comparison: SignalComparison, grouping: Grouping): string {
  const shown = tested(comparison[grouping])
  const [first] = shown
  const [baseline, last] = [comparison.stages[0], comparison.stages.at(-1)]
  if (!first || !baseline || !last || baseline === last) return 'No account shows any signal, so none can be compared.'
  const lift = first.stages.at(-1)?.lift
  const strongest = lift?.value == null ? `${signalName(grouping, first.name)} rises most surely with the stage` : `${signalName(grouping, first.name)} rises most surely: ${manyOf(last.label)} are ${formatRatio(lift.value)} as likely as ${manyOf(baseline.label)} to show it (${ratioInterval(lift)})`
  return `${strongest}. ${countOf(shown.filter(risesSurely).length, 'signal')} of ${shown.length} rise with the stage beyond chance, all ${shown.length} tests allowed for.`
}
