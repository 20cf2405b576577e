import type { ArchiveEntry, ImportPreview } from '../../../../shared/contract-import.ts'
import { namesNoColumn } from '../../../../shared/import-mapping.ts'
import type { Workspace } from '../../db/workspace.ts'
import { settingsWith } from '../effective-mapping.ts'
import type { Opened } from '../opened.ts'
import type { Choice, Wishes } from '../recognise.ts'
import { normalSettings } from '../settings.ts'
import type { ArchivePart } from './archive-part.ts'
import { type ArchiveContents, archiveContents, assertSomething, listed, type Skipped } from './archive-parts.ts'
import { settingsOf } from './import-archive.ts'
import { contentOf, looker } from './look-at-entry.ts'
import { unpacked } from './open-member.ts'
import type { ZipDirectory } from './zip-directory.ts'

export interface ArchivePreviewInput {
  zip: ZipDirectory
  workspace: Workspace
  request: Wishes
  signal: AbortSignal
}

/** How single files are previewed, with their format and without. */
export interface PartPreviews {
  known: (file: Opened, choice: Choice) => Promise<ImportPreview>
  unknown: (file: Pick<Opened, 'sniffed' | 'sample'>) => ImportPreview
}

/** The preview of a ZIP: that of its first file, with the questions of all and what each becomes. Throws `unknown_format` where nothing of it can even be mapped. */
export async function previewArchive({ zip, ...input }: ArchivePreviewInput, of: PartPreviews): Promise<ImportPreview> {
  const { request, workspace, signal } = input
  const contents = await archiveContents({ ...input, zip, thorough: false })
  const { parts, skipped } = contents
  const previews: ImportPreview[] = []
  for (const part of parts) previews.push(await of.known({ ...part, whole: unpacked({ zip, entries: part.entries, look: part, text: part.text }, workspace, signal) }, choiceOf(part, request)))
  const entries = parts.map((part, index) => takenEntry(part, zip, previews[index]))
  const first = previews[0] ?? (await firstUnknown(contents, { zip, ...input }, of))
  return {
    ...first,
    fileName: zip.fileName,
    bytes: zip.bytes,
    formatLabel: parts.length === 0 ? null : [...new Set(parts.map(({ importer }) => importer.label))].join(', '),
    container: 'zip',
    needs: [...new Map(previews.flatMap(({ needs }) => needs).map((need) => [need.key, need])).values()],
    mapping: null,
    fields: [],
    keyed: false,
    warnings: warningsOf(entries, previews),
    entries: inOrder([...entries, ...skipped.map(skippedEntry)], zip),
    sameAsImport: null,
  }
}

async function firstUnknown(contents: ArchiveContents, { zip, workspace, request, signal }: ArchivePreviewInput, of: PartPreviews): Promise<ImportPreview> {
  const entry = contents.skipped.find(({ mappable }) => mappable)?.mappable
  if (!entry) {
    assertSomething(contents, zip, request)
    throw new TypeError('An archive of which nothing is imported or can be mapped has been refused.')
  }
  return of.unknown(await looker({ request, workspace })(contentOf(zip, entry, signal), { fileName: `${zip.fileName} › ${entry.name}` }))
}

/** As the files stand in the ZIP, so that none moves when it is mapped. */
function inOrder(entries: readonly ArchiveEntry[], zip: ZipDirectory): ArchiveEntry[] {
  const places = new Map(zip.entries.map(({ name }, index) => [name, index]))
  const placeOf = ({ member, name }: ArchiveEntry): number => places.get(member ?? name) ?? 0
  return entries.toSorted((left, right) => placeOf(left) - placeOf(right))
}

/** Each warning once, after the names of the files it is about. */
function warningsOf(entries: readonly ArchiveEntry[], previews: readonly ImportPreview[]): string[] {
  const about = new Map<string, string[]>()
  for (const [index, { warnings }] of previews.entries()) for (const warning of warnings) about.set(warning, [...(about.get(warning) ?? []), entries[index]?.name ?? ''])
  return [...about].map(([warning, names]) => (entries.length === 1 ? warning : `${listed(names)}: ${warning}`))
}

const takenEntry = ({ fileName, entries, importer, text }: ArchivePart, zip: ZipDirectory, preview: ImportPreview | undefined): ArchiveEntry => ({
  name: fileName.slice(zip.fileName.length + 3),
  member: text ? null : (entries[0]?.name ?? null),
  files: entries.length,
  bytes: entries.reduce((sum, entry) => sum + entry.bytes, 0),
  format: importer.id,
  formatLabel: importer.label,
  why: null,
  unassigned: preview?.mapping != null && preview.fields.length > 0 && namesNoColumn(preview.mapping),
})

const skippedEntry = ({ name, why, mappable }: Skipped): ArchiveEntry => ({
  name, member: mappable?.name ?? null, files: 1, bytes: mappable?.bytes ?? 0, format: null, formatLabel: null, why, unassigned: false,
})

const choiceOf = (part: ArchivePart, { settings, overwrite }: Wishes): Choice => ({
  importer: part.importer, mapping: part.mapping, origin: part.origin, overwrite: overwrite ?? part.mapping?.overwrite ?? part.importer.usualRule?.(part.sample) ?? 'replace',
  settings: normalSettings(part.importer, settingsWith(part.importer, part.mapping, settingsOf(part, settings))),
})
