import type { PartsInput } from './json-parts.ts'
import { createPart, finished, type PartFile } from './part-writer.ts'
import { readRecords, type SourceRecord } from './records.ts'

export interface CarefulPart {
  path: string
  unreadable: number
}

/** Every readable record with its number, as NDJSON scratch files `{"r": 12, "c": ["cell", …]}` or `{"r": 12, "v": {…}}`. */
export async function* carefulParts({ sniffed, scratch, partBytes, signal, onRead }: PartsInput): AsyncGenerator<CarefulPart> {
  const asLine = sniffed.dialect ? delimitedLine : jsonLine
  let part: PartFile | null = null
  let unreadable = 0
  let number = 0
  try {
    for await (const records of readRecords(sniffed, signal, onRead)) {
      const lines: string[] = []
      for (const record of records) {
        number++
        if (record.problem === undefined) lines.push(asLine(number, record))
        else unreadable++
      }
      part ??= await createPart(scratch)
      if (lines.length > 0) await part.write(Buffer.from(lines.join('')))
      if (part.bytes < partBytes) continue
      const full = await finished(part)
      const counted = unreadable
      part = null
      unreadable = 0
      yield { path: full.path, unreadable: counted }
    }
    if (!part) return
    const last = await finished(part)
    part = null
    yield { path: last.path, unreadable }
  } finally {
    await part?.discard()
  }
}

/** An empty cell is NULL, as in the fast reading. */
const delimitedLine = (number: number, { cells }: SourceRecord): string => `{"r":${number},"c":${JSON.stringify(cells.map((cell) => (cell === '' ? null : cell)))}}\n`

const loneSurrogate = /\\u[dD][89a-fA-F]/

/** DuckDB refuses half a surrogate pair, which JSON text may legally hold. */
const jsonLine = (number: number, { raw }: SourceRecord): string => `{"r":${number},"v":${loneSurrogate.test(raw) ? mended(raw) : raw}}\n`

const mended = (raw: string): string =>
  JSON.stringify(JSON.parse(raw, (_, value: unknown) => (typeof value === 'string' ? value.replaceAll(/\p{Surrogate}/gu, '\uFFFD') : value)) as unknown)
