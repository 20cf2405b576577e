import { AppError } from '../../../../shared/errors.ts'
import { expansionFloor, largestExpansion, readZipDirectory } from '../archive/zip-directory.ts'
import { createPart, type PartFile } from '../part-writer.ts'
import type { Sniffed } from '../sniff.ts'
import { writeSheet } from './sheets.ts'
import { openWorkbook } from './workbook-parts.ts'

export interface ConvertedSheet {
  part: PartFile
  /** Cells that hold a formula and no value. */
  unvalued: number
}

/** A whole sheet as a CSV file in `scratch`. Throws `unreadable_file` where it would grow as no export does; nothing is left behind then. */
export async function convertSheet(sniffed: Sniffed, scratch: string, { signal, onRead }: { signal: AbortSignal; onRead: (share: number) => void }): Promise<ConvertedSheet> {
  const { path, fileName, bytes, workbook } = sniffed
  if (!workbook) throw new TypeError(`${fileName} is no workbook.`)
  const book = await openWorkbook(await readZipDirectory(path, fileName, bytes))
  const part = await createPart(scratch)
  try {
    const write = async (csv: string): Promise<void> => {
      await part.write(Buffer.from(csv))
      if (part.bytes > 4 * expansionFloor && part.bytes > largestExpansion * bytes) {
        throw new AppError('unreadable_file', `${fileName} is refused: its ${Math.round(bytes / 1024)} KB grew to ${Math.round(part.bytes / 2 ** 20)} MB of text, which no export does. If you trust it, save the sheet as CSV (UTF-8) and import that.`)
      }
    }
    const unvalued = await writeSheet(book, { sheet: workbook, signal, write, onRead })
    await part.close()
    return { part, unvalued }
  } catch (thrown) {
    await part.discard()
    throw thrown
  }
}
