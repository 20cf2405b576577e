import { crc32, deflateRawSync } from 'node:zlib'

/** One file of a ZIP made for a test; every header field may lie. */
export interface TestEntry {
  name: string
  content?: string | Buffer
  stored?: boolean
  /** Packed bytes as they are, instead of packing `content`. */
  packed?: Buffer
  method?: number
  flags?: number
  /** Unix mode, e.g. 0o120777 for a link. */
  mode?: number
  bytes?: number
  packedBytes?: number
  crc?: number
  /** Use the local header of an earlier file. */
  at?: number
}

/** A ZIP written field by field. */
export function zipOf(entries: readonly TestEntry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name)
    const content = Buffer.from(entry.content ?? '')
    const packed = entry.packed ?? (entry.stored === true ? content : deflateRawSync(content))
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(entry.flags ?? 0x800, 2)
    fields.writeUInt16LE(entry.method ?? (entry.stored === true ? 0 : 8), 4)
    fields.writeUInt32LE(0x5c21_6000, 6)
    fields.writeUInt32LE((entry.crc ?? crc32(content)) >>> 0, 10)
    fields.writeUInt32LE(entry.packedBytes ?? packed.length, 14)
    fields.writeUInt32LE(entry.bytes ?? content.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const central = Buffer.alloc(14)
    central.writeUInt32LE(((entry.mode ?? 0o100600) << 16) >>> 0, 6)
    central.writeUInt32LE(entry.at ?? offset, 10)
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0003', 'latin1'), fields, central, name)
    if (entry.at !== undefined) continue
    parts.push(Buffer.from('PK\u0003\u0004', 'latin1'), fields, name, packed)
    offset += 30 + name.length + packed.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, central, end])
}
