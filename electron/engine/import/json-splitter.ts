import { longestRecord } from './delimited-parser.ts'

/** One JSON value as text, with the physical line on which it starts. */
export interface JsonRecord {
  line: number
  raw: string
}

/** `lines`: one value a line. `values`: an array, several arrays, or values one after another, over any number of lines. */
export type JsonShape = 'lines' | 'values'

export type Cut = { kind: 'cut'; line: number } | { kind: 'stray'; line: number; text: string } | { kind: 'long'; line: number }

export class JsonCutError extends Error {
  constructor(
    readonly cut: Cut,
    /** Records found since the last `push` returned. */
    readonly before: number,
  ) {
    super(cut.kind)
  }
}

export interface JsonSplitter {
  push(text: string): JsonRecord[]
  /** Throws a JsonCutError where the text ends inside a value. */
  end(): JsonRecord[]
}

export const jsonSplitter = (shape: JsonShape): JsonSplitter => (shape === 'lines' ? new LineSplitter() : new ValueSplitter())

class LineSplitter implements JsonSplitter {
  private rest = ''
  private line = 1

  push(text: string): JsonRecord[] {
    const records: JsonRecord[] = []
    let start = 0
    for (let newline = text.indexOf('\n'); newline >= 0; newline = text.indexOf('\n', start)) {
      const raw = (this.rest + text.slice(start, newline)).trim()
      this.rest = ''
      if (raw !== '') records.push({ line: this.line, raw })
      this.line++
      start = newline + 1
    }
    this.rest += text.slice(start)
    if (this.rest.length > longestRecord) throw new JsonCutError({ kind: 'long', line: this.line }, records.length)
    return records
  }

  end(): JsonRecord[] {
    const raw = this.rest.trim()
    return raw === '' ? [] : [{ line: this.line, raw }]
  }
}

const opens = new Set(['{', '['])
const spaces = new Set([' ', '\t', '\r', '\n', ','])

class ValueSplitter implements JsonSplitter {
  private buffer = ''
  /** Where scanning goes on in `buffer`. */
  private at = 0
  /** Where the current value begins in `buffer`; −1 between values. */
  private start = -1
  private startLine = 1
  private line = 1
  /** Brackets open within the current value. */
  private depth = 0
  private inString = false
  private inArray = false
  private records: JsonRecord[] = []

  push(text: string): JsonRecord[] {
    this.buffer += text
    while (this.at < this.buffer.length) {
      if (this.inString) {
        if (!this.skipString()) break
      } else this.step(this.buffer.charAt(this.at))
    }
    const from = this.start < 0 ? this.at : this.start
    this.buffer = this.buffer.slice(from)
    this.at -= from
    if (this.start >= 0) this.start = 0
    if (this.buffer.length > longestRecord) throw new JsonCutError({ kind: 'long', line: this.startLine }, this.records.length)
    const { records } = this
    this.records = []
    return records
  }

  end(): JsonRecord[] {
    if (this.start >= 0 && this.depth === 0 && !this.inString && !this.inArray) this.finish(this.at)
    if (this.start >= 0 || this.inArray) throw new JsonCutError({ kind: 'cut', line: this.line }, this.records.length)
    const { records } = this
    this.records = []
    return records
  }

  /** Moves behind the closing quote; false while it has not arrived. */
  private skipString(): boolean {
    for (; this.at < this.buffer.length; this.at++) {
      const char = this.buffer[this.at]
      if (char === '\\') {
        // The escaped character may not have arrived yet.
        if (this.at + 1 >= this.buffer.length) return false
        this.at++
      } else if (char === '"') {
        this.at++
        this.inString = false
        return true
      } else if (char === '\n') this.line++
    }
    return false
  }

  private step(char: string): void {
    if (char === '"') {
      this.begin()
      this.inString = true
    } else if (opens.has(char)) {
      if (char === '[' && this.start < 0 && !this.inArray) this.inArray = true
      else {
        this.begin()
        this.depth++
      }
    } else if (char === '}' || char === ']') {
      this.close(char)
      return
    } else if (spaces.has(char)) {
      if (this.start >= 0 && this.depth === 0) this.finish(this.at)
      if (char === '\n') this.line++
    } else this.begin()
    this.at++
  }

  private begin(): void {
    if (this.start >= 0) return
    this.start = this.at
    this.startLine = this.line
  }

  private close(char: string): void {
    if (this.start >= 0 && this.depth > 0) {
      this.depth--
      this.at++
      if (this.depth === 0) this.finish(this.at)
      return
    }
    if (this.start >= 0) this.finish(this.at)
    if (char !== ']' || !this.inArray) throw new JsonCutError({ kind: 'stray', line: this.line, text: char }, this.records.length)
    this.inArray = false
    this.at++
  }

  private finish(end: number): void {
    const raw = this.buffer.slice(this.start, end)
    this.records.push({ line: this.startLine, raw: raw.includes('\n') ? raw.replaceAll(/[\r\n]+/g, ' ') : raw })
    this.start = -1
  }
}
