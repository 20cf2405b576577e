import { posix } from 'node:path'
import type { ImportMapping } from '../../../../shared/import-mapping.ts'
import { AppError } from '../../../../shared/errors.ts'
import type { Workspace } from '../../db/workspace.ts'
import type { Wishes } from '../recognise.ts'
import type { Sniffed } from '../sniff.ts'
import { contentOf, looker, type Looker } from './look-at-entry.ts'
import type { ArchivePart } from './archive-part.ts'
import { choosePart, columnsNamed, readingOf } from './choose-part.ts'
import { slackPart } from './slack-archive.ts'
import type { ZipDirectory, ZipEntry } from './zip-directory.ts'

export interface ArchiveContents {
  parts: ArchivePart[]
  skipped: Skipped[]
}

/** A file that is left out, and why. */
export interface Skipped {
  name: string
  why: string
  /** Its contents could be read; what they mean is not known. */
  mappable?: ZipEntry
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

/** What the files of a ZIP are. Files whose names differ in digits only and hold JSON of one format continue each other. Throws `bad_usage` for a wish no file fits. */
export async function archiveContents(input: ArchiveInput): Promise<ArchiveContents> {
  const { zip, request } = input
  const stray = Object.keys(request.members ?? {}).find((name) => !zip.entries.some((entry) => entry.name === name))
  if (stray !== undefined) throw new AppError('bad_usage', `${zip.fileName} holds no file “${stray}”. Its files: ${listed(zip.entries.map(({ name }) => name))}.`)
  const look = looker(input)
  const slack = await slackPart(zip, look, input.signal)
  const contents: ArchiveContents = slack ? { parts: [slack.part], skipped: slack.skipped } : { parts: [], skipped: [] }
  if (slack && request.members) throw new AppError('bad_usage', `${zip.fileName} is an export of Slack and read whole: its files cannot be mapped one by one.`)
  const series = new Map<string, ArchivePart[]>()
  for (const entry of slack ? [] : zip.entries) {
    if (litter.test(entry.name)) continue
    const pattern = entry.name.replaceAll(/\d+/g, '#')
    const open = series.get(pattern) ?? []
    const before = readingOf(request, entry.name) ? undefined : await firstThat(open, (part) => continues(part, entry, { ...input, look }))
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
      if (mayContinue(part.sniffed) && !readingOf(request, entry.name)) series.set(pattern, [...open, part])
    }
  }
  for (const part of contents.parts) if (!part.text && part.entries.length > 1) part.fileName = seriesName(zip, part.entries)
  if (request.mapping && !contents.parts.some(({ origin, entries: [first] }) => origin === 'given' && !readingOf(request, first?.name ?? ''))) {
    throw new AppError('bad_usage', `No file of ${zip.fileName} ${wanted(request.mapping)}. Nothing was imported.`)
  }
  return contents
}

/** Throws `unknown_format` where nothing of a ZIP would be imported. */
export function assertSomething({ parts, skipped }: ArchiveContents, { fileName }: ZipDirectory, { format }: Wishes): void {
  if (parts.length > 0) return
  const reasons = listed(skipped.map(({ name, why }) => `${name} (${why})`))
  const remedy = skipped.some(({ mappable }) => mappable) ? ' A table among them can be mapped by hand: to accounts, contacts, deals or events.' : ''
  throw new AppError('unknown_format', skipped.length > 0 ? `${fileName} holds nothing Bandstand can import: ${reasons}.${remedy}` : `${fileName} is an empty ZIP archive.`, {
    detail: { file: fileName, ...(format === undefined ? {} : { format }) },
  })
}

const mostListed = 5
export const listed = (all: readonly string[]): string => `${all.slice(0, mostListed).join(', ')}${all.length > mostListed ? ', …' : ''}`

function wanted(mapping: ImportMapping): string {
  const columns = columnsNamed(mapping)
  return columns.length === 0 ? `is recognised as ${mapping.format}, which the mapping is for` : `has all columns the mapping names: ${columns.join(', ')}`
}

async function firstThat<T>(list: readonly T[], holds: (item: T) => Promise<boolean>): Promise<T | undefined> {
  for (const item of list) if (await holds(item)) return item
  return undefined
}

async function partOf(entry: ZipEntry, { zip, request, workspace, signal }: ArchiveInput, look: Looker): Promise<ArchivePart | Skipped> {
  const fileName = `${zip.fileName} › ${entry.name}`
  try {
    const { sniffed, sample } = await look(contentOf(zip, entry, signal), { fileName })
    const chosen = await choosePart(workspace.reader, { sniffed, sample, name: entry.name }, request)
    return chosen ? { fileName, entries: [entry], sniffed, sample, ...chosen } : { name: entry.name, why: 'not recognised', mappable: entry }
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.detail?.['damaged'] !== undefined || readingOf(request, entry.name)) throw thrown
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
