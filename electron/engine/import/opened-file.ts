import type { ImportSettings } from '../../../shared/contract-import.ts'
import type { Workspace } from '../db/workspace.ts'
import { openMember } from './archive/open-member.ts'
import type { Opened } from './opened.ts'
import { admitted, parquetSample } from './parquet.ts'
import { textSample } from './sample.ts'
import { sniff } from './sniff.ts'

export interface OpenedInput {
  path: string
  settings: ImportSettings
  /** One file of the ZIP at that path. */
  member?: string | undefined
}

/** Runs `work` on a file that stays where it is. */
export async function opened<T>(workspace: Workspace, { path, settings, member }: OpenedInput, work: (file: Opened) => Promise<T>, signal: AbortSignal): Promise<T> {
  if (member !== undefined) return work(await openMember({ path, member, settings }, workspace, signal))
  const { scratch, reader } = workspace
  const sniffed = await sniff(path, { sheet: settings['sheet'] })
  return admitted(path, scratch, async (inside) => {
    const file = { ...sniffed, path: inside }
    const sample = file.container === 'parquet' ? await parquetSample(reader, inside, sniffed.fileName) : textSample(file)
    return work({ sniffed: file, sample, whole: (read) => read(file) })
  })
}
