// @ts-expect-error: the package has no types of its own
import untyped from 'pdfmake'
import { chartSvg } from './chart-svg.ts'
import { printable } from './escape.ts'
import { type FontFiles, isFontFile, withFontFiles } from './pdf-fonts.ts'
import { type Block, type Cell, cellText, plainText, type ReportModel, type Table, type Text } from './model.ts'

interface Pdfmake {
  setFonts: (fonts: Record<string, FontFiles>) => void
  setUrlAccessPolicy: (allows: (url: string) => boolean) => void
  setLocalAccessPolicy: (allows: (path: string) => boolean) => void
  createPdf: (definition: object) => { getBuffer: () => Promise<Buffer> }
}

// What its documentation names, of which reports use this.
const pdfmake = untyped as Pdfmake
// Nothing is fetched, and of files only the fonts are read.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy(isFontFile)

type Node = Readonly<Record<string, unknown>>

const margin = 40
const contentWidth = 595.28 - 2 * margin

/** The report as pages; the first is for whoever decides and holds the findings. */
export async function reportPdf(model: ReportModel): Promise<Uint8Array> {
  const { title, subtitle, introduction, sections, accent, logo, language } = model
  const head: Node[] = [
    { canvas: [{ type: 'rect', x: 0, y: 0, w: contentWidth, h: 5, color: accent }], margin: [0, 0, 0, 14] },
    ...(logo === null ? [] : [{ image: logo, fit: [180, 44], margin: [0, 0, 0, 12] }]),
    { text: printable(title), style: 'title' },
    { text: words(subtitle), color: '#4d5664', margin: [0, 2, 0, 12] },
    ...introduction.map((text) => ({ text: words(text), margin: [0, 0, 0, 8] })),
  ]
  const body = sections.flatMap(({ id, title: heading, blocks }, index): Node[] => [
    { text: printable(heading), style: 'heading', ...(index === 1 && sections[0]?.id === 'findings' ? { pageBreak: 'before' } : {}) },
    ...blocks.flatMap((block) => blockNodes(block, { model, isDecision: id === 'findings' })),
  ])
  const definition = {
    pageSize: 'A4', pageMargins: [margin, margin, margin, 46], info: { title: printable(title) }, lang: language,
    defaultStyle: { font: 'Roboto', fontSize: 9.5, lineHeight: 1.25, color: '#1b2330' },
    styles: { title: { fontSize: 20, bold: true, lineHeight: 1.1 }, heading: { fontSize: 14, bold: true, color: accent, margin: [0, 16, 0, 6] }, strong: { bold: true }, small: { fontSize: 8.5, color: '#4d5664' } },
    footer: (page: number, pages: number) => ({ columns: [{ text: printable(title).slice(0, 90) }, { text: `${page} / ${pages}`, alignment: 'right', width: 60 }], fontSize: 8, color: '#4d5664', margin: [margin, 14, margin, 0] }),
    content: [...head, ...body],
    // A heading does not stay behind at the foot of a page; below this much of it, no row of a table has room.
    pageBreakBefore: ({ style, startPosition }: { style?: string; startPosition: { verticalRatio: number } }) => style === 'heading' && startPosition.verticalRatio > 0.8,
  }
  return withFontFiles((roboto) => {
    pdfmake.setFonts({ Roboto: roboto })
    return pdfmake.createPdf(definition).getBuffer()
  })
}

const words = (text: Text): string => printable(plainText(text))

function blockNodes(block: Block, { model: { language }, isDecision }: { model: ReportModel; isDecision: boolean }): Node[] {
  switch (block.kind) {
    case 'findings': return isDecision ? decisionNodes(block.items) : [{ ul: block.items.map((item) => ({ text: words(item), margin: [0, 0, 0, 3] })), margin: [0, 0, 0, 8] }]
    case 'text': return [{ text: words(block.text), margin: [0, 0, 0, 6] }]
    case 'definitions': return block.items.map(({ term, text }) => ({ text: [{ text: `${printable(term)}: `, style: 'strong' }, words(text)], margin: [0, 0, 0, 4] }))
    case 'table': return tableNodes(block.table)
    case 'chart': return [{
      unbreakable: true,
      stack: [
        { text: printable(block.chart.title), bold: true, margin: [0, 6, 0, 0] }, { text: words(block.chart.caption), style: 'small', margin: [0, 0, 0, 4] },
        { svg: chartSvg(block.chart, { language, font: 'Roboto' }), width: 440, margin: [0, 0, 0, 10] },
      ],
    }]
  }
}

/** The answer large, what supports it below. */
const decisionNodes = ([first = [], ...others]: readonly Text[]): Node[] => [
  { text: words(first), fontSize: 14, bold: true, margin: [0, 0, 0, 12] },
  { ul: others.map((item) => ({ text: words(item), margin: [0, 0, 0, 5] })), fontSize: 10.5 },
]

function tableNodes({ title, columns, rows, note }: Table): Node[] {
  const padding = 10
  const total = columns.reduce((sum, { width = 1 }) => sum + width, 0)
  const widths = columns.map(({ width = 1 }) => (width / total) * (contentWidth - columns.length * padding))
  const cell = (value: Cell, index: number): Node => ({ text: printable(cellText(value)), ...(columns[index]?.isNumber ? { alignment: 'right' } : {}) })
  // Part of the head, the title stays with the table and stands on each of its pages.
  const heading = columns.map((_, index): Node => (index === 0 ? { text: printable(title), bold: true, fontSize: 9.5, colSpan: columns.length } : {}))
  return [
    {
      margin: [0, 8, 0, note === undefined ? 8 : 0],
      fontSize: columns.length > 7 ? 7.5 : 8.5,
      table: { headerRows: 2, dontBreakRows: true, keepWithHeaderRows: 1, widths, body: [heading, columns.map(({ header }, index) => ({ ...cell(header, index), bold: true })), ...rows.map((row) => row.map(cell))] },
      layout: {
        hLineWidth: (line: number) => (line < 2 ? 0 : line === 2 ? 1 : 0.5), vLineWidth: () => 0, hLineColor: () => '#b6bfcc', paddingLeft: () => padding / 2, paddingRight: () => padding / 2, paddingTop: () => 2.5, paddingBottom: () => 2.5,
      },
    },
    ...(note === undefined ? [] : [{ text: words(note), style: 'small', margin: [0, 3, 0, 6] }]),
  ]
}
