/** What a piece of XML says, in order; names come without their prefix. */
export interface XmlHandler {
  open(name: string, attributes: string): void
  close(name: string): void
  text(text: string): void
}

/** XML that is broken, or that no spreadsheet program writes. */
export class XmlError extends Error {}

const deepest = 64
const longestPiece = 16 << 20
const longestTag = 64 << 10

/**
 * Reads the XML of a workbook as it arrives: elements, attributes, text and CDATA. A document type is refused, so there are no entities but the five
 * of XML itself and nothing to expand.
 */
export class XmlReader {
  private buffer = ''
  private readonly path: string[] = []

  constructor(private readonly handler: XmlHandler) {}

  push(chunk: string): void {
    this.buffer += chunk
    let at = 0
    for (;;) {
      const bracket = this.buffer.indexOf('<', at)
      if (bracket < 0) break
      if (bracket > at) this.text(this.buffer.slice(at, bracket))
      const end = this.endOfMarkup(bracket)
      at = bracket
      if (end < 0) break
      this.markup(bracket, end)
      at = end
    }
    this.buffer = this.buffer.slice(at)
    if (this.buffer.length > longestPiece) throw new XmlError('it holds a text longer than 16 MB')
  }

  end(): void {
    if (this.buffer.trim() !== '' || this.path.length > 0) throw new XmlError(`it ends within ${this.path.at(-1) ?? 'an element'}`)
  }

  /** Position after the markup that begins at `start`, or −1 while its end has not arrived. */
  private endOfMarkup(start: number): number {
    const second = this.buffer[start + 1]
    if (second === '?') return this.behind('?>', start)
    if (second === '!') {
      if (this.buffer.startsWith('<!--', start)) return this.behind('-->', start)
      if (this.buffer.startsWith('<![CDATA[', start)) return this.behind(']]>', start)
      if (this.buffer.length - start < 9) return -1
      throw new XmlError('it declares a document type, which no spreadsheet program writes')
    }
    const end = endOfTag(this.buffer, start)
    if (end < 0 && this.buffer.length - start > longestTag) throw new XmlError('an element has more attributes than any has')
    return end
  }

  private behind(mark: string, start: number): number {
    const found = this.buffer.indexOf(mark, start + 2)
    return found < 0 ? -1 : found + mark.length
  }

  private markup(start: number, end: number): void {
    const second = this.buffer[start + 1]
    if (second === '?') return
    if (second === '!') {
      if (this.buffer.startsWith('<![CDATA[', start)) this.handler.text(this.buffer.slice(start + 9, end - 3))
      return
    }
    if (second === '/') {
      this.close(localName(this.buffer.slice(start + 2, end - 1).trim()))
      return
    }
    const empty = this.buffer[end - 2] === '/'
    const inner = this.buffer.slice(start + 1, end - (empty ? 2 : 1))
    const space = inner.search(/\s/)
    const name = localName(space < 0 ? inner : inner.slice(0, space))
    if (name === '' || this.path.length >= deepest) throw new XmlError(name === '' ? 'an element has no name' : `its elements are nested deeper than ${deepest}`)
    this.path.push(name)
    this.handler.open(name, space < 0 ? '' : inner.slice(space))
    if (empty) this.close(name)
  }

  private close(name: string): void {
    if (this.path.pop() !== name) throw new XmlError(`</${name}> closes an element that is not open`)
    this.handler.close(name)
  }

  private text(raw: string): void {
    if (this.path.length > 0) this.handler.text(unescaped(raw))
  }
}

/** Position after the “>” that ends a tag, or −1; one within quotes does not. */
function endOfTag(text: string, start: number): number {
  let open = 0
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (open === 0) {
      if (code === 0x3e) return at + 1
      if (code === 0x22 || code === 0x27) open = code
    } else if (code === open) open = 0
  }
  return -1
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(/&([^;&]{0,10});?/g, (whole, name: string) => {
    const known = Object.hasOwn(named, name) ? named[name] : undefined
    if (known !== undefined && whole.endsWith(';')) return known
    const code = /^#(?:(\d{1,7})|x([0-9a-f]{1,6}))$/i.exec(name)
    if (!code || !whole.endsWith(';')) throw new XmlError(`it names an entity that does not exist (${whole})`)
    return character(code[1] === undefined ? parseInt(code[2] ?? '', 16) : Number(code[1]))
  })
}

const character = (code: number): string => (code === 0 || code > 0x10_ff_ff || (code >= 0xd8_00 && code <= 0xdf_ff) ? '\uFFFD' : String.fromCodePoint(code))

/** The value of an attribute in the text between an element's name and its end; undefined where it has none. */
export function attribute(attributes: string, name: string): string | undefined {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    if (!startsName(attributes.charCodeAt(at - 1))) continue
    let from = at + name.length
    while (isSpace(attributes.charCodeAt(from))) from++
    if (attributes[from] !== '=') continue
    from++
    while (isSpace(attributes.charCodeAt(from))) from++
    const quote = attributes[from]
    const end = quote === '"' || quote === "'" ? attributes.indexOf(quote, from + 1) : -1
    if (end >= 0) return unescaped(attributes.slice(from + 1, end))
  }
  return undefined
}

const isSpace = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d)
/** A space or the colon of a prefix. */
const startsName = (code: number): boolean => isSpace(code) || code === 0x3a
