import type { Analysis } from '../../../shared/model.ts'
import { countWords, ratioEstimate, ratioWords, shareEstimate, trendWords } from './figures.ts'
import { alignedTable } from './table.ts'

/** The figures without false positives, as the blind sample shows them. */
function correctedWords(corrected: Analysis['corrected']): string[] {
  if (corrected === null) return ['Without false positives not available yet: draw a blind sample (quality --draw) and judge it under Review']
  const words = (of: 'coverage' | 'intensity' | 'lift', format: typeof shareEstimate): string => corrected.stages.map((stage) => `${stage.label} ${format(stage[of])}`).join(', ')
  return [
    `Without false positives, from ${countWords(corrected.labels)} judgements (median, 2.5–97.5 % of ${countWords(corrected.draws)} draws)`,
    `  coverage             ${words('coverage', shareEstimate)}`,
    `  lift                 ${words('lift', ratioEstimate)}`,
    `  Medium or High       ${words('intensity', shareEstimate)}`,
  ]
}

/** The hidden funnel without the companies whose account was missed. */
function withoutMissedWords({ corrected }: Analysis['hidden']): string[] {
  if (corrected === null) return ['  without missed       not available yet: draw a blind sample of account matches (quality --draw --kind match) and judge it under Review']
  const { missed, share, multiple, labels } = corrected
  return [
    `  without missed       ${shareEstimate(share)} hidden, as ${ratioEstimate(missed)} missed matches are expected from ${countWords(labels)} judgements`,
    `  multiple             ${ratioEstimate(multiple)} hidden per account, Medium and High`,
  ]
}

/** The band-by-stage table and the figures around it. */
export function analysisWords(analysis: Analysis): string {
  const { stages, hidden, highAtBottom, excluded } = analysis
  const table = alignedTable(
    ['Stage', 'Accounts', 'Active', 'Coverage (95 %)', 'Lift (95 %)', 'High', 'Medium', 'Low', 'Medium or High (95 %)'],
    stages.map((stage) => [
      stage.label, stage.accounts, stage.active, shareEstimate(stage.coverage), `${ratioEstimate(stage.lift)}${stage.liftCorrected ? ' *' : ''}`,
      stage.bands.High, stage.bands.Medium, stage.bands.Low, shareEstimate(stage.intensity),
    ]),
  )
  const lines = [
    `As of ${analysis.asOf}, policy ${analysis.policy}, active within ${countWords(analysis.activeDays)} days`,
    '',
    table.trimEnd(),
    ...(stages.some((stage) => stage.liftCorrected) ? ['* 0.5 was added to all four cells because one was zero'] : []),
    '',
    `Coverage trend         ${trendWords(analysis.trend)}`,
    `Intensity trend        ${trendWords(analysis.intensityTrend)}`,
    ...correctedWords(analysis.corrected),
    `High at the bottom     ${shareEstimate(highAtBottom)}, n = ${countWords(highAtBottom.n)} active ${highAtBottom.n === 1 ? 'account' : 'accounts'} in ${highAtBottom.stages.join(' and ')}`,
    `Hidden                 ${countWords(hidden.hidden)} of ${countWords(hidden.hidden + hidden.inCrm)} active companies are not in the CRM: ${shareEstimate(hidden.share)}`,
    `Hidden multiple        ${ratioWords(hidden.multiple)} hidden per account, Medium and High`,
    ...withoutMissedWords(hidden),
    ...segmentWords(analysis),
    `Without a company      ${countWords(analysis.unresolvedPeople)} ${analysis.unresolvedPeople === 1 ? 'person' : 'people'}`,
    `Aside                  ${countWords(excluded.lost)} lost and ${countWords(excluded.unmapped)} unmapped accounts`,
  ]
  return lines.map((line) => `${line}\n`).join('')
}

const segmentWords = ({ segment }: Analysis): string[] =>
  segment === null ? [] : [`Segment                ${countWords(segment.subjects)} accounts and companies${segment.unknown.map(({ column, subjects }) => `; ${column} unknown of ${countWords(subjects)}`).join('')}; scores and cut-offs are those of all`]
