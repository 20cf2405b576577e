import { formatCompact, formatShare } from '../../lib/formats.ts'
import type { ChartTokens } from './chart-tokens.ts'

/** Category axis whose labels have a first line in the text colour and a second, fainter one (n = …). */
export const categoryAxis = (tokens: ChartTokens, categories: readonly { label: string; note: string }[]) => ({
  type: 'category' as const,
  data: categories.map(({ label, note }) => `{label|${label}}\n{note|${note}}`),
  axisLine: { lineStyle: { color: tokens.lineStrong, width: 1 } },
  axisTick: { show: false },
  axisLabel: {
    interval: 0,
    margin: 10,
    rich: {
      label: { color: tokens.text, fontSize: 12, lineHeight: 18, fontFamily: tokens.font },
      note: { color: tokens.textFaint, fontSize: 11, lineHeight: 15, fontFamily: tokens.font },
    },
  },
})

const rules = (tokens: ChartTokens) => ({
  splitLine: { lineStyle: { color: tokens.line, width: 1 } },
  axisLine: { show: false },
  axisTick: { show: false },
})

/** The smallest step that divides the axis into at most five. */
const stepFor = (highest: number, steps: readonly number[]): number => steps.find((step) => highest / step <= 5) ?? Math.ceil(highest / 5)

function scale(tokens: ChartTokens, range: { highest: number; steps: readonly number[] }, format: (value: number) => string) {
  const interval = stepFor(range.highest, range.steps)
  return {
    type: 'value' as const,
    min: 0,
    max: Math.ceil(range.highest / interval) * interval,
    interval,
    axisLabel: { color: tokens.textFaint, fontSize: 11, formatter: (value: number) => (value === 0 ? '0' : format(value)) },
    ...rules(tokens),
  }
}

/** Shares from 0 to a round number above the highest whisker, never above 1. */
export const shareAxis = (tokens: ChartTokens, highest: number) =>
  scale(tokens, { highest: Math.min(1, Math.max(0.05, highest)), steps: [0.01, 0.02, 0.05, 0.1, 0.2] }, formatShare)

/** Ratios from 0 to a round number above the highest whisker. */
export const ratioAxis = (tokens: ChartTokens, highest: number) =>
  scale(tokens, { highest: Math.max(2, highest), steps: [1, 2, 5, 10, 20, 50, 100] }, (value) => `${value}×`)

const wholeSteps = Array.from({ length: 13 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat()

/** Counts from 0 to a round number above the highest. */
export const countAxis = (tokens: ChartTokens, highest: number) => scale(tokens, { highest: Math.max(1, highest), steps: wholeSteps }, formatCompact)
