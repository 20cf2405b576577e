import type { CustomSeriesOption } from 'echarts'
import type { Estimate } from '../../../shared/model.ts'

interface WhiskerStyle {
  colour: string
  /** Text above the upper end. */
  label: (index: number) => string
  labelColour: string
  font: string
}

const halfCap = 5

/** Intervals as 1.5 px lines with caps over the bars of the same categories; an undefined one draws nothing. */
export function whiskers(estimates: readonly Estimate[], { colour, label, labelColour, font }: WhiskerStyle): CustomSeriesOption {
  return {
    type: 'custom',
    name: 'interval',
    silent: true,
    z: 5,
    data: estimates.map(({ low, high }, index) => [index, low ?? Number.NaN, high ?? Number.NaN]),
    encode: { x: 0, y: [1, 2] },
    renderItem: (_parameters, api) => {
      const index = Number(api.value(0))
      const [x = 0, top = 0] = api.coord([index, api.value(2)])
      const [, bottom = 0] = api.coord([index, api.value(1)])
      if (Number.isNaN(top) || Number.isNaN(bottom)) return null
      const line = (x1: number, y1: number, [x2, y2]: readonly [number, number]) =>
        ({ type: 'line' as const, shape: { x1, y1, x2, y2 }, style: { stroke: colour, lineWidth: 1.5 } })
      return {
        type: 'group',
        children: [
          line(x, top, [x, bottom]), line(x - halfCap, top, [x + halfCap, top]), line(x - halfCap, bottom, [x + halfCap, bottom]),
          { type: 'text', style: { text: label(index), x, y: top - 6, align: 'center', verticalAlign: 'bottom', fill: labelColour, font: `600 13px ${font}` } },
        ],
      }
    },
  }
}
