import type { ImportSettings } from '../../../shared/contract-import.ts'
import type { Workspace } from '../db/workspace.ts'
import type { Sample } from './importer.ts'
import { admitted, parquetSample } from './parquet.ts'
import { textSample } from './sample.ts'
import { sniff, type Sniffed } from './sniff.ts'

/** A file looked at and lying where DuckDB may read it. */
export interface Opened {
  sniffed: Sniffed
  sample: Sample
}

/** Runs `work` on a file that stays where it is. */
export async function opened<T>({ scratch, reader }: Workspace, { path, settings }: { path: string; settings: ImportSettings }, work: (file: Opened) => Promise<T>): Promise<T> {
  const sniffed = await sniff(path, { sheet: settings['sheet'] })
  return admitted(path, scratch, async (inside) => {
    const file = { ...sniffed, path: inside }
    return work({ sniffed: file, sample: file.container === 'parquet' ? await parquetSample(reader, inside, sniffed.fileName) : textSample(file) })
  })
}
