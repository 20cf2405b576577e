import type { ReportLanguage } from '../../../shared/contract-report.ts'
import { scaleOf } from './chart-scale.ts'
import { escaped } from './escape.ts'
import { figureFormatter } from './formats.ts'
import { type Chart, type ChartPoint, plainText } from './model.ts'

interface Options {
  language: ReportLanguage
  /** Family the letters are set in. */
  font: string
}

const width = 720
const left = 64
const right = 16
const ink = '#1b2330'
const soft = '#5b6472'
const line = '#d9dee6'

/** A picture of a chart, with n under every label and intervals drawn. */
export function chartSvg(chart: Chart, options: Options): string {
  const isAcross = chart.kind === 'shares' || chart.kind === 'counts'
  return isAcross ? acrossSvg(chart, options) : uprightSvg(chart, options)
}

const at = (value: number): string => String(Math.round(value * 100) / 100)

interface Letters {
  size?: number
  fill?: string
  anchor?: 'start' | 'middle' | 'end'
  weight?: 'normal' | 'bold'
}

const letters = (x: number, y: number, words: string, { size = 12, fill = ink, anchor = 'middle', weight = 'normal' }: Letters = {}): string =>
  `<text x="${at(x)}" y="${at(y)}" font-size="${size}" fill="${fill}" text-anchor="${anchor}"${weight === 'bold' ? ' font-weight="bold"' : ''}>${escaped(words)}</text>`

type Place = readonly [x: number, y: number]

const stroke = ([x1, y1]: Place, [x2, y2]: Place, { colour, thickness = 1, dashes = '' }: { colour: string; thickness?: number; dashes?: string }): string =>
  `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" stroke="${colour}" stroke-width="${thickness}"${dashes ? ` stroke-dasharray="${dashes}"` : ''}/>`

const framed = (chart: Chart, { font }: Options, height: number, body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(`${chart.title}. ${plainText(chart.caption)}`)}" font-family="${escaped(font)}">${body}</svg>`

function legend({ series }: Chart, y: number): string {
  let x = left
  return series.map(({ name, colour }) => {
    const mark = `<rect x="${at(x)}" y="${at(y - 9)}" width="10" height="10" rx="2" fill="${colour}"/>${letters(x + 16, y, name, { anchor: 'start', fill: soft })}`
    x += 40 + name.length * 7
    return mark
  }).join('')
}

function uprightSvg(chart: Chart, options: Options): string {
  const height = 300
  const [top, bottom] = [chart.series.length > 1 ? 44 : 24, height - 50]
  const { top: greatest, ticks } = scaleOf(chart)
  const y = (value: number) => bottom - ((bottom - top) * value) / greatest
  const format = figureFormatter(options.language)
  const step = (width - left - right) / Math.max(1, chart.categories.length)
  const centre = (index: number) => left + step * (index + 0.5)
  const grid = ticks.map((tick) => stroke([left, y(tick)], [width - right, y(tick)], { colour: line }) + letters(left - 8, y(tick) + 4, format(tick, chart.format === 'share' ? 'percent' : chart.format), { anchor: 'end', size: 11, fill: soft }))
  const reference = chart.reference === undefined ? '' : stroke([left, y(chart.reference.value)], [width - right, y(chart.reference.value)], { colour: soft, thickness: 1.5, dashes: '5 4' })
  const named = chart.categories.map(({ label, n }, index) => letters(centre(index), bottom + 20, shortened(label, step), { weight: 'bold' }) + letters(centre(index), bottom + 37, plainText(n), { size: 11, fill: soft }))
  const drawn = chart.series.map(({ colour, points }, place) => {
    const shift = chart.series.length > 1 ? (place - (chart.series.length - 1) / 2) * 14 : 0
    const xs = points.map((_, index) => centre(index) + shift)
    const path = chart.kind === 'line' ? joined(points.flatMap(({ value }, index) => (value.value === null ? [] : [`${at(xs[index] ?? 0)},${at(y(value.value))}`])), colour) : ''
    return path + points.map((point, index) => mark({ chart, point, x: xs[index] ?? 0, y, bottom, half: Math.min(60, step * 0.3), colour, side: place })).join('')
  })
  return framed(chart, options, height, grid.join('') + reference + (chart.series.length > 1 ? legend(chart, 16) : '') + drawn.join('') + named.join(''))
}

