import { useCallback } from 'react'
import type { DownloadTrend } from '../../../shared/contract-downloads.ts'
import { formatDay, formatInteger } from '../../lib/formats.ts'
import { countAxis } from '../../ui/chart/axes.ts'
import { Chart } from '../../ui/chart/chart.tsx'
import type { ChartTokens } from '../../ui/chart/chart-tokens.ts'
import type { EChartsOption } from '../../ui/chart/echarts.ts'
import { trendWords } from './download-words.ts'

/** One series as a line over days or complete weeks; a week that is not complete leaves a gap. */
export function DownloadChart({ trend }: { trend: DownloadTrend }) {
  const { points, unit } = trend
  const option = useCallback((tokens: ChartTokens): EChartsOption => ({
    grid: { left: 44, right: 12, top: 10, bottom: 24 },
    xAxis: {
      type: 'time', splitNumber: 3, axisTick: { show: false }, axisLine: { lineStyle: { color: tokens.lineStrong } },
      axisLabel: { color: tokens.textFaint, fontSize: 11, hideOverlap: true, alignMinLabel: 'left', alignMaxLabel: 'right', formatter: (at: number) => formatDay(new Date(at).toISOString()) },
    },
    yAxis: countAxis(tokens, Math.max(0, ...points.map(({ downloads }) => downloads))),
    series: [{
      type: 'line', name: 'Downloads', showSymbol: points.length < 3, symbolSize: 6, connectNulls: false, silent: true,
      lineStyle: { color: tokens.medium, width: 1.5 }, itemStyle: { color: tokens.medium }, data: withGaps(points, unit === 'week' ? 7 : 1),
    }],
  }), [points, unit])
  const last = points.at(-1)
  return (
    <Chart
      height={130} option={option}
      description={`${trend.package} on ${trend.registry}, by ${unit}: ${trendWords(trend)}${last ? `; last ${unit} ${formatDay(last.at)}: ${formatInteger(last.downloads)}` : ''}.`}
    />
  )
}

const dayLength = 86_400_000

/** A point without a value wherever a step is missing, so that no line is drawn across it. */
function withGaps(points: DownloadTrend['points'], days: number): [number, number | null][] {
  return points.flatMap(({ at, downloads }, index): [number, number | null][] => {
    const time = Date.parse(at)
    const before = points[index - 1]
    const missing = before !== undefined && time - Date.parse(before.at) > days * dayLength
    return missing ? [[time - days * dayLength, null], [time, downloads]] : [[time, downloads]]
  })
}
