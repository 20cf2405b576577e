import type { XmlHandler } from './xml.ts'
import { XmlError, attribute } from './xml.ts'
import { plainText } from './shared-strings.ts'

/** A cell as stored: what its text means is known once styles and shared texts are. */
export interface StoredCell {
  kind: 'number' | 'shared' | 'text' | 'boolean'
  value: string
  style: number
}

export interface StoredRow {
  /** Number of the row in its sheet, from 1. */
  number: number
  /** By column; missing cells are undefined. */
  cells: (StoredCell | undefined)[]
}

const mostColumns = 16_384
const mostRows = 1_048_576
const longestRow = 16 << 20

/** Collects the rows of a worksheet from its XML; formulas are passed over for the values stored beside them. */
export class SheetRows implements XmlHandler {
  /** Complete rows not taken yet. */
  rows: StoredRow[] = []
  /** Cells that hold a formula and no value. */
  unvalued = 0
  private row: StoredRow | null = null
  private lastNumber = 0
  private column = 0
  private type = ''
  private style = 0
  private value: string | null = null
  private formula = false
  private collecting = false
  private hints = 0
  private length = 0

  open(name: string, attributes: string): void {
    switch (name) {
      case 'row':
        this.openRow(attributes)
        return
      case 'c':
        this.openCell(attributes)
        return
      case 'f':
        this.formula = true
        return
      case 'rPh':
        this.hints++
        return
      case 'v':
      case 't':
        if (this.row === null || this.hints > 0) return
        this.value ??= ''
        this.collecting = true
    }
  }

  text(text: string): void {
    if (!this.collecting) return
    this.length += text.length
    if (this.length > longestRow) throw new XmlError(`row ${this.row?.number ?? 0} is longer than 16 MB`)
    this.value = (this.value ?? '') + text
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.collecting = false
    else if (name === 'rPh') this.hints--
    else if (name === 'c') this.closeCell()
    else if (name === 'row' && this.row) {
      this.rows.push(this.row)
      this.row = null
    }
  }

  private openRow(attributes: string): void {
    const written = Number(attribute(attributes, 'r') ?? this.lastNumber + 1)
    if (!Number.isInteger(written) || written <= this.lastNumber || written > mostRows) throw new XmlError(`row ${attribute(attributes, 'r') ?? this.lastNumber + 1} follows row ${this.lastNumber}`)
    this.lastNumber = written
    this.row = { number: written, cells: [] }
    this.column = 0
    this.length = 0
  }

  private openCell(attributes: string): void {
    const reference = attribute(attributes, 'r')
    if (reference !== undefined) this.column = columnOf(reference)
    if (this.column >= mostColumns) throw new XmlError(`cell ${reference ?? ''} lies beyond the last column of a sheet`)
    this.type = attribute(attributes, 't') ?? 'n'
    this.style = Number(attribute(attributes, 's') ?? '0')
    this.value = null
    this.formula = false
  }

  private closeCell(): void {
    if (this.row && this.value !== null && this.value !== '') this.row.cells[this.column] = { kind: kinds[this.type] ?? 'text', value: this.type === 'n' || this.type === 's' ? this.value : plainText(this.value), style: this.style }
    else if (this.formula && this.type !== 'str') this.unvalued++
    this.column++
  }
}

const kinds: Readonly<Record<string, StoredCell['kind']>> = { n: 'number', s: 'shared', b: 'boolean' }

/** 0 for `A12`, 27 for `AB3`. */
function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & 0xdf
    if (letter < 0x41 || letter > 0x5a) {
      if (at > 0) return column - 1
      break
    }
    column = column * 26 + letter - 0x40
    if (column > mostColumns) break
  }
  throw new XmlError(`“${reference.slice(0, 20)}” is no cell`)
}
