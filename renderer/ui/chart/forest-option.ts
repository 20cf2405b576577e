import type { ChartTokens } from './chart-tokens.ts'
import type { EChartsOption } from './echarts.ts'
import { doublingLabel, forestScale } from './forest-scale.ts'
import { forestSeries, type ForestRow } from './forest-series.ts'

const rowHeight = 34

export const forestHeight = (rows: number): number => rows * rowHeight + 34

/** Ratios under one another on an axis of doublings, each with its interval; the line of no difference is dashed. */
export function forestOption(rows: readonly ForestRow[], tokens: ChartTokens): EChartsOption {
  const scale = forestScale(rows.map(({ lift }) => lift))
  return {
    grid: { left: 8, right: 150, top: 6, bottom: 4, outerBoundsMode: 'same' as const, outerBoundsContain: 'axisLabel' as const },
    xAxis: {
      type: 'value', min: scale.min, max: scale.max, interval: scale.step, axisLine: { show: false }, axisTick: { show: false },
      axisLabel: { color: tokens.textFaint, fontSize: 11, formatter: doublingLabel }, splitLine: { lineStyle: { color: tokens.line } },
    },
    yAxis: {
      type: 'category', inverse: true, data: rows.map(({ label, note }) => `{label|${shortened(label)}}\n{note|${note}}`), axisTick: { show: false }, axisLine: { show: false },
      axisLabel: {
        margin: 14, rich: {
          label: { color: tokens.text, fontSize: 12, lineHeight: 15, fontFamily: tokens.font }, note: { color: tokens.textFaint, fontSize: 11, lineHeight: 14, fontFamily: tokens.font },
        },
      },
    },
    series: [noDifference(rows.length, tokens), forestSeries(rows, scale, tokens)],
  }
}

const noDifference = (lines: number, tokens: ChartTokens) => ({
  type: 'custom' as const,
  name: 'no difference',
  silent: true,
  z: 1,
  data: [[0, 0]],
  renderItem: (_parameters: unknown, api: { coord: (at: [number, number]) => number[] }) => {
    const [x = 0, top = 0] = api.coord([0, -0.5])
    const [, bottom = 0] = api.coord([0, lines - 0.5])
    return { type: 'line' as const, shape: { x1: x, y1: top, x2: x, y2: bottom }, style: { stroke: tokens.lineStrong, lineWidth: 1, lineDash: [4, 3] } }
  },
})

/** As much of a name as leaves room for the plot; braces and bars mean something to the labels of a chart. */
function shortened(name: string): string {
  const plain = name.replace(/[{|}]/g, ' ')
  return plain.length <= 28 ? plain : `${plain.slice(0, 27)}…`
}
