/**
 * A frame as bytes: `uint32 LE header length | header (UTF-8 JSON) | blobs`. The header is
 * `{ frame, blobs: [{ path, length }] }`: every Uint8Array stands as null in `frame` and follows raw, in order.
 */
interface Header {
  frame: unknown
  blobs: { path: (string | number)[]; length: number }[]
}

export function encodeBinary(frame: unknown): Uint8Array<ArrayBuffer> {
  const blobs: Uint8Array[] = []
  const header: Header = { frame: null, blobs: [] }
  header.frame = hasBytes(frame)
    ? withoutBytes(frame, [], (path, bytes) => {
      blobs.push(bytes)
      header.blobs.push({ path, length: bytes.byteLength })
    })
    : frame
  const head = new TextEncoder().encode(JSON.stringify(header))
  const whole = new Uint8Array(4 + head.byteLength + blobs.reduce((sum, blob) => sum + blob.byteLength, 0))
  new DataView(whole.buffer).setUint32(0, head.byteLength, true)
  whole.set(head, 4)
  let at = 4 + head.byteLength
  for (const blob of blobs) {
    whole.set(blob, at)
    at += blob.byteLength
  }
  return whole
}

/** The value `encodeBinary` was given; throws on anything else. */
export function decodeBinary(data: ArrayBuffer): unknown {
  const headLength = new DataView(data).getUint32(0, true)
  const text = new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(data, 4, headLength))
  const header = readHeader(JSON.parse(text))
  const holder: Record<string, unknown> = { frame: header.frame }
  let at = 4 + headLength
  for (const { path, length } of header.blobs) {
    // A copy: Arrow needs its buffers aligned, and the message's buffer may then be freed.
    place(holder, ['frame', ...path], new Uint8Array(data, at, length).slice())
    at += length
  }
  if (at !== data.byteLength) throw new RangeError('The frame is longer than its header says.')
  return holder['frame']
}

/** Most frames hold none and need no copy. */
function hasBytes(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (value instanceof Uint8Array) return true
  return Array.isArray(value) ? value.some(hasBytes) : Object.values(value).some(hasBytes)
}

function withoutBytes(value: unknown, path: (string | number)[], found: (path: (string | number)[], bytes: Uint8Array) => void): unknown {
  if (value instanceof Uint8Array) {
    found(path, value)
    return null
  }
  if (Array.isArray(value)) return value.map((item, index) => withoutBytes(item, [...path, index], found))
  if (typeof value !== 'object' || value === null) return value
  // fromEntries defines own properties, so a key named __proto__ stays a key.
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutBytes(item, [...path, key], found)]))
}

function readHeader(value: unknown): Header {
  if (typeof value !== 'object' || value === null || !('frame' in value) || !('blobs' in value) || !Array.isArray(value.blobs)) {
    throw new TypeError('The frame has no header.')
  }
  const blobs = value.blobs.map((blob: unknown) => {
    if (typeof blob !== 'object' || blob === null || !('path' in blob) || !('length' in blob)) throw new TypeError('A blob has no place.')
    const { path, length } = blob
    if (!Array.isArray(path) || !path.every(isStep) || !Number.isSafeInteger(length)) throw new TypeError('A blob has no place.')
    return { path, length: Number(length) }
  })
  return { frame: value.frame, blobs }
}

const isStep = (step: unknown): step is string | number => typeof step === 'string' || typeof step === 'number'

function place(root: object, path: (string | number)[], bytes: Uint8Array): void {
  let target: object = root
  for (const [depth, step] of path.entries()) {
    const slot = Object.getOwnPropertyDescriptor(target, step)
    if (!slot || !('value' in slot)) throw new RangeError('A blob has no place.')
    const value: unknown = slot.value
    if (depth === path.length - 1) {
      if (value !== null) throw new RangeError('A blob has no place.')
      Object.defineProperty(target, step, { ...slot, value: bytes })
    } else {
      if (typeof value !== 'object' || value === null) throw new RangeError('A blob has no place.')
      target = value
    }
  }
}
