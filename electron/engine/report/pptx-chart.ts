import type PptxGenJS from 'pptxgenjs'
import { scaleOf } from './chart-scale.ts'
import { isDark } from './chart-svg.ts'
import { printable } from './escape.ts'
import { cellFormats } from './formats.ts'
import { type Chart, plainText } from './model.ts'

interface Place {
  x: number
  y: number
  w: number
  h: number
}

type Series = { name: string; labels: string[]; values: number[] }

/** A native chart: columns, beside each other where there are several measures, or stacked bars. Intervals come later: see `withIntervals`. */
export function addChart(slide: PptxGenJS.Slide, chart: Chart, place: Place): void {
  const labels = chart.categories.map(({ label, n }) => `${printable(label)} (${printable(plainText(n))})`)
  const format = cellFormats[chart.format]
  const values = chart.series.map(({ name, points }): Series => ({ name: printable(name), labels, values: points.map(({ value }) => value.value ?? undefinedFigure) }))
  const colours = chart.series.map(({ colour }) => colour.slice(1).toUpperCase())
  const { top, ticks } = scaleOf(chart)
  const common: PptxGenJS.IChartOpts = {
    ...place, chartColors: colours, showLegend: chart.series.length > 1 || chart.reference !== undefined, legendPos: 't', legendFontSize: 12, valAxisLabelFormatCode: chart.format === 'share' ? '0%' : format, dataLabelFormatCode: format,
    valAxisMinVal: 0, valAxisMaxVal: top, valAxisMajorUnit: ticks[1] ?? top,
    catAxisLabelFontSize: 12, valAxisLabelFontSize: 11, valGridLine: { color: 'D9DEE6', size: 0.75 }, altText: printable(`${chart.title}. ${plainText(chart.caption)}`),
  }
  if (chart.kind === 'shares' || chart.kind === 'counts') {
    // Such charts begin at the bottom.
    const turned = values.map((each) => ({ ...each, labels: [...each.labels].reverse(), values: [...each.values].reverse() }))
    slide.addChart('bar', turned, { ...common, barDir: 'bar', barGrouping: 'stacked', barGapWidthPct: 45, showValue: false })
    return
  }
  // At the foot of a column no interval crosses its figure; the types lack this place, which the format has.
  const atFoot = 'inBase' as 'inEnd'
  const columns: PptxGenJS.IChartOpts = {
    barDir: 'col', barGrouping: 'clustered', barGapWidthPct: 80, showValue: true, dataLabelPosition: atFoot, dataLabelColor: isDark(chart.series[0]?.colour ?? '#000000') ? 'FFFFFF' : '1B2330', dataLabelFontBold: true, dataLabelFontSize: 12, dataLabelFormatCode: format, chartColors: colours,
  }
  if (chart.reference === undefined) {
    slide.addChart('bar', values, { ...common, ...columns })
    return
  }
  const { value, name } = chart.reference
  const parts: PptxGenJS.IChartMulti[] = [
    { type: 'bar', data: values, options: columns },
    { type: 'line', data: [{ name: printable(name), labels, values: labels.map(() => value) }], options: { lineSize: 1.5, lineDataSymbol: 'none', chartColors: ['5B6472'], showValue: false } },
  ]
  // Where several charts share their axes, the options stand in the place of the data; the types know only the other case.
  slide.addChart(parts, common as unknown as [])
}

/** An undefined figure leaves its place empty. */
const undefinedFigure = Number.NaN
