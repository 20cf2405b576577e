export type Cell = string | number | boolean | null | undefined

const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 4 })

/** A cell as a person reads it; what is undefined is `–`. */
export function cellWords(cell: Cell): string {
  if (cell === null || cell === undefined) return '–'
  if (typeof cell === 'number') return number.format(cell)
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  return visible(cell)
}

/** Columns a cell may take; what is longer is cut here and whole in --json. */
const widest = 300

// Text from files could otherwise move the cursor, colour the screen or turn the direction of writing.
const visible = (text: string): string => shortened(text).replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ')

/** Characters of the file that are looked at: more than `widest` as a reader counts them can hold, but for heaps of accents. */
const most = 12 * widest

/** At most `widest` characters as a reader counts them. */
function shortened(text: string): string {
  if (text.length <= widest) return text
  const characters = [...segments.segment(text.slice(0, most))].map(({ segment }) => segment)
  return text.length <= most && characters.length <= widest ? text : `${characters.slice(0, widest - 1).join('')}…`
}

/** Columns aligned by their widest cell, numbers to the right; `–` follows its column. */
export function alignedTable(headers: readonly string[], rows: readonly (readonly Cell[])[], asWords = cellWords): string {
  const words = rows.map((row) => headers.map((_, index) => asWords(row[index])))
  const widths = headers.map((header, index) => Math.max(widthOf(header), ...words.map((row) => widthOf(row[index] ?? ''))))
  const isNumeric = headers.map((_, index) => rows.some((row) => typeof row[index] === 'number') && rows.every((row) => typeof row[index] !== 'string'))
  const line = (cells: readonly string[]) => cells.map((cell, index) => padded(cell, widths[index] ?? 0, isNumeric[index] === true)).join('  ').trimEnd()
  return [line(headers), line(widths.map((width) => '─'.repeat(width))), ...words.map(line)].map((text) => `${text}\n`).join('')
}

const padded = (text: string, width: number, right: boolean): string => {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  return right ? space + text : text + space
}

const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const wide = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}/u

/** Columns of a terminal that a text takes. */
const widthOf = (text: string): number => [...segments.segment(text)].reduce((width, { segment }) => width + (wide.test(segment) ? 2 : 1), 0)
