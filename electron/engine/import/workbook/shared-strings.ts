import type { Workbook } from './workbook-parts.ts'
import { broken, streamPart } from './workbook-parts.ts'
import type { XmlHandler } from './xml.ts'

/** Texts that cells refer to by number, kept as UTF-8: as JavaScript strings they would take three times the memory. */
export interface SharedStrings {
  count: number
  at(index: number): string | undefined
}

const largest = 256 << 20
const none: SharedStrings = { count: 0, at: () => undefined }

/** Reads the shared texts up to the one numbered `last`. Throws `unreadable_file` where they take more than 256 MB. */
export async function readSharedStrings({ zip, strings }: Workbook, last: number, signal: AbortSignal): Promise<SharedStrings> {
  if (!strings || last < 0) return none
  const store = new StringStore()
  await streamPart(zip, strings, {
    handler: stringItems((text) => store.add(text)),
    signal,
    after: () => {
      if (store.bytes > largest) throw broken(zip, 'its texts take more than 256 MB')
      return store.count <= last
    },
  })
  return store
}

/** Calls `found` with the text of every item, phonetic hints left out. */
function stringItems(found: (text: string) => void): XmlHandler {
  let text = ''
  let within = false
  let hints = 0
  return {
    open: (name) => {
      if (name === 'si') text = ''
      else if (name === 'rPh') hints++
      else if (name === 't') within = hints === 0
    },
    close: (name) => {
      if (name === 'si') found(plainText(text))
      else if (name === 'rPh') hints--
      else if (name === 't') within = false
    },
    text: (piece) => {
      if (within) text += piece
    },
  }
}

/** Excel writes characters XML cannot hold as `_x000D_`; NUL is no text. */
export const plainText = (text: string): string =>
  (text.includes('_x') ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text).replaceAll('\u0000', '')

class StringStore implements SharedStrings {
  private buffer = Buffer.allocUnsafe(1 << 20)
  private ends = new Uint32Array(1 << 16)
  count = 0
  bytes = 0

  add(text: string): void {
    const most = text.length * 3
    if (this.bytes + most > this.buffer.length) this.buffer = Buffer.concat([this.buffer.subarray(0, this.bytes)], Math.max(this.buffer.length * 2, this.bytes + most))
    this.bytes += this.buffer.write(text, this.bytes)
    if (this.count === this.ends.length) {
      const longer = new Uint32Array(this.count * 2)
      longer.set(this.ends)
      this.ends = longer
    }
    this.ends[this.count++] = this.bytes
  }

  at(index: number): string | undefined {
    const end = index < this.count ? this.ends[index] : undefined
    return end === undefined ? undefined : this.buffer.toString('utf8', index === 0 ? 0 : this.ends[index - 1], end)
  }
}
