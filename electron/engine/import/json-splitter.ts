import { longestRecord } from './delimited-parser.ts'

/** One JSON value as text, with the physical line on which it starts. */
export interface JsonRecord {
  line: number
  raw: string
}

/**
 * `lines`: one value a line. `values`: an array, several arrays, or values one after another, over any number of lines.
 * `pages`: values of which some are answers of an API whose `items` are the records. `messages`: one object whose `messages` are the records.
 */
export type JsonShape = 'lines' | 'values' | 'pages' | 'messages'

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

export class LineSplitter implements JsonSplitter {
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

export class ValueSplitter implements JsonSplitter {
  private buffer = ''
  /** Where scanning goes on in `buffer`. */
  private at = 0
  /** Where the current value begins in `buffer`; −1 between values. */
  private start = -1
  private startLine = 1
  private line: number
  /** Brackets open within the current value. */
  private depth = 0
  private inString = false
  private inArray = false
  /** An array has ended. */
  private ended = false
  private records: JsonRecord[] = []

  /** What follows the end of the only array. */
  private tail: string | null = null

  constructor(
    line = 1,
    private readonly keepsNewlines = false,
    /** The text is one array and something behind it. */
    private readonly oneArray = false,
  ) {
    this.line = line
  }

  /** The text behind the only array; null while that has not ended. */
  behind(): string | null {
    return this.tail
  }

  push(text: string): JsonRecord[] {
    if (this.tail !== null) {
      this.tail = (this.tail + text).slice(0, longestRecord)
      return []
    }
    this.buffer += text
    while (this.at < this.buffer.length) {
      if (this.oneArray && this.ended) {
        this.tail = this.buffer.slice(this.at)
        this.at = this.buffer.length
        break
      }
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
    this.ended = true
    this.at++
  }

  private finish(end: number): void {
    const raw = this.buffer.slice(this.start, end)
    this.records.push({ line: this.startLine, raw: this.keepsNewlines ? raw : onOneLine(raw) })
    this.start = -1
  }
}

const onOneLine = (raw: string): string => (raw.includes('\n') ? raw.replaceAll(/[\r\n]+/g, ' ') : raw)

const scalar = '[-+.\\w]+'
const pageHead = new RegExp(`^\\{\\s*(?:"(?:total_count|incomplete_results|search_type|has_more|quota_max|quota_remaining|backoff)"\\s*:\\s*${scalar}\\s*,\\s*)*"items"\\s*:\\s*\\[`)
const pageTail = new RegExp(`^\\]\\s*(?:,\\s*"\\w+"\\s*:\\s*${scalar}\\s*)*\\}$`)

/** True where the text begins with an answer such as `{"total_count":2,"incomplete_results":false,"items":[…`. */
export const beginsPage = (text: string): boolean => pageHead.test(text)

/** The items that a first page longer than the text shows. */
export function itemsShown(text: string): JsonRecord[] {
  const begin = text.trimStart()
  const head = pageHead.exec(begin)?.[0]
  try {
    return head === undefined ? [] : new ValueSplitter().push(begin.slice(head.length - 1))
  } catch (thrown) {
    if (thrown instanceof JsonCutError) return []
    throw thrown
  }
}

export class PageSplitter implements JsonSplitter {
  private readonly values = new ValueSplitter(1, true)

  push(text: string): JsonRecord[] {
    return this.values.push(text).flatMap(itemsOf)
  }

  end(): JsonRecord[] {
    return this.values.end().flatMap(itemsOf)
  }
}

/** The items of a page; any other value, such as an error among the pages, is a record itself. */
function itemsOf({ line, raw }: JsonRecord): JsonRecord[] {
  const head = pageHead.exec(raw)?.[0]
  const end = raw.lastIndexOf(']')
  if (head === undefined || !pageTail.test(raw.slice(end))) return [{ line, raw: onOneLine(raw) }]
  const items = new ValueSplitter(line + (head.match(/\n/g)?.length ?? 0))
  return [...items.push(raw.slice(head.length - 1, end + 1)), ...items.end()]
}
