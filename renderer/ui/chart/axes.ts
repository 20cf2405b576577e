import { formatShare } from '../../lib/formats.ts'
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

/** Shares from 0; the top is a round number above the highest whisker, never above 1. */
export const shareAxis = (tokens: ChartTokens, highest: number) => ({
  type: 'value' as const,
  min: 0,
  max: Math.min(1, Math.max(0.1, Math.ceil(highest * 10) / 10)),
  splitNumber: 4,
  axisLabel: { color: tokens.textFaint, fontSize: 11, formatter: (value: number) => (value === 0 ? '0' : formatShare(value)) },
  ...rules(tokens),
})

export const ratioAxis = (tokens: ChartTokens, highest: number) => ({
  type: 'value' as const,
  min: 0,
  max: Math.max(2, Math.ceil(highest)),
  splitNumber: 4,
  axisLabel: { color: tokens.textFaint, fontSize: 11, formatter: (value: number) => (value === 0 ? '0' : `${value}×`) },
  ...rules(tokens),
})
