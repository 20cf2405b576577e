import { type ReactNode, useCallback, useRef } from 'react'
import type { Estimate, StageFigures } from '../../../shared/model.ts'
import { categoryAxis, ratioAxis, shareAxis } from '../../ui/chart/axes.ts'
import { Chart, type ChartHandle } from '../../ui/chart/chart.tsx'
import type { BarSeriesOption, EChartsOption } from '../../ui/chart/echarts.ts'
import type { ChartTokens } from '../../ui/chart/chart-tokens.ts'
import { Figure } from '../../ui/chart/figure.tsx'
import { whiskers } from '../../ui/chart/whiskers.ts'
import { type Door, openDoor } from './doors.ts'
import { StageTable } from './stage-table.tsx'

interface StageBarsProps {
  title: string
  sentence: string
  stages: readonly StageFigures[]
  estimate: (stage: StageFigures) => Estimate
  /** How the measure is written. */
  format: (value: number | null) => string
  interval: (estimate: Estimate) => string
  axis: 'share' | 'ratio'
  /** Numerator and denominator of a stage, each with the rows it counts. */
  counts: (stage: StageFigures) => { part: number; whole: number; partDoor: Door; wholeDoor: Door }
  words: { measure: string; part: string; whole: string }
  note: ReactNode
  /** Horizontal line of comparison. */
  reference?: number
}

/** One measure by stage: bars with whiskers, value above, n below; a bar opens its rows. */
export function StageBars(props: StageBarsProps) {
  const { title, sentence, stages, estimate, format, axis, counts, words, note, reference } = props
  const chart = useRef<ChartHandle>(null)
  const isDrawn = stages.some((stage) => estimate(stage).value !== null)

  const option = useCallback((tokens: ChartTokens): EChartsOption => {
    const estimates = stages.map(estimate)
    const highest = Math.max(...estimates.map(({ value, high }) => high ?? value ?? 0), 0)
    const value = axis === 'share' ? shareAxis(tokens, highest) : ratioAxis(tokens, highest)
    const bars: BarSeriesOption = {
      type: 'bar', name: words.measure, data: estimates.map((each) => each.value), barWidth: '60%', cursor: 'pointer',
      itemStyle: { color: tokens.medium, borderRadius: [2, 2, 0, 0] }, emphasis: { itemStyle: { color: tokens.high } },
    }
    return {
      grid: { left: 8, right: 8, top: 24, bottom: 4, outerBoundsMode: 'same' as const, outerBoundsContain: 'axisLabel' as const },
      xAxis: categoryAxis(tokens, stages.map((stage) => ({ label: stage.label, note: noteOf(counts(stage), axis) }))),
      yAxis: value,
      series: [
        bars,
        whiskers(estimates, {
          colour: tokens.text, labelColour: tokens.text, font: tokens.font,
          label: (index) => format(estimates[index]?.value ?? null),
        }),
        ...(reference === undefined ? [] : [referenceLine(reference, tokens, stages.length)]),
      ],
    }
  }, [stages, estimate, format, axis, counts, words.measure, reference])

  return (
    <Figure
      title={title} sentence={sentence} note={note} file={isDrawn ? { name: title.toLowerCase().replaceAll(' ', '-'), chart } : null}
      table={<StageTable {...props} />}
    >
      {isDrawn && (
        <Chart
          ref={chart} height={232} option={option}
          description={`${title}. ${sentence} ${stages.map((stage) => `${stage.label}: ${format(estimate(stage).value)}`).join('; ')}.`}
          onMark={({ index }) => {
            const stage = stages[index]
            if (stage) openDoor(counts(stage).partDoor)
          }}
        />
      )}
    </Figure>
  )
}

const noteOf = ({ part, whole }: { part: number; whole: number }, axis: 'share' | 'ratio'): string =>
  axis === 'share' ? `n = ${part} of ${whole}` : `n = ${whole}`

const referenceLine = (at: number, tokens: ChartTokens, categories: number) => ({
  type: 'custom' as const,
  name: 'reference',
  silent: true,
  z: 1,
  data: [[0, at]],
  renderItem: (_parameters: unknown, api: { coord: (at: [number, number]) => number[] }) => {
    const [left = 0, y = 0] = api.coord([-0.5, at])
    const [right = 0] = api.coord([categories - 0.5, at])
    return { type: 'line' as const, shape: { x1: left, y1: y, x2: right, y2: y }, style: { stroke: tokens.lineStrong, lineWidth: 1, lineDash: [4, 3] } }
  },
})
