import type { ImportSettings } from '../../../../shared/contract-import.ts'
import type { Workspace } from '../../db/workspace.ts'
import type { Sample } from '../importer.ts'
import { parquetSample } from '../parquet.ts'
import { createPart } from '../part-writer.ts'
import { textSample } from '../sample.ts'
import { sniff, type Sniffed } from '../sniff.ts'
import { entryBytes } from './entry-bytes.ts'
import type { ZipDirectory, ZipEntry } from './zip-directory.ts'

export interface Look {
  sniffed: Sniffed
  sample: Sample
}

/** Looks at the beginning of a file in a ZIP; `brief` reads just enough to tell its format. */
export type Looker = (content: { bytes: AsyncIterable<Buffer>; size: number; modified: Date }, options: { fileName: string; brief?: boolean }) => Promise<Look>

/** An entry as a looker wants it. */
export const contentOf = (zip: ZipDirectory, entry: ZipEntry, signal: AbortSignal) => ({ bytes: entryBytes(zip, entry, signal), size: entry.bytes, modified: entry.modified })

const usual = { packed: 2 << 20, head: 1 << 20 }
const short = { packed: 256 << 10, head: 64 << 10 }

export interface LookerInput {
  request: { settings: ImportSettings }
  workspace: Workspace
}

export function looker({ request, workspace }: LookerInput): Looker {
  return async ({ bytes, size, modified }, { fileName, brief = false }) => {
    const part = await createPart(workspace.scratch)
    const limits = brief ? short : usual
    try {
      let whole = false
      for await (const chunk of bytes) {
        // A workbook or a Parquet file tells nothing before its end.
        if (part.bytes === 0) whole = ['PK\u0003\u0004', 'PAR1'].includes(chunk.toString('latin1', 0, 4))
        await part.write(chunk)
        if (!whole && part.bytes >= limits.packed) break
      }
      await part.close()
      const sniffed = await sniff(part.path, { fileName, sheet: request.settings['sheet'], headBytes: limits.head })
      const sample = sniffed.container === 'parquet' ? await parquetSample(workspace.reader, part.path, fileName) : textSample(sniffed)
      return { sniffed: { ...sniffed, bytes: size, modified }, sample }
    } finally {
      await part.discard()
    }
  }
}
