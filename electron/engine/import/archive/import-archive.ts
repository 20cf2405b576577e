import type { ImportSettings } from '../../../../shared/contract-import.ts'
import { AppError } from '../../../../shared/errors.ts'
import type { FileJob, FileRequest } from '../file-job.ts'
import { type FileOutcome, importFile } from '../import-file.ts'
import type { Meter } from '../meter.ts'
import { keyOf, knows } from '../settings.ts'
import { sniff } from '../sniff.ts'
import { type ArchiveContents, archiveContents, assertSomething } from './archive-parts.ts'
import type { ArchivePart } from './archive-part.ts'
import { writePart } from './write-part.ts'
import type { ZipDirectory } from './zip-directory.ts'

/** Appends every recognised file of a ZIP to the transaction, each as an import of its own; the caller commits them together. `taken` is told of each. */
export async function importArchive(zip: ZipDirectory, job: Omit<FileJob, 'sniffed' | 'ours' | 'notes'>, taken: (outcome: FileOutcome) => void): Promise<void> {
  const { session, request, signal } = job
  const workspace = session.workspace()
  const contents = await archiveContents({ zip, request, workspace, thorough: true, signal })
  assertSomething(contents, zip, request)
  assertAsked(contents, zip, request.settings)
  const total = contents.parts.reduce((sum, part) => sum + sizeOf(part), 0)
  let before = 0
  for (const [index, part] of contents.parts.entries()) {
    const file = await writePart(zip, part, { workspace, signal })
    try {
      const settings = settingsOf(part, request.settings)
      const sniffed = { ...(await sniff(file.path, { fileName: part.fileName, sheet: settings['sheet'] })), modified: part.sniffed.modified }
      taken(await importFile({
        ...job, sniffed, request: { ...wishesFor(part, request), settings }, ours: true, notes: index === 0 ? skippedNotes(contents, zip) : [], meter: portion(job.meter, before / total, sizeOf(part) / total),
      }))
    } finally {
      await file.discard()
    }
    before += sizeOf(part)
  }
}

/** What was decided of a part holds for its import; a remembered mapping is found again by its headers. */
const wishesFor = ({ importer, mapping, origin }: ArchivePart, { overwrite, everyReject }: FileRequest): Omit<FileRequest, 'settings'> => ({
  overwrite, ...(everyReject === undefined ? {} : { everyReject }),
  ...(origin === 'given' ? { mapping } : origin === 'recognised' ? { format: importer.id } : {}),
})

const sizeOf = ({ entries }: ArchivePart): number => entries.reduce((sum, { bytes }) => sum + bytes, 1)

/** Answers are given for the whole ZIP; every file takes those it understands. */
export const settingsOf = ({ importer, sniffed }: ArchivePart, settings: ImportSettings): ImportSettings =>
  Object.fromEntries(Object.entries(settings).filter(([key]) => (key === 'sheet' ? sniffed.workbook !== null : knows(importer, key))))

function assertAsked({ parts }: ArchiveContents, { fileName }: ZipDirectory, settings: ImportSettings): void {
  const stray = Object.keys(settings).find((key) => !parts.some((part) => Object.hasOwn(settingsOf(part, settings), key)))
  if (stray === undefined) return
  const keys = [...new Set(parts.flatMap(({ importer }) => importer.settings.map(keyOf)))]
  throw new AppError('bad_usage', `No file of ${fileName} has a setting “${stray}”. Settings: ${[...keys, 'collected'].join(', ')}.`)
}

const most = 20

/** What the reader of an archive must know: the files that are not in the workspace now. */
export function skippedNotes({ skipped }: ArchiveContents, { fileName }: ZipDirectory): string[] {
  if (skipped.length === 0) return []
  const listed = skipped.slice(0, most).map(({ name, why }) => `${name} (${why})`).join(', ')
  const mappable = skipped.some((each) => each.mappable) ? ' A table among them can be mapped by hand: to accounts, contacts, deals or events.' : ''
  return [`${skipped.length.toLocaleString('en')} ${skipped.length === 1 ? 'file' : 'files'} of ${fileName} ${skipped.length === 1 ? 'was' : 'were'} left out: ${listed}${skipped.length > most ? ', …' : ''}.${mappable}`]
}

const portion = (meter: Meter, from: number, share: number): Meter => ({
  update: (done, rows) => meter.update(from + share * Math.min(1, done), rows),
  end: () => undefined,
})
