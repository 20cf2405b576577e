import { longestRecord } from '../delimited-parser.ts'
import type { NumberKind } from './cell-formats.ts'
import { numberText } from './cell-text.ts'
import type { SharedStrings } from './shared-strings.ts'
import type { StoredCell, StoredRow } from './sheet-rows.ts'
import { XmlError } from './xml.ts'

/** What turns the stored cells of a workbook into texts. */
export interface CellTexts {
  strings: SharedStrings
  kinds: readonly NumberKind[]
  from1904: boolean
}

export const filledCells = ({ cells }: StoredRow): number => cells.filter((cell) => cell !== undefined).length

/**
 * Rows of a sheet as CSV. Every row of the sheet is one record, blank ones and those above the header included, so that the number of a record
 * is the number of its row. Rows are filled up to the width of the header.
 */
export class SheetCsv {
  private next = 1
  private width = 0

  constructor(
    private readonly texts: CellTexts,
    private readonly headerRow: number,
  ) {}

  line({ number, cells }: StoredRow): string {
    const blank = '\n'.repeat(number - this.next)
    this.next = number + 1
    if (number < this.headerRow || cells.length === 0) return `${blank}\n`
    const written: string[] = []
    let length = 0
    for (let index = 0; index < cells.length; index++) {
      const cell = cells[index]
      const text = cell === undefined ? '' : quoted(this.text(cell, number))
      length += text.length
      if (length > longestRecord) throw new XmlError(`row ${number} is longer than 16 MB`)
      written.push(text)
    }
    if (number === this.headerRow) this.width = written.length
    while (written.length < this.width) written.push('')
    return `${blank}${written.join(',')}\n`
  }

  private text({ kind, value, style }: StoredCell, row: number): string {
    switch (kind) {
      case 'shared': {
        const text = this.texts.strings.at(Number(value))
        if (text === undefined) throw new XmlError(`a cell of row ${row} refers to text ${value.slice(0, 20)}, which is not there`)
        return text
      }
      case 'number':
        return numberText(value, this.texts.kinds[style] ?? 'number', this.texts.from1904)
      case 'boolean':
        return value === '1' || value === 'true' ? 'true' : 'false'
      case 'text':
        return value
    }
  }
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
