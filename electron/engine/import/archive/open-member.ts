import type { ImportSettings } from '../../../../shared/contract-import.ts'
import { AppError } from '../../../../shared/errors.ts'
import type { Workspace } from '../../db/workspace.ts'
import { shownName } from '../bytes.ts'
import type { Opened } from '../opened.ts'
import type { ArchivePart } from './archive-part.ts'
import { contentOf, type Look, looker } from './look-at-entry.ts'
import { openArchive } from './open-archive.ts'
import { writePart } from './write-part.ts'
import type { ZipDirectory, ZipEntry } from './zip-directory.ts'

interface MemberInput {
  path: string
  member: string
  settings: ImportSettings
}

/** One file of a ZIP as if it lay there by itself. Throws `not_found` where the ZIP has no such file. */
export async function openMember({ path, member, settings }: MemberInput, workspace: Workspace, signal: AbortSignal): Promise<Opened> {
  const zip = await openArchive(path)
  if (!zip) throw new AppError('bad_usage', `${shownName(path)} is no ZIP archive, so it holds no file “${member}”.`)
  const entry = zip.entries.find(({ name }) => name === member)
  if (!entry) throw new AppError('not_found', `${zip.fileName} holds no file “${member}”.`)
  const look = await looker({ request: { settings }, workspace })(contentOf(zip, entry, signal), { fileName: `${zip.fileName} › ${member}` })
  return { ...look, whole: unpacked({ zip, entries: [entry], look }, workspace, signal) }
}

interface Unpacking {
  zip: ZipDirectory
  entries: ZipEntry[]
  look: Look
  text?: ArchivePart['text'] | undefined
}

/** What only the whole of a file tells is read from a copy that goes away at once. */
export const unpacked = ({ zip, entries, text, look: { sniffed } }: Unpacking, workspace: Workspace, signal: AbortSignal): Opened['whole'] => async (work) => {
  const file = await writePart(zip, { entries, sniffed, ...(text ? { text } : {}) }, { workspace, signal })
  try {
    return await work({ ...sniffed, path: file.path, bytes: file.bytes })
  } finally {
    await file.discard()
  }
}
