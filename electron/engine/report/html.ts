import { createHash } from 'node:crypto'
import { chartSvg } from './chart-svg.ts'
import { escaped } from './escape.ts'
import { pageStyle } from './html-style.ts'
import type { Block, Cell, Quantity, ReportModel, Table, Text } from './model.ts'

const font = 'Inter, system-ui, -apple-system, Segoe UI, Roboto, Arial, sans-serif'

/** The report as one page that needs nothing besides itself: no script, no reference to anything outside, and a policy that allows none. */
export function reportHtml(model: ReportModel): string {
  const style = pageStyle(model.accent, font)
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; img-src data:; base-uri 'none'; form-action 'none'`
  const contents = model.sections.length > 2 ? `<nav><ol>${model.sections.map(({ id, title }) => `<li><a href="#${id}">${escaped(title)}</a></li>`).join('')}</ol></nav>` : ''
  const sections = model.sections.map(({ id, title, blocks }) => `<section id="${id}"><h2>${escaped(title)}</h2>\n${blocks.map((block) => blockHtml(block, model)).join('\n')}</section>`)
  return `<!doctype html>
<html lang="${model.language}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${escaped(policy)}"><meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(model.title)}</title><style>${style}</style></head><body><main>
<header>${model.logo === null ? '' : `<img class="logo" alt="" src="${escaped(model.logo)}">`}<h1>${escaped(model.title)}</h1><p class="subtitle">${textHtml(model.subtitle)}</p></header>
${model.introduction.map((text) => `<p class="introduction">${textHtml(text)}</p>`).join('\n')}
${contents}
${sections.join('\n')}
</main></body></html>
`
}

const quantityHtml = ({ value, text }: Quantity, name?: string): string =>
  value === null ? escaped(text) : `<data value="${value}"${name === undefined ? '' : ` id="${escaped(name)}"`}>${escaped(text)}</data>`

const textHtml = (text: Text): string => text.map((run) => (typeof run === 'string' ? escaped(run) : quantityHtml(run))).join('')
const cellHtml = (cell: Cell): string => (cell === null ? '' : typeof cell === 'string' ? escaped(cell) : quantityHtml(cell))

function blockHtml(block: Block, { language }: ReportModel): string {
  switch (block.kind) {
    case 'findings': return `<ul class="findings">${block.items.map((item) => `<li>${textHtml(item)}</li>`).join('\n')}</ul>`
    case 'text': return `<p>${textHtml(block.text)}</p>`
    case 'chart': return `<figure><figcaption><strong>${escaped(block.chart.title)}</strong> ${textHtml(block.chart.caption)}</figcaption>${chartSvg(block.chart, { language, font })}</figure>`
    case 'table': return tableHtml(block.table)
    case 'definitions': return `<dl>${block.items.map(({ term, text }) => `<dt>${escaped(term)}</dt><dd>${textHtml(text)}</dd>`).join('\n')}</dl>`
  }
}

function tableHtml({ id, title, columns, rows, note }: Table): string {
  const head = columns.map(({ header, isNumber }) => `<th scope="col"${isNumber ? ' class="number"' : ''}>${escaped(header)}</th>`).join('')
  // Every figure by its name: here each can be found again.
  const cell = (value: Cell): string => (id === 'figures' && value !== null && typeof value !== 'string' && 'name' in value ? quantityHtml(value, String(value.name)) : cellHtml(value))
  const body = rows.map((row) => `<tr>${row.map((value, index) => `<td${columns[index]?.isNumber ? ' class="number"' : ''}>${cell(value)}</td>`).join('')}</tr>`).join('\n')
  const total = columns.reduce((sum, { width = 1 }) => sum + width, 0)
  const shares = columns.map(({ width = 1 }) => `<col width="${Math.round((100 * width) / total)}%">`).join('')
  return `<div class="table"><table id="table-${id}"><caption>${escaped(title)}</caption><colgroup>${shares}</colgroup><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>${note === undefined ? '' : `<p class="note">${textHtml(note)}</p>`}`
}
