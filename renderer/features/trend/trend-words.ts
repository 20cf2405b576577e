import type { Trend, TrendPoint } from '../../../shared/contract-trend.ts'
import type { Estimate } from '../../../shared/model.ts'
import { formatDay, formatRatio, formatShare } from '../../lib/formats.ts'
import { ratioInterval, shareInterval } from '../../lib/interval-words.ts'
import { manyOf } from '../../lib/stage-words.ts'

export const measures = ['coverage', 'lift', 'hidden'] as const
export type Measure = (typeof measures)[number]
export const measureWords: Readonly<Record<Measure, string>> = { coverage: 'Coverage', lift: 'Lift', hidden: 'Hidden share' }

export const formatOf = (measure: Measure) => (measure === 'lift' ? formatRatio : formatShare)
export const intervalOf = (measure: Measure) => (measure === 'lift' ? ratioInterval : shareInterval)

interface Line {
  label: string
  values: Estimate[]
}

/** What is drawn of a measure: a line for each stage (of lift none for the first, which is 1 by definition), or one. */
export function linesOf({ points }: Trend, measure: Measure): Line[] {
  if (measure === 'hidden') return [{ label: 'Hidden share', values: points.map(({ hidden }) => hidden.share) }]
  const stages = points.at(-1)?.stages ?? []
  return stages.slice(measure === 'lift' ? 1 : 0).map(({ stage, label }) => ({ label, values: points.map((point) => valueOf(point, stage, measure)) }))
}

const undefinedValue: Estimate = { value: null, low: null, high: null }
const valueOf = (point: TrendPoint, stage: string, measure: 'coverage' | 'lift'): Estimate => point.stages.find((each) => each.stage === stage)?.[measure] ?? undefinedValue

/** How the measure of the last stage moved from the first date to the last. */
export function trendSentence(trend: Trend, measure: Measure): string {
  const [from, to] = [trend.points[0], trend.points.at(-1)]
  const line = linesOf(trend, measure).at(-1)
  const [before, after] = [line?.values[0], line?.values.at(-1)]
  if (!from || !to || !line || !before || !after) return 'There is nothing to compare yet.'
  const words = (value: Estimate) => (value.value === null ? 'undefined' : `${formatOf(measure)(value.value)} (${intervalOf(measure)(value)})`)
  const what = measure === 'hidden' ? 'The hidden share' : measure === 'lift' ? `The lift of ${manyOf(line.label)}` : `Coverage of ${manyOf(line.label)}`
  return `${what} was ${words(before)} as of ${formatDay(from.asOf)} and is ${words(after)} as of ${formatDay(to.asOf)}.`
}
