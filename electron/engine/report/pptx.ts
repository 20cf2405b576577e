import PptxGenJS from 'pptxgenjs'
import { printable } from './escape.ts'
import type { Block, Chart, ReportModel, Section, Table, Text } from './model.ts'
import { cellText, plainText } from './model.ts'
import { addChart } from './pptx-chart.ts'
import { withIntervals } from './pptx-intervals.ts'
import { tablePages } from './pptx-pages.ts'

type Slide = PptxGenJS.Slide

const ink = '1B2330'
const soft = '4D5664'
const [left, width] = [0.6, 12.1]
const findingsPerSlide = 6

const words = (text: Text): string => printable(plainText(text))

/** The report as slides with charts that can be edited; the notes say what each figure means. */
export async function reportPptx(model: ReportModel): Promise<Uint8Array> {
  const deck = new PptxGenJS()
  deck.layout = 'LAYOUT_WIDE'
  deck.title = printable(model.title)
  deck.company = ''
  deck.author = 'Bandstand'
  const accent = model.accent.slice(1)
  titleSlide(deck, model)
  for (const section of model.sections) sectionSlides(section, { add: (heading) => contentSlide(deck, heading, accent) })
  const charts = model.sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : [])))
  // Asked for as bytes it gives bytes.
  return withIntervals((await deck.write({ outputType: 'uint8array' })) as Uint8Array, charts)
}

function titleSlide(deck: PptxGenJS, { title, subtitle, introduction, logo, accent }: ReportModel): void {
  const slide = deck.addSlide()
  slide.addShape('rect', { x: 0, y: 0, w: 13.33, h: 0.25, fill: { color: accent.slice(1) }, line: { color: accent.slice(1) } })
  if (logo !== null) slide.addImage({ data: logo, x: left, y: 0.7, w: 2.6, h: 0.9, sizing: { type: 'contain', w: 2.6, h: 0.9 } })
  slide.addText(printable(title), { x: left, y: 1.9, w: width, h: 1.6, fontSize: 34, bold: true, color: ink, valign: 'bottom', fit: 'shrink' })
  slide.addText(words(subtitle), { x: left, y: 3.6, w: width, h: 0.6, fontSize: 16, color: soft })
  if (introduction.length > 0) slide.addText(introduction.map((text) => ({ text: words(text), options: { breakLine: true } })), { x: left, y: 4.3, w: width, h: 2.7, fontSize: 14, color: ink, valign: 'top', fit: 'shrink' })
}

function contentSlide(deck: PptxGenJS, heading: string, accent: string): Slide {
  const slide = deck.addSlide()
  slide.addText(printable(heading), { x: left, y: 0.35, w: width, h: 0.6, fontSize: heading.length > 60 ? 18 : 22, bold: true, color: ink })
  slide.addShape('line', { x: left, y: 1, w: width, h: 0, line: { color: accent, width: 1.5 } })
  return slide
}

interface Deck {
  add: (heading: string) => Slide
}

/** Sentences stand above the chart that follows them; those without a chart share slides. */
function sectionSlides({ title, blocks }: Section, deck: Deck): void {
  let waiting: Text[] = []
  const flush = () => {
    bulletSlides(title, waiting, deck)
    waiting = []
  }
  for (const block of blocks) {
    if (block.kind === 'chart') {
      chartSlide(title, { chart: block.chart, sentences: waiting }, deck)
      waiting = []
    } else if (block.kind === 'table') {
      flush()
      if (block.table.isReference !== true) tableSlides(block.table, deck)
    } else waiting.push(...sentencesOf(block))
  }
  flush()
}

function sentencesOf(block: Exclude<Block, { kind: 'chart' | 'table' }>): Text[] {
  if (block.kind === 'findings') return [...block.items]
  return block.kind === 'text' ? [block.text] : block.items.map(({ term, text }) => [`${term}: `, ...text])
}

function bulletSlides(title: string, sentences: readonly Text[], { add }: Deck): void {
  for (let from = 0; from < sentences.length; from += findingsPerSlide) {
    const shown = sentences.slice(from, from + findingsPerSlide)
    add(title).addText(shown.map((text) => ({ text: words(text), options: { bullet: true, breakLine: true, paraSpaceAfter: 10 } })), { x: left, y: 1.2, w: width, h: 5.8, fontSize: 17, color: ink, valign: 'top', fit: 'shrink' })
  }
}

function chartSlide(title: string, { chart, sentences }: { chart: Chart; sentences: readonly Text[] }, { add }: Deck): void {
  const slide = add(`${title}: ${chart.title}`)
  if (sentences.length > 0) slide.addText(sentences.map(words).join(' '), { x: left, y: 1.1, w: width, h: 0.9, fontSize: 15, bold: true, color: ink, valign: 'top', fit: 'shrink' })
  slide.addText(words(chart.caption), { x: left, y: 6.85, w: width, h: 0.45, fontSize: 11, color: soft })
  const height = 0.32 * (chart.categories.length + 1)
  addChart(slide, chart, { x: left, y: 2, w: width, h: 4.7 - height })
  addFigures(slide, chart, 6.8 - height)
  slide.addNotes([words(chart.caption), ...chart.definitions.map(({ term, text }) => `${printable(term)}: ${words(text)}`)].join('\n'))
}

/** The figures of a chart as they are printed everywhere, with both ends of their intervals. */
function addFigures(slide: Slide, { categories, series, title }: Chart, y: number): void {
  const right = { align: 'right' as const }
  const head = [{ text: printable(title), options: { bold: true } }, ...series.map(({ name }) => ({ text: printable(name), options: { ...right, bold: true } }))]
  const rows = categories.map(({ label, n }, index) => [
    { text: printable(`${label} (${plainText(n)})`) },
    ...series.map(({ points }) => {
      const { value, low, high } = points[index] ?? {}
      return { text: `${value?.text ?? ''}${low !== undefined && high !== undefined && low.value !== null ? `   ${low.text} – ${high.text}` : ''}`, options: right }
    }),
  ])
  slide.addTable([head, ...rows], { x: left, y, w: width, rowH: 0.3, fontSize: 11, color: ink, valign: 'middle', border: { type: 'solid', pt: 0.5, color: 'D9DEE6' }, margin: 0.04 })
}

function tableSlides(table: Table, { add }: Deck): void {
  const { title, columns, note } = table
  const total = columns.reduce((sum, { width: share = 1 }) => sum + share, 0)
  const widths = columns.map(({ width: share = 1 }) => (share / total) * width)
  const size = columns.length > 7 ? 10 : 11
  const head = columns.map(({ header, isNumber }) => ({ text: printable(header), options: { bold: true, align: isNumber ? 'right' as const : 'left' as const, fill: { color: 'E8EAED' } } }))
  const pages = tablePages(table.rows.map((row) => row.map(cellText)), { widths, size })
  pages.forEach((rows, page) => {
    const slide = add(title)
    const body = rows.map((row) => row.map((cell, index) => ({ text: printable(cell), options: { align: columns[index]?.isNumber ? 'right' as const : 'left' as const } })))
    slide.addTable([head, ...body], { x: left, y: 1.2, w: width, colW: widths, fontSize: size, color: ink, valign: 'top', border: { type: 'solid', pt: 0.5, color: 'D9DEE6' }, margin: [0.05, 0.1, 0.05, 0.1] })
    if (note !== undefined && page === pages.length - 1) slide.addText(words(note), { x: left, y: 6.95, w: width, h: 0.35, fontSize: 11, color: soft })
  })
}
