import { posix } from 'node:path'
import type { ImportMapping } from '../../../../shared/import-mapping.ts'
import { AppError } from '../../../../shared/errors.ts'
import type { Workspace } from '../../db/workspace.ts'
import type { Wishes } from '../recognise.ts'
import type { Sniffed } from '../sniff.ts'
import { contentOf, looker, type Looker } from './look-at-entry.ts'
import type { ArchivePart } from './archive-part.ts'
import { choosePart, columnsNamed } from './choose-part.ts'
import { slackPart } from './slack-archive.ts'
import type { ZipDirectory, ZipEntry } from './zip-directory.ts'

export interface ArchiveContents {
  parts: ArchivePart[]
  /** Files that are left out, and why. */
  skipped: { name: string; why: string }[]
}

export interface ArchiveInput {
  zip: ZipDirectory
  request: Wishes
  workspace: Workspace
  /** Look into every file of a series instead of trusting its name. */
  thorough: boolean
  signal: AbortSignal
}

/** Beside the files that continue each other. */
const mostDifferent = 2000
/** What file managers leave behind. */
const litter = /^(?:__MACOSX\/|.*\/)?(?:\._.*|\.DS_Store|Thumbs\.db|desktop\.ini)$|^__MACOSX\//i

/** What the files of a ZIP are. Files whose names differ in digits only and hold JSON of one format continue each other. Throws `unknown_format` where none is known. */
export async function archiveContents(input: ArchiveInput): Promise<ArchiveContents> {
  const { zip, request } = input
  const look = looker(input)
  const slack = await slackPart(zip, look, input.signal)
  const contents: ArchiveContents = slack ? { parts: [slack.part], skipped: slack.skipped } : { parts: [], skipped: [] }
  const series = new Map<string, ArchivePart[]>()
  for (const entry of slack ? [] : zip.entries) {
    if (litter.test(entry.name)) continue
    const pattern = entry.name.replaceAll(/\d+/g, '#')
    const open = series.get(pattern) ?? []
    const before = await firstThat(open, (part) => continues(part, entry, { ...input, look }))
    if (before) {
      before.entries.push(entry)
      continue
    }
    if (contents.parts.length + contents.skipped.length >= mostDifferent) {
      throw new AppError('unreadable_file', `${zip.fileName} holds more than ${mostDifferent.toLocaleString('en')} different files. Unpack it and import what you need. Nothing was imported.`)
    }
    const part = await partOf(entry, input, look)
    if ('why' in part) contents.skipped.push(part)
    else {
      contents.parts.push(part)
      if (mayContinue(part.sniffed)) series.set(pattern, [...open, part])
    }
  }
  for (const part of contents.parts) if (!part.text && part.entries.length > 1) part.fileName = seriesName(zip, part.entries)
  if (contents.parts.length === 0) {
    const [first] = contents.skipped
    const reasons = contents.skipped.slice(0, 5).map(({ name, why }) => `${name} (${why})`).join(', ')
    throw new AppError('unknown_format', first ? `${zip.fileName} holds nothing Bandstand can import: ${reasons}${contents.skipped.length > 5 ? ', …' : ''}.` : `${zip.fileName} is an empty ZIP archive.`, {
      detail: { file: zip.fileName, ...(request.format === undefined ? {} : { format: request.format }) },
    })
  }
  if (request.mapping && !contents.parts.some(({ origin }) => origin === 'given')) {
    throw new AppError('bad_usage', `No file of ${zip.fileName} ${wanted(request.mapping)}. Nothing was imported.`)
  }
  return contents
}

function wanted(mapping: ImportMapping): string {
  const columns = columnsNamed(mapping)
  return columns.length === 0 ? `is recognised as ${mapping.format}, which the mapping is for` : `has all columns the mapping names: ${columns.join(', ')}`
}

async function firstThat<T>(list: readonly T[], holds: (item: T) => Promise<boolean>): Promise<T | undefined> {
  for (const item of list) if (await holds(item)) return item
  return undefined
}

async function partOf(entry: ZipEntry, { zip, request, workspace, signal }: ArchiveInput, look: Looker): Promise<ArchivePart | { name: string; why: string }> {
  const fileName = `${zip.fileName} › ${entry.name}`
  try {
    const { sniffed, sample } = await look(contentOf(zip, entry, signal), { fileName })
    const chosen = await choosePart(workspace.reader, { sniffed, sample }, request)
    return chosen ? { fileName, entries: [entry], sniffed, sample, ...chosen } : { name: entry.name, why: 'not recognised' }
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.detail?.['damaged'] !== undefined) throw thrown
    return { name: entry.name, why: thrown.message.replace(`${fileName} is `, '').replace(/\.$/, '') }
  }
}

const mayContinue = ({ container, detected }: Sniffed): boolean => container === 'json' && detected.encoding === 'utf-8'

/** Enough files of a series looked into to trust the names of the others. */
const trusted = 3
const sure = 0.5

async function continues(part: ArchivePart, entry: ZipEntry, { look, zip, thorough, signal }: ArchiveInput & { look: Looker }): Promise<boolean> {
  if (!thorough && part.entries.length >= trusted) return true
  try {
    const { sniffed, sample } = await look(contentOf(zip, entry, signal), { fileName: part.fileName, brief: true })
    return mayContinue(sniffed) && sniffed.compression === part.sniffed.compression && part.importer.recognise(sample) >= sure
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.detail?.['damaged'] === undefined) return false
    throw thrown
  }
}

const seriesName = ({ fileName }: ZipDirectory, entries: readonly ZipEntry[]): string =>
  `${fileName} › ${posix.basename(entries[0]?.name ?? '')} … ${posix.basename(entries.at(-1)?.name ?? '')} (${entries.length.toLocaleString('en')} files)`
