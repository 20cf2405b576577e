import { useCallback } from 'react'
import { lifecycleStages } from '../../../shared/lifecycle.ts'
import { formatDay, formatInteger } from '../../lib/formats.ts'
import { countAxis } from '../../ui/chart/axes.ts'
import { Chart } from '../../ui/chart/chart.tsx'
import type { ChartTokens } from '../../ui/chart/chart-tokens.ts'
import type { EChartsOption } from '../../ui/chart/echarts.ts'
import { stretchesOf, type Week } from './stretches.ts'

const rowHeight = 18
const rowsTop = 6
const rowsHeight = rowHeight * lifecycleStages.length
const left = 84

/** Above, the stage of each week as a bar in its row; below, the events of each week. */
export function LifecycleChart({ weeks }: { weeks: readonly Week[] }) {
  const option = useCallback((tokens: ChartTokens): EChartsOption => {
    const time = {
      type: 'time' as const, min: Date.parse(weeks[0]?.at ?? '') - weekLength, max: Date.parse(weeks.at(-1)?.at ?? ''), splitNumber: 3,
      axisTick: { show: false }, axisLine: { lineStyle: { color: tokens.lineStrong } }, splitLine: { show: false },
    }
    return {
      grid: [{ left, right: 8, top: rowsTop, height: rowsHeight }, { left, right: 8, top: rowsTop + rowsHeight + 14, bottom: 22 }],
      xAxis: [
        { ...time, gridIndex: 0, axisLabel: { show: false } },
        { ...time, gridIndex: 1, axisLabel: { color: tokens.textFaint, fontSize: 11, hideOverlap: true, alignMinLabel: 'left', alignMaxLabel: 'right', formatter: (at: number) => formatDay(new Date(at).toISOString()) } },
      ],
      yAxis: [
        {
          type: 'category', gridIndex: 0, data: [...lifecycleStages], axisLine: { show: false }, axisTick: { show: false },
          splitLine: { show: true, lineStyle: { color: tokens.line } }, axisLabel: { color: tokens.textSoft, fontSize: 11, interval: 0 },
        },
        { ...countAxis(tokens, Math.max(0, ...weeks.map(({ events }) => events))), gridIndex: 1 },
      ],
      series: [
        {
          type: 'custom', name: 'Stage', silent: true, xAxisIndex: 0, yAxisIndex: 0, encode: { x: [0, 1], y: 2 },
          data: stretchesOf(weeks).flatMap(({ stage, from, until }) => (stage === null ? [] : [[Date.parse(from), Date.parse(until), lifecycleStages.indexOf(stage)]])),
          renderItem: (_parameters, api) => {
            const [from = 0, y = 0] = api.coord([api.value(0), api.value(2)])
            const [until = 0] = api.coord([api.value(1), api.value(2)])
            return { type: 'rect', shape: { x: from, y: y - 5, width: Math.max(3, until - from), height: 10, r: 2 }, style: { fill: tokens.high } }
          },
        },
        { type: 'bar', name: 'Events', silent: true, xAxisIndex: 1, yAxisIndex: 1, barMaxWidth: 6, barMinWidth: 1, itemStyle: { color: tokens.medium }, data: weeks.map(({ at, events }) => [Date.parse(at), events]) },
      ],
    }
  }, [weeks])
  const last = weeks.at(-1)
  return (
    <Chart
      height={rowsTop + rowsHeight + 14 + 90} option={option}
      description={`Stage and events of each week from ${formatDay(weeks[0]?.at ?? null)} to ${formatDay(last?.at ?? null)}; now ${last?.stage ?? 'quiet'}; ${formatInteger(weeks.reduce((sum, { events }) => sum + events, 0))} events.`}
    />
  )
}

const weekLength = 7 * 86_400_000
