import { open } from 'node:fs/promises'
import type { Dialect } from './dialect.ts'

const newline = 0x0a
const spots = 64
const spotBytes = 16 << 10

interface Table {
  path: string
  bytes: number
  dialect: Dialect | null
}

/** Bytes of the average record at the beginning of a table of text, its line end included; null where none is known. */
export function bytesOfFirstRecords({ dialect }: Pick<Table, 'dialect'>): number | null {
  const records = dialect?.records ?? []
  return records.length === 0 ? null : records.reduce((sum, { raw }) => sum + Buffer.byteLength(raw) + 1, 0) / records.length
}

/**
 * Bytes of the average record of a whole unpacked table, by how often lines end in some places all over the file: the first records of an export
 * may be longer or shorter than the rest. Null where that is not known.
 */
export async function bytesOfRecords({ dialect, path, bytes }: Table): Promise<number | null> {
  const records = dialect?.records ?? []
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(spotBytes)
    let [read, ends] = [0, 0]
    for (let spot = 0; spot < spots; spot++) {
      const { bytesRead } = await file.read(buffer, 0, spotBytes, Math.floor((bytes / spots) * (spot + 0.5)))
      read += bytesRead
      ends += lineEnds(buffer.subarray(0, bytesRead))
    }
    const linesEach = records.reduce((sum, { raw }) => sum + lineEnds(Buffer.from(raw)) + 1, 0) / records.length
    return records.length === 0 || ends === 0 ? null : (linesEach * read) / ends
  } finally {
    await file.close()
  }
}

function lineEnds(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count++
  return count
}
