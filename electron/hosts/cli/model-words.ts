import type { ModelFigures, ModelPreview } from '../../../shared/contract-models.ts'
import { bands } from '../../../shared/model.ts'
import { countWords, ratioEstimate, shareEstimate, trendWords } from './figures.ts'
import { alignedTable, cellWords } from './table.ts'

/** A draft and the version it stands beside, figure by figure. */
export function previewWords({ asOf, policy, against, draft, moves }: ModelPreview): string {
  const moved = moves.filter(({ from, to }) => from !== to)
  const both = (words: (figures: ModelFigures) => string): string[] => [words(against.figures), words(draft)]
  const stageLine = (index: number, label: string, words: (stage: ModelFigures['stages'][number]) => string) =>
    [label, ...both(({ stages }) => { const stage = stages[index]; return stage ? words(stage) : '–' })]
  const rows = [
    ['High from', ...both(({ thresholds }) => cellWords(thresholds.high))],
    ['Medium from', ...both(({ thresholds }) => cellWords(thresholds.medium))],
    ...bands.map((band) => [band, ...both(({ counts }) => countWords(counts[band]))]),
    ...draft.stages.flatMap(({ label }, index) => [
      stageLine(index, `${label}: coverage`, ({ coverage }) => shareEstimate(coverage)),
      stageLine(index, `${label}: lift`, ({ lift }) => ratioEstimate(lift)),
      stageLine(index, `${label}: Medium or High`, ({ intensity }) => shareEstimate(intensity)),
    ]),
    ['High at the bottom', ...both(({ highAtBottom }) => shareEstimate(highAtBottom))],
    ['Hidden', ...both(({ hidden }) => shareEstimate(hidden.share))],
    ['Coverage trend', ...both(({ trend }) => trendWords(trend))],
    ['Intensity trend', ...both(({ intensityTrend }) => trendWords(intensityTrend))],
  ]
  const count = moved.reduce((sum, { subjects }) => sum + subjects, 0)
  return [
    `As of ${asOf}, policy ${policy}; nothing is stored\n\n`,
    alignedTable(['', `Version ${against.version} (${against.name})`, 'Draft'], rows),
    `\n${countWords(count)} companies and accounts change their band${count === 0 ? '' : `: ${moved.map(({ from, to, subjects }) => `${from} → ${to} ${countWords(subjects)}`).join(', ')}`}\n`,
  ].join('')
}
