import fc from 'fast-check'
import { gzipSync } from 'node:zlib'

const packings = {
  plain: (text: string) => Buffer.from(text), 'a byte order mark': (text: string) => Buffer.from(`\uFEFF${text}`), 'UTF-16': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'), gzip: (text: string) => gzipSync(text),
}

/** A way to write objects that changes nothing of what they say. */
export const spelling = fc.record({
  packing: fc.constantFrom(...(Object.keys(packings) as (keyof typeof packings)[])), // exactly its keys
  shape: fc.constantFrom('array', 'pretty array', 'lines', 'lines with CRLF'),
  turn: fc.nat(20),
  further: fc.uniqueArray(fc.constantFrom('fetched_by', 'größe', '_x'), { maxLength: 2 }),
})
export type Spelling = typeof spelling extends fc.Arbitrary<infer T> ? T : never

/** As plain as can be. */
export const plainLines: Spelling = { packing: 'plain', shape: 'lines', turn: 0, further: [] }

/** The keys of an object beginning at another one. */
const turned = (record: Record<string, unknown>, by: number): Record<string, unknown> => {
  const entries = Object.entries(record)
  const at = by % Math.max(1, entries.length)
  return Object.fromEntries([...entries.slice(at), ...entries.slice(0, at)])
}

export function spelled(records: readonly Record<string, unknown>[], { packing, shape, turn, further }: Spelling): Buffer {
  const list = records.map((record) => turned({ ...record, ...Object.fromEntries(further.map((key) => [key, 'é'])) }, turn))
  const text = shape.startsWith('lines') ? list.map((record) => JSON.stringify(record)).join(shape === 'lines' ? '\n' : '\r\n') : JSON.stringify(list, null, shape === 'array' ? 0 : 2)
  return packings[packing](text)
}
