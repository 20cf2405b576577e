import { type Ref, useCallback } from 'react'
import type { Trend } from '../../../shared/contract-trend.ts'
import type { Estimate } from '../../../shared/model.ts'
import { formatDay } from '../../lib/formats.ts'
import { ratioAxis, shareAxis } from '../../ui/chart/axes.ts'
import { Chart, type ChartHandle } from '../../ui/chart/chart.tsx'
import type { ChartTokens } from '../../ui/chart/chart-tokens.ts'
import type { EChartsOption } from '../../ui/chart/echarts.ts'
import { lineLook } from '../../ui/chart/line-look.ts'
import { formatOf, linesOf, type Measure, trendSentence } from './trend-words.ts'

/** A line for each stage over the dates, named at its end, with intervals as thin strokes. */
export function TrendChart({ trend, measure, ref }: { trend: Trend; measure: Measure; ref: Ref<ChartHandle> }) {
  const option = useCallback((tokens: ChartTokens): EChartsOption => {
    const lines = linesOf(trend, measure)
    const highest = Math.max(0, ...lines.flatMap(({ values }) => values.map(({ value, high }) => high ?? value ?? 0)))
    const colourOf = (index: number) => tokens[lineLook(index, lines.length).token]
    return {
      grid: { left: 8, right: 128, top: 12, bottom: 4, outerBoundsMode: 'same' as const, outerBoundsContain: 'axisLabel' as const },
      xAxis: {
        type: 'category' as const, data: trend.points.map(({ asOf }) => formatDay(asOf)), axisTick: { show: false }, axisLine: { lineStyle: { color: tokens.lineStrong } },
        axisLabel: { color: tokens.textFaint, fontSize: 11, hideOverlap: true },
      },
      yAxis: measure === 'lift' ? ratioAxis(tokens, highest) : shareAxis(tokens, highest),
      series: lines.flatMap(({ label, values }, index) => [
        {
          type: 'line' as const, name: label, data: values.map(({ value }) => value), symbol: 'circle', symbolSize: 5, silent: true, connectNulls: false,
          lineStyle: { color: colourOf(index), width: 2, type: lineLook(index, lines.length).dash }, itemStyle: { color: colourOf(index) },
          endLabel: { show: true, color: tokens.text, fontSize: 12, distance: 8, formatter: `${label} ${formatOf(measure)(values.at(-1)?.value ?? null)}` },
          labelLayout: { moveOverlap: 'shiftY' as const },
        },
        strokes(values, colourOf(index)),
      ]),
    }
  }, [trend, measure])
  const words = linesOf(trend, measure).map(({ label, values }) => `${label}: ${values.map(({ value }) => formatOf(measure)(value)).join(', ')}`).join('; ')
  return <Chart ref={ref} height={240} option={option} description={`${trendSentence(trend, measure)} ${words}.`} />
}

const strokes = (values: readonly Estimate[], colour: string) => ({
  type: 'custom' as const,
  name: 'interval',
  silent: true,
  data: values.map(({ low, high }, index) => [index, low ?? Number.NaN, high ?? Number.NaN]),
  encode: { x: 0, y: [1, 2] },
  renderItem: (_parameters: unknown, api: { value: (dimension: number) => number | string; coord: (at: [number, number]) => number[] }) => {
    const index = Number(api.value(0))
    const [x = 0, top = 0] = api.coord([index, Number(api.value(2))])
    const [, bottom = 0] = api.coord([index, Number(api.value(1))])
    if (Number.isNaN(top) || Number.isNaN(bottom)) return null
    return { type: 'line' as const, shape: { x1: x, y1: top, x2: x, y2: bottom }, style: { stroke: colour, lineWidth: 1, opacity: 0.7 } }
  },
})
