/** One record of a delimited file. `problem` says why its cells cannot be trusted. */
export interface DelimitedRecord {
  /** Physical line on which it starts, from 1. */
  line: number
  raw: string
  cells: string[]
  problem?: string
}

export const longestRecord = 16 << 20

interface Scanned {
  cells: string[]
  end: number
  lines: number
  problem?: string
}

/** Splits text into records as it arrives. Blank lines are skipped; an unclosed quote costs one line, not the rest of the file. */
export class DelimitedParser {
  private buffer = ''
  private line = 1
  /** Within a record too long to be kept, up to its end. */
  private isSkipping = false

  constructor(
    /** Null: every line is one cell. */
    private readonly delimiter: string | null,
    /** Count every record as one line. */
    private readonly sheet = false,
  ) {}

  push(text: string): DelimitedRecord[] {
    this.buffer += this.isSkipping ? this.behindLong(text) : text
    return this.take(false)
  }

  end(): DelimitedRecord[] {
    return this.take(true)
  }

  /** What follows the line that is skipped. */
  private behindLong(text: string): string {
    const newline = text.indexOf('\n')
    if (newline < 0) return ''
    this.isSkipping = false
    this.line += this.sheet ? 0 : 1
    return text.slice(newline + 1)
  }

  private take(final: boolean): DelimitedRecord[] {
    const records: DelimitedRecord[] = []
    let start = 0
    while (start < this.buffer.length) {
      const scanned = this.delimiter === null ? scanLine(this.buffer, start, final) : scanRecord(this.buffer, start, this.delimiter, final)
      const found = scanned ?? (final || this.buffer.length - start > longestRecord ? runaway(this.buffer, start) : undefined)
      if (!found) break
      if (found.problem === tooLong) this.isSkipping = found.lines === 0
      const raw = this.buffer.slice(start, found.end).replace(/\r?\n$|\r$/, '')
      if (raw.trim() !== '') records.push({ line: this.line, raw, cells: found.cells, ...(found.problem === undefined ? {} : { problem: found.problem }) })
      this.line += this.sheet ? 1 : found.lines
      start = found.end
    }
    this.buffer = this.buffer.slice(start)
    return records
  }
}

const tooLong = `The record is longer than ${longestRecord >> 20} MB.`

/** A quote that never closes: only its first line is lost. A line without an end is lost as a whole, whatever of it is still to come. */
function runaway(text: string, start: number): Scanned {
  const newline = text.indexOf('\n', start)
  if (newline < 0 && text.length - start > longestRecord) return { cells: [], end: text.length, lines: 0, problem: tooLong }
  return { cells: [], end: newline < 0 ? text.length : newline + 1, lines: 1, problem: newline - start > longestRecord ? tooLong : 'A quote is opened and never closed.' }
}

/** The line that begins at `start`, or undefined while its end has not arrived. */
function scanLine(text: string, start: number, final: boolean): Scanned | undefined {
  const stop = endOfPlain(text, start, '\n')
  if ((stop === text.length || (text[stop] === '\r' && stop + 1 === text.length)) && !final) return undefined
  const end = text[stop] === '\r' && text[stop + 1] === '\n' ? stop + 2 : Math.min(stop + 1, text.length)
  return { cells: [text.slice(start, stop)], end, lines: 1 }
}

/** The record that begins at `start`, or undefined while its end has not arrived. */
function scanRecord(text: string, start: number, delimiter: string, final: boolean): Scanned | undefined {
  const cells: string[] = []
  let at = start
  let lines = 0
  let problem: string | undefined
  for (;;) {
    if (text[at] === '"') {
      const quoted = scanQuoted(text, at)
      if (!quoted) return undefined
      lines += quoted.lines
      const after = endOfPlain(text, quoted.end, delimiter)
      if (after > quoted.end && text.slice(quoted.end, after).trim() !== '') problem = 'Text follows a closing quote.'
      cells.push(quoted.value)
      at = after
    } else {
      const end = endOfPlain(text, at, delimiter)
      cells.push(text.slice(at, end))
      at = end
    }
    const stop = text[at]
    if (stop === delimiter) {
      at++
      continue
    }
    if (stop === undefined && !final) return undefined
    // A carriage return at the very end may be half of CRLF.
    if (stop === '\r' && at + 1 === text.length && !final) return undefined
    const end = stop === undefined ? at : stop === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1
    return { cells, end, lines: lines + 1, ...(problem === undefined ? {} : { problem }) }
  }
}

function scanQuoted(text: string, start: number): { value: string; end: number; lines: number } | undefined {
  let at = start + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return undefined
    if (text[quote + 1] === '"') {
      at = quote + 2
      continue
    }
    // The quote may be the first half of a doubled one that has not arrived yet; the caller's `final` pass settles it.
    const inner = text.slice(start + 1, quote)
    return { value: inner.includes('"') ? inner.replaceAll('""', '"') : inner, end: quote + 1, lines: newlines(inner) }
  }
}

function endOfPlain(text: string, start: number, delimiter: string): number {
  let at = start
  while (at < text.length) {
    const char = text[at]
    if (char === delimiter || char === '\n' || char === '\r') break
    at++
  }
  return at
}

function newlines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}
