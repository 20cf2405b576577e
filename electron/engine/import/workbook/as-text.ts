import type { Sniffed } from '../sniff.ts'
import { convertSheet } from './convert-sheet.ts'

/** Runs `work` on the file, or on the sheet of a workbook written as text. */
export async function asText<T>(sniffed: Sniffed, { scratch, signal }: { scratch: string; signal: AbortSignal }, work: (text: Sniffed) => Promise<T>): Promise<T> {
  if (!sniffed.workbook) return work(sniffed)
  const { part } = await convertSheet(sniffed, scratch, { signal, onRead: () => undefined })
  try {
    return await work({ ...sniffed, path: part.path, bytes: part.bytes, workbook: null })
  } finally {
    await part.discard()
  }
}
