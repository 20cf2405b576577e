import type { Sample } from './importer.ts'
import { JsonCutError, itemsShown, type JsonRecord } from './json-splitter.ts'
import { jsonSplitter } from './json-shapes.ts'
import { isRecord, parsed } from './json-value.ts'
import { jsonError } from './records.ts'
import type { Sniffed } from './sniff.ts'

export const sampledRecords = 1000

/** The first records of a text file as objects; Parquet samples come from DuckDB. Throws `unreadable_file` where JSON goes wrong within the head. */
export function textSample(sniffed: Sniffed): Sample {
  if (sniffed.dialect) {
    const { headers, records } = sniffed.dialect
    const sound = records.filter((record) => record.problem === undefined)
    return {
      container: 'delimited',
      names: headers,
      records: sound.map(({ cells }) => Object.fromEntries(headers.map((header, index) => [header, cells[index] ?? null]))),
      ...(sniffed.workbook && sniffed.workbook.choices.length > 1 ? { sheets: sniffed.workbook.choices } : {}),
    }
  }
  const records = jsonRecords(sniffed)
  return { container: 'json', names: [...new Set(records.flatMap((record) => Object.keys(record)))], records }
}

function jsonRecords({ fileName, head, complete, shape }: Sniffed): Record<string, unknown>[] {
  const splitter = jsonSplitter(shape ?? 'lines')
  let count = 0
  const guarded = (read: () => JsonRecord[]): JsonRecord[] => {
    try {
      const found = read()
      count += found.length
      return found
    } catch (thrown) {
      throw thrown instanceof JsonCutError ? jsonError(fileName, thrown, count) : thrown
    }
  }
  const texts = [...guarded(() => splitter.push(head)), ...(complete ? guarded(() => splitter.end()) : [])]
  const shown = texts.length === 0 && shape === 'pages' && !complete ? itemsShown(head) : texts
  return shown.slice(0, sampledRecords).flatMap(({ raw }) => {
    const value = parsed(raw)
    return isRecord(value) ? [value] : []
  })
}
