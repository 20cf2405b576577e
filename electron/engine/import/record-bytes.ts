import { open } from 'node:fs/promises'
import type { Sniffed } from './sniff.ts'

const newline = 0x0a
const spots = 16
const spotBytes = 64 << 10

/** Bytes of the average record at the beginning of a table of text, its line end included; null where none is known. */
export function bytesOfFirstRecords({ dialect }: Pick<Sniffed, 'dialect'>): number | null {
  if (!dialect || dialect.records.length === 0) return null
  return dialect.records.reduce((sum, { raw }) => sum + Buffer.byteLength(raw) + 1, 0) / dialect.records.length
}

/**
 * Bytes of the average record of a whole unpacked table, by how often lines end in some places all over the file compared with its beginning:
 * the first records of an export may be longer or shorter than the rest.
 */
export async function bytesOfRecords(sniffed: Pick<Sniffed, 'dialect' | 'path' | 'bytes' | 'head'>): Promise<number | null> {
  const first = bytesOfFirstRecords(sniffed)
  const headLines = lineEnds(Buffer.from(sniffed.head))
  if (first === null || headLines === 0) return null
  const file = await open(sniffed.path, 'r')
  try {
    const buffer = Buffer.alloc(spotBytes)
    let [read, lines] = [0, 0]
    for (let spot = 0; spot < spots; spot++) {
      const { bytesRead } = await file.read(buffer, 0, spotBytes, Math.floor((sniffed.bytes / spots) * spot))
      read += bytesRead
      lines += lineEnds(buffer.subarray(0, bytesRead))
    }
    return lines === 0 ? null : (first * (headLines / Buffer.byteLength(sniffed.head)) * read) / lines
  } finally {
    await file.close()
  }
}

function lineEnds(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count++
  return count
}
