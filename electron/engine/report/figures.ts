import type { BeforeEntry } from '../../../shared/contract-before-entry.ts'
import { type Analysis, bands, type Estimate } from '../../../shared/model.ts'
import { z95 } from '../analyse/statistics.ts'
import type { Run as ScoreRun } from '../score/run-store.ts'
import type { FigureFormat } from './formats.ts'

/** A figure before it is printed: its name, its value, and how it is printed. */
export type Named = readonly [name: string, value: number | null, format: FigureFormat]

const estimateOf = (name: string, { value, low, high }: Estimate, format: FigureFormat): Named[] => [
  [name, value, format], [`${name}.low`, low, format], [`${name}.high`, high, format],
]

const shownBands = bands.filter((band) => band !== 'None')

/** Every figure of the analysis by its name. */
export function analysisFigures(analysis: Analysis): Named[] {
  const { hidden, highAtBottom, trend, intensityTrend, corrected, excluded, thresholds } = analysis
  return [
    ...analysis.stages.flatMap(({ stage, accounts, active, coverage, lift, intensity, bands: counts, bandMix }): Named[] => [
      [`stage.${stage}.accounts`, accounts, 'count'], [`stage.${stage}.active`, active, 'count'],
      ...estimateOf(`stage.${stage}.coverage`, coverage, 'share'), ...estimateOf(`stage.${stage}.lift`, lift, 'ratio'), ...estimateOf(`stage.${stage}.intensity`, intensity, 'share'),
      ...shownBands.flatMap((band): Named[] => [[`stage.${stage}.${band}`, counts[band], 'count'], ...estimateOf(`stage.${stage}.mix.${band}`, bandMix[band], 'share')]),
    ]),
    ['trend.z', trend.z, 'z'], ['trend.p', trend.p, 'p'], ['intensityTrend.z', intensityTrend.z, 'z'], ['intensityTrend.p', intensityTrend.p, 'p'],
    ...estimateOf('highAtBottom', highAtBottom, 'share'), ['highAtBottom.n', highAtBottom.n, 'count'],
    ['hidden.hidden', hidden.hidden, 'count'], ['hidden.inCrm', hidden.inCrm, 'count'], ['hidden.active', hidden.hidden + hidden.inCrm, 'count'], ...estimateOf('hidden.share', hidden.share, 'share'), ['hidden.multiple', hidden.multiple, 'ratio'],
    ...shownBands.flatMap((band): Named[] => {
      const { hidden: outside, inCrm, share } = hidden.byBand[band]
      return [[`hidden.${band}.hidden`, outside, 'count'], [`hidden.${band}.inCrm`, inCrm, 'count'], [`hidden.${band}.active`, outside + inCrm, 'count'], ...estimateOf(`hidden.${band}.share`, share, 'share')]
    }),
    ...(hidden.corrected === null ? [] : correctedHidden(hidden.corrected)),
    ...(corrected === null ? [] : correctedStages(corrected)),
    ['unresolvedPeople', analysis.unresolvedPeople, 'count'], ['excluded.lost', excluded.lost, 'count'], ['excluded.unmapped', excluded.unmapped, 'count'],
    ['thresholds.high', thresholds.high, 'parameter'], ['thresholds.medium', thresholds.medium, 'parameter'],
  ]
}

const correctedHidden = ({ missed, hidden, share, multiple, labels, draws, candidates }: NonNullable<Analysis['hidden']['corrected']>): Named[] => [
  ...estimateOf('hidden.corrected.missed', missed, 'points'), ...estimateOf('hidden.corrected.hidden', hidden, 'points'), ...estimateOf('hidden.corrected.share', share, 'share'), ...estimateOf('hidden.corrected.multiple', multiple, 'ratio'),
  ['hidden.corrected.labels', labels, 'count'], ['hidden.corrected.draws', draws, 'count'], ['hidden.corrected.candidates', candidates, 'count'],
]

const correctedStages = ({ stages, labels, draws }: NonNullable<Analysis['corrected']>): Named[] => [
  ['corrected.labels', labels, 'count'], ['corrected.draws', draws, 'count'],
  ...stages.flatMap(({ stage, coverage, lift, intensity }) => [
    ...estimateOf(`corrected.${stage}.coverage`, coverage, 'share'), ...estimateOf(`corrected.${stage}.lift`, lift, 'ratio'), ...estimateOf(`corrected.${stage}.intensity`, intensity, 'share'),
  ]),
]

/** Whether activity came before entry, by stage entered; no more than the number of cases where there are too few. */
export const entryFigures = ({ stages, leastCases, controlsPerCase }: BeforeEntry): Named[] => [
  ['entries.leastCases', leastCases, 'count'], ['entries.controlsPerCase', controlsPerCase, 'count'],
  ...stages.flatMap(({ stage, cases, undated, figures }): Named[] => [
    [`entry.${stage}.cases`, cases, 'count'], [`entry.${stage}.undated`, undated, 'count'],
    ...(figures === null ? [] : [
      [`entry.${stage}.controls`, figures.controls, 'count'] as const,
      ...estimateOf(`entry.${stage}.activeCases`, figures.active.cases, 'share'), ...estimateOf(`entry.${stage}.activeControls`, figures.active.controls, 'share'),
      ...estimateOf(`entry.${stage}.oddsRatio`, figures.oddsRatio, 'ratio'), ...estimateOf(`entry.${stage}.auc`, figures.auc, 'ratio'),
      [`entry.${stage}.leadDays`, figures.leadTime.medianDays, 'days'] as const, [`entry.${stage}.leadDistance`, figures.leadTime.medianDays === null ? null : Math.abs(figures.leadTime.medianDays), 'days'] as const, [`entry.${stage}.leadTimes`, figures.leadTime.before + figures.leadTime.after, 'count'] as const,
    ]),
  ]),
]

/** What decided the figures. */
export const parameterFigures = ({ model }: ScoreRun): Named[] => [
  ['parameter.confidence', 0.95, 'percent'], ['parameter.z95', z95, 'parameter'], ['parameter.activeDays', model.active_days, 'days'], ['parameter.familyDays', model.family_days, 'days'], ['parameter.familyBonus', model.family_bonus, 'percent'],
  ['parameter.reliableMin', model.reliable_min, 'parameter'], ['parameter.quantileHigh', model.quantiles.high, 'percent'], ['parameter.quantileMedium', model.quantiles.medium, 'percent'],
]
