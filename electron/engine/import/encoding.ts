import { isAscii, isUtf8 } from 'node:buffer'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export interface Detected {
  encoding: Encoding
  /** UTF-8 with some bytes that are not: the records that hold them are rejected. */
  damaged: boolean
}

/** Judges bytes as they pass. Invalid bytes among plenty of valid UTF-8 are damage; otherwise the text is Windows-1252. */
export class EncodingCheck {
  private head: Buffer | undefined
  private tail: Buffer = Buffer.alloc(0)
  private valid = 0
  private invalid = 0

  push(chunk: Buffer): void {
    this.head ??= chunk.subarray(0, 4096)
    const joined = this.tail.length > 0 ? Buffer.concat([this.tail, chunk]) : chunk
    const whole = joined.subarray(0, joined.length - unfinished(joined))
    this.tail = Buffer.from(joined.subarray(whole.length))
    this.judge(whole)
  }

  private judge(bytes: Buffer): void {
    if (isAscii(bytes) || (this.valid > 0 && isUtf8(bytes))) return
    const text = bytes.toString('utf8')
    const replaced = isUtf8(bytes) ? 0 : text.split('\uFFFD').length - 1
    this.invalid += replaced
    this.valid += (text.match(/[\u0080-\uFFFC]/g)?.length ?? 0)
  }

  /** `ended`: the last chunk was the end of the file, so an unfinished character there is damage. */
  verdict(ended: boolean): Detected {
    const marked = byteOrderMark(this.head ?? Buffer.alloc(0)) ?? withoutMark(this.head ?? Buffer.alloc(0))
    if (marked && marked !== 'utf-8') return { encoding: marked, damaged: false }
    const invalid = this.invalid + (ended && this.tail.length > 0 ? 1 : 0)
    if (invalid === 0) return { encoding: 'utf-8', damaged: false }
    return marked === 'utf-8' || this.valid >= 10 * invalid ? { encoding: 'utf-8', damaged: true } : { encoding: 'windows-1252', damaged: false }
  }
}

/** Bytes at the end that begin a UTF-8 character and do not finish it. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
    if (byte < 0x80) return 0
  }
  return 0
}

function byteOrderMark(head: Buffer): Encoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return undefined
}

/** UTF-16 without a mark: nearly every other byte is zero, as in western text. */
function withoutMark(head: Buffer): Encoding | undefined {
  if (head.length < 4) return undefined
  const zeros = [0, 0]
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  const share = (count: number | undefined) => (count ?? 0) / (head.length / 2)
  if (share(zeros[1]) > 0.7 && share(zeros[0]) < 0.1) return 'utf-16le'
  if (share(zeros[0]) > 0.7 && share(zeros[1]) < 0.1) return 'utf-16be'
  return undefined
}

/** What a person should know of how the text was read. */
export const encodingNotes = ({ encoding, damaged }: Detected): string[] => [
  ...(damaged ? ['Some bytes are not UTF-8; the records that hold them are rejected.'] : []),
  ...(encoding === 'windows-1252' ? ['The file is not UTF-8; it is read as Windows-1252. Check that accents look right.'] : []),
]
