import { useCallback, useRef } from 'react'
import type { LearningCurve } from '../../../shared/contract-quality.ts'
import { formatInteger } from '../../lib/formats.ts'
import { Chart, type ChartHandle } from '../../ui/chart/chart.tsx'
import { shareAxis } from '../../ui/chart/axes.ts'
import type { ChartTokens } from '../../ui/chart/chart-tokens.ts'
import type { EChartsOption } from '../../ui/chart/echarts.ts'
import { Figure } from '../../ui/chart/figure.tsx'
import { halfWidthWords } from './quality-words.ts'

interface CurveChartProps {
  curve: LearningCurve
  name: string
  sentence: string
}

/** How the interval of a rate narrowed with the labels so far, and dashed what more labels would bring. */
export function CurveChart({ curve, name, sentence }: CurveChartProps) {
  const chart = useRef<ChartHandle>(null)
  const { points, outlook } = curve
  const option = useCallback((tokens: ChartTokens): EChartsOption => {
    const last = points.at(-1)
    const ahead = last ? outlook.map(({ more, halfWidth }) => [last.labels + more, halfWidth]) : []
    const line = (dashed: boolean) => ({
      type: 'line' as const, silent: true, showSymbol: false, itemStyle: { color: tokens.high },
      lineStyle: { color: tokens.high, width: 1.5, type: dashed ? 'dashed' as const : 'solid' as const },
    })
    return {
      grid: { left: 44, right: 24, top: 12, bottom: 38 },
      xAxis: {
        type: 'value', min: 0, name: 'labels', nameLocation: 'middle', nameGap: 24, nameTextStyle: { color: tokens.textFaint, fontSize: 11 }, splitLine: { show: false },
        axisTick: { show: false }, axisLine: { lineStyle: { color: tokens.lineStrong } }, axisLabel: { color: tokens.textFaint, fontSize: 11, formatter: (value: number) => formatInteger(value) },
      },
      yAxis: shareAxis(tokens, Math.max(0, ...points.map(({ halfWidth }) => halfWidth))),
      series: [
        { ...line(false), name: 'so far', data: points.map(({ labels, halfWidth }) => [labels, halfWidth]), showSymbol: points.length < 3, symbolSize: 6 },
        { ...line(true), name: 'expected', data: last ? [[last.labels, last.halfWidth], ...ahead] : [] },
      ],
    }
  }, [points, outlook])
  return (
    <Figure title={`How the interval narrows: ${name}`} sentence={sentence} file={{ name: 'learning-curve', chart }} table={<CurveTable curve={curve} />} note="Half the width of the 95% interval by labels; dashed: expected if the rate stays what it is.">
      <Chart ref={chart} height={170} option={option} description={`Half the width of the interval by number of labels, ${name}. ${sentence}`} />
    </Figure>
  )
}

function CurveTable({ curve: { points, outlook } }: { curve: LearningCurve }) {
  const last = points.at(-1)
  return (
    <table className="data-table">
      <thead><tr><th scope="col">Labels</th><th scope="col">Half width</th></tr></thead>
      <tbody>
        {points.map(({ labels, halfWidth }) => <tr key={labels}><th scope="row">{formatInteger(labels)}</th><td>{halfWidthWords(halfWidth)}</td></tr>)}
        {last && outlook.map(({ more, halfWidth }) => <tr key={`more ${more}`}><th scope="row">{formatInteger(last.labels + more)}, expected</th><td>{halfWidthWords(halfWidth)}</td></tr>)}
      </tbody>
    </table>
  )
}
