import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { Chart, ChartPoint } from './model.ts'

const chartPart = /^ppt\/charts\/chart(\d+)\.xml$/

/** Draws the interval of every figure as an error bar of its series, which pptxgenjs cannot. `charts` in the order in which they were added to the slides. */
export function withIntervals(deck: Uint8Array, charts: readonly Chart[]): Uint8Array {
  const files = unzipSync(deck)
  const numberOf = (name: string): number => Number(chartPart.exec(name)?.[1])
  const parts = Object.keys(files).filter((name) => chartPart.test(name)).sort((left, right) => numberOf(left) - numberOf(right))
  if (parts.length !== charts.length) throw new Error(`The slides hold ${parts.length} charts and not ${charts.length}.`)
  const changed = parts.map((name, index): [string, Uint8Array] => [name, strToU8(chartWithIntervals(strFromU8(files[name] ?? new Uint8Array()), charts[index]?.series ?? []))])
  return zipSync({ ...files, ...Object.fromEntries(changed) })
}

/** The series of a chart stand in its part in their order; error bars come before the names of categories. */
function chartWithIntervals(xml: string, series: Chart['series']): string {
  let index = -1
  return xml.replaceAll('<c:cat>', (categories) => {
    index += 1
    return errorBars(series[index]?.points ?? []) + categories
  })
}

type Known = Record<'value' | 'low' | 'high', number>

function knownOf({ value, low, high }: ChartPoint): Known | null {
  const [at, from, to] = [value.value, low?.value ?? null, high?.value ?? null]
  return at === null || from === null || to === null ? null : { value: at, low: from, high: to }
}

function errorBars(points: readonly ChartPoint[]): string {
  const known = points.map(knownOf)
  if (known.every((each) => each === null)) return ''
  const lengths = (of: (each: Known) => number) =>
    `<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="${points.length}"/>${known.map((each, index) => (each === null ? '' : `<c:pt idx="${index}"><c:v>${Math.max(0, of(each))}</c:v></c:pt>`)).join('')}</c:numLit>`
  return `<c:errBars><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/><c:plus>${lengths(({ value, high }) => high - value)}</c:plus><c:minus>${lengths(({ value, low }) => value - low)}</c:minus><c:spPr><a:ln w="19050"><a:solidFill><a:srgbClr val="1B2330"/></a:solidFill></a:ln></c:spPr></c:errBars>`
}
