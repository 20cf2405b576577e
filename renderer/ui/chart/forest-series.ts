import type { CustomSeriesRenderItemAPI } from 'echarts'
import type { Estimate } from '../../../shared/model.ts'
import { formatRatio } from '../../lib/formats.ts'
import { ratioInterval } from '../../lib/interval-words.ts'
import type { ChartTokens } from './chart-tokens.ts'
import type { ForestScale } from './forest-scale.ts'

/** One line of the plot: an organisation with its share of the pooled figure, or the pooled figure itself. */
export interface ForestRow {
  label: string
  note: string
  lift: Estimate
  /** Null: pooled, drawn as a diamond over its interval. */
  weight: number | null
}

type Point = [number, number]

/** Intervals as lines with a square as large as the weight; the pooled lift as a diamond; figures in words on the right. */
export function forestSeries(rows: readonly ForestRow[], scale: ForestScale, tokens: ChartTokens) {
  const clipped = (ratio: number | null) => (ratio === null ? null : Math.min(scale.max, Math.max(scale.min, Math.log2(ratio))))
  return {
    type: 'custom' as const,
    name: 'lift',
    silent: true,
    clip: false,
    data: rows.map((_, index) => [0, index]),
    renderItem: (parameters: unknown, api: CustomSeriesRenderItemAPI) => {
      const row = rows[Number(api.value(1))]
      const [value, low, high] = [clipped(row?.lift.value ?? null), clipped(row?.lift.low ?? null), clipped(row?.lift.high ?? null)]
      if (!row || value === null || low === null || high === null) return null
      const at = (doublings: number): Point => api.coord([doublings, Number(api.value(1))]) as Point
      const { x, width } = (parameters as { coordSys: { x: number; width: number } }).coordSys // the rectangle of the grid
      const words = {
        type: 'text' as const,
        style: { text: `${formatRatio(row.lift.value)}  (${ratioInterval(row.lift)})`, x: x + width + 14, y: at(0)[1], verticalAlign: 'middle' as const, fill: tokens.text, font: `${row.weight === null ? 600 : 400} 12px ${tokens.font}` },
      }
      const marks = row.weight === null ? [diamond(at(low), at(value), at(high), tokens)] : [...interval(row.lift, { low: at(low), high: at(high), scale, colour: tokens.text }), square(at(value), row.weight, tokens)]
      return { type: 'group' as const, children: [...marks, words] }
    },
  }
}

const diamond = ([left, y]: Point, [middle]: Point, [right]: Point, tokens: ChartTokens) =>
  ({ type: 'polygon' as const, shape: { points: [[left, y], [middle, y - 7], [right, y], [middle, y + 7]] satisfies Point[] }, style: { fill: tokens.high, stroke: tokens.high } })

/** Area follows the weight, from 5 to 17 px wide. */
function square([x, y]: Point, weight: number, tokens: ChartTokens) {
  const size = 5 + 12 * Math.sqrt(weight)
  return { type: 'rect' as const, shape: { x: x - size / 2, y: y - size / 2, width: size, height: size }, style: { fill: tokens.medium, stroke: tokens.high, lineWidth: 1 } }
}

interface Ends {
  low: Point
  high: Point
  scale: ForestScale
  colour: string
}

/** An end beyond the axis is an arrow instead of a cap. */
function interval(lift: Estimate, { low: [left, y], high: [right], scale, colour }: Ends) {
  const line = (x1: number, y1: number, x2: number, y2: number) => ({ type: 'line' as const, shape: { x1, y1, x2, y2 }, style: { stroke: colour, lineWidth: 1.5 } })
  const end = (x: number, outward: 1 | -1, isCut: boolean) =>
    isCut ? [line(x, y, x - outward * 6, y - 4), line(x, y, x - outward * 6, y + 4)] : [line(x, y - 4, x, y + 4)]
  return [
    line(left, y, right, y),
    ...end(left, -1, (lift.low ?? 0) < 2 ** scale.min),
    ...end(right, 1, (lift.high ?? 0) > 2 ** scale.max),
  ]
}