const joined = (points: readonly string[], colour: string): string => (points.length < 2 ? '' : `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`)

const whiskers = { colour: ink, thickness: 1.5 }

interface Mark {
  chart: Chart
  point: ChartPoint
  x: number
  y: (value: number) => number
  bottom: number
  half: number
  colour: string
  side: number
}

function mark({ chart, point: { value, low, high }, x, y, bottom, half, colour, side }: Mark): string {
  if (value.value === null) return letters(x, bottom - 8, value.text, { fill: soft })
  const body = chart.kind === 'bars'
    ? `<rect x="${at(x - half)}" y="${at(y(value.value))}" width="${at(2 * half)}" height="${at(Math.max(0, bottom - y(value.value)))}" fill="${colour}"/>`
    : `<circle cx="${at(x)}" cy="${at(y(value.value))}" r="5" fill="${colour}"/>`
  const hasInterval = low?.value !== undefined && low.value !== null && high?.value !== undefined && high.value !== null
  const [from, to] = hasInterval ? [y(low.value ?? 0), y(high.value ?? 0)] : [0, 0]
  const whisker = hasInterval ? stroke([x, from], [x, to], whiskers) + stroke([x - 6, from], [x + 6, from], whiskers) + stroke([x - 6, to], [x + 6, to], whiskers) : ''
  const isBar = chart.kind === 'bars'
  // Above a line one figure and below it the other, where two lines share a column.
  const beside = isBar ? -6 : chart.series.length > 1 && side === 0 ? 18 : -8
  const textY = Math.min(y(value.value) + beside, bottom - 6)
  return body + whisker + letters(x + 10, textY, value.text, { weight: 'bold', anchor: 'start' })
}

function acrossSvg(chart: Chart, options: Options): string {
  const [row, top] = [56, 36]
  const height = top + row * chart.categories.length + 30
  const [start, end] = [180, width - 60]
  const { top: greatest, ticks } = scaleOf(chart)
  const x = (value: number) => start + ((end - start) * value) / greatest
  const format = figureFormatter(options.language)
  const base = top + row * chart.categories.length
  const grid = ticks.map((tick) => stroke([x(tick), top], [x(tick), base], { colour: line }) + letters(x(tick), base + 18, format(tick, chart.format === 'share' ? 'percent' : chart.format), { size: 11, fill: soft }))
  const rows = chart.categories.map(({ label, n }, index) => {
    const y = top + row * index
    let before = 0
    const parts = chart.series.map(({ colour, points }) => {
      const figure = points[index]?.value
      const value = figure?.value ?? 0
      const [from, to] = [x(before), x(before + value)]
      before += value
      if (figure === undefined || value === 0) return ''
      const inside = to - from >= figure.text.length * 7 + 6 ? letters((from + to) / 2, y + 30, figure.text, { fill: isDark(colour) ? '#ffffff' : ink, weight: 'bold' }) : ''
      return `<rect x="${at(from)}" y="${at(y + 10)}" width="${at(to - from)}" height="32" fill="${colour}" stroke="#ffffff"/>${inside}`
    })
    const names = letters(start - 12, y + 24, shortened(label, 160), { anchor: 'end', weight: 'bold' }) + letters(start - 12, y + 40, plainText(n), { anchor: 'end', size: 11, fill: soft })
    const empty = before === 0 ? letters(start + 10, y + 30, chart.series[0]?.points[index]?.value.text ?? '–', { anchor: 'start', fill: soft }) : ''
    return names + parts.join('') + empty
  })
  return framed(chart, options, height, grid.join('') + legend(chart, 16) + rows.join(''))
}

/** Roughly what fits; the whole label stands in the tables. */
const shortened = (label: string, space: number): string => (label.length * 7 <= space ? label : `${label.slice(0, Math.max(1, Math.floor(space / 7) - 1))}…`)

/** White letters read better on it than dark ones. */
export function isDark(colour: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => Number.parseInt(colour.slice(from, from + 2), 16) / 255).map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.18
}
