import type { ImportPreview } from '../../../../shared/contract-import.ts'
import type { Workspace } from '../../db/workspace.ts'
import { settingsWith } from '../effective-mapping.ts'
import type { Choice, Wishes } from '../recognise.ts'
import { normalSettings } from '../settings.ts'
import type { ArchivePart } from './archive-part.ts'
import { archiveContents } from './archive-parts.ts'
import { settingsOf, skippedNotes } from './import-archive.ts'
import type { ZipDirectory } from './zip-directory.ts'

export interface ArchivePreviewInput {
  zip: ZipDirectory
  workspace: Workspace
  request: Wishes
  signal: AbortSignal
}

/** The preview of a ZIP: that of its first file, with the questions of all and what each becomes. */
export async function previewArchive({ zip, ...input }: ArchivePreviewInput, previewPart: (part: ArchivePart, choice: Choice) => ImportPreview): Promise<ImportPreview> {
  const { request } = input
  const contents = await archiveContents({ ...input, zip, thorough: false })
  const { parts } = contents
  const previews = parts.map((part) => previewPart(part, choiceOf(part, request)))
  const [first] = previews
  if (!first) throw new TypeError('An archive has parts.')
  return {
    ...first,
    fileName: zip.fileName,
    bytes: zip.bytes,
    formatLabel: [...new Set(parts.map(({ importer }) => importer.label))].join(', '),
    container: 'zip',
    needs: [...new Map(previews.flatMap(({ needs }) => needs).map((need) => [need.key, need])).values()],
    warnings: [...skippedNotes(contents, zip), ...new Set(previews.flatMap(({ warnings }) => warnings))],
    entries: parts.map(({ fileName, entries, importer }) => ({
      name: fileName.slice(zip.fileName.length + 3),
      files: entries.length,
      bytes: entries.reduce((sum, entry) => sum + entry.bytes, 0),
      format: importer.id,
      formatLabel: importer.label,
    })),
    sameAsImport: null,
  }
}

const choiceOf = (part: ArchivePart, { settings, overwrite }: Wishes): Choice => ({
  importer: part.importer, mapping: part.mapping, origin: part.origin, overwrite: overwrite ?? part.mapping?.overwrite ?? 'replace',
  settings: normalSettings(part.importer, settingsWith(part.importer, part.mapping, settingsOf(part, settings))),
})
