import { readFile } from 'node:fs/promises'
import { readRecords } from '../import/records.ts'
import { sniff } from '../import/sniff.ts'
import { asText } from '../import/workbook/as-text.ts'

/** Every cell below the headers, as another program would read the file. */
export async function cellsOf(path: string, scratch: string): Promise<string[]> {
  const signal = new AbortController().signal
  if (path.endsWith('.json')) return (JSON.parse(await readFile(path, 'utf8')) as object[]).flatMap((row) => Object.values(row).map((cell) => String(cell ?? '')))
  const cells: string[] = []
  await asText(await sniff(path), { scratch, signal }, async (text) => {
    for await (const records of readRecords(text, signal)) for (const record of records) cells.push(...record.cells)
  })
  return cells
}
