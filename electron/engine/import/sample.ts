import type { Sample } from './importer.ts'
import { JsonCutError, jsonSplitter } from './json-splitter.ts'
import type { Sniffed } from './sniff.ts'

const sampledRecords = 1000

/** The first records of a text file as objects. Parquet samples come from DuckDB. */
export function textSample(sniffed: Sniffed): Sample {
  if (sniffed.dialect) {
    const { headers, records } = sniffed.dialect
    const sound = records.filter((record) => record.problem === undefined)
    return {
      container: 'delimited',
      names: headers,
      records: sound.map(({ cells }) => Object.fromEntries(headers.map((header, index) => [header, cells[index] ?? null]))),
    }
  }
  const records = jsonRecords(sniffed)
  return { container: 'json', names: [...new Set(records.flatMap((record) => Object.keys(record)))], records }
}

function jsonRecords({ head, complete, shape }: Sniffed): Record<string, unknown>[] {
  const splitter = jsonSplitter(shape ?? 'lines')
  const texts = readable(() => splitter.push(head))
  // What follows a complete head may still be cut off; the import itself will say so.
  if (complete) texts.push(...readable(() => splitter.end()))
  return texts.slice(0, sampledRecords).flatMap(({ raw }) => {
    const value = parsed(raw)
    return isRecord(value) ? [value] : []
  })
}

function readable<T>(read: () => T[]): T[] {
  try {
    return read()
  } catch (thrown) {
    if (thrown instanceof JsonCutError) return []
    throw thrown
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

export function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown
  } catch {
    return undefined
  }
}
