import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { AppError } from '../../../../shared/errors.ts'

/** One file in a ZIP, checked against its neighbours; its name is never used as a path. */
export interface ZipEntry {
  name: string
  bytes: number
  packedBytes: number
  deflated: boolean
  crc32: number
  modified: Date
  /** Where its packed bytes begin in the ZIP. */
  start: number
}

export interface ZipDirectory {
  path: string
  /** The name the user knows the ZIP by. */
  fileName: string
  bytes: number
  entries: readonly ZipEntry[]
}

const mostEntries = 100_000
/** Beyond the floor a ZIP that grows more than this is a bomb: real exports stay below 60. */
export const largestExpansion = 200
export const expansionFloor = 16 << 20
const largestUnpacked = 256 * 2 ** 30

const refused = (fileName: string, why: string, cause?: unknown): AppError => new AppError('unreadable_file', `${fileName} is refused: ${why} Nothing was imported.`, { cause, detail: { damaged: fileName } })

/**
 * The files a ZIP holds, without folders. Throws `unreadable_file` for a ZIP that is damaged, locked by a password, or built to harm: paths out of
 * it, links, files that overlap or share a name, more files or more bytes than any export has.
 */
export async function readZipDirectory(path: string, fileName: string, bytes: number): Promise<ZipDirectory> {
  const zip = await openPromise(path, { autoClose: false }).catch((thrown: unknown) => {
    throw damaged(fileName, thrown)
  })
  try {
    if (zip.entryCount > mostEntries) throw refused(fileName, `it holds ${zip.entryCount.toLocaleString('en')} files; ${mostEntries.toLocaleString('en')} is the most Bandstand opens. Unpack it and import what you need.`)
    const found = await listed(zip, fileName)
    assertModest(found, fileName, bytes)
    const entries = await located(zip, found, fileName)
    assertApart(entries, fileName)
    return { path, fileName, bytes, entries }
  } finally {
    zip.close()
  }
}

async function listed(zip: ZipFile, fileName: string): Promise<Entry[]> {
  const entries: Entry[] = []
  const names = new Set<string>()
  try {
    for await (const entry of zip.eachEntry()) {
      assertPlain(entry, fileName)
      if (entry.fileName.endsWith('/')) continue
      if (names.has(entry.fileName)) throw refused(fileName, `it holds two files named “${entry.fileName}”, so it is not clear which one counts. Pack it again.`)
      names.add(entry.fileName)
      entries.push(entry)
    }
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : damaged(fileName, thrown)
  }
  return entries
}

const fileKind = 0o170000
const symbolicLink = 0o120000

function assertPlain(entry: Entry, fileName: string): void {
  const { fileName: name, compressionMethod } = entry
  if (/\p{Cc}/u.test(name)) throw refused(fileName, `the name of one of its files holds control characters (${JSON.stringify(name)}).`)
  if (((entry.externalFileAttributes >>> 16) & fileKind) === symbolicLink) throw refused(fileName, `“${name}” is a link to another place, not a file. Pack the files themselves.`)
  if (entry.isEncrypted()) throw refused(fileName, `“${name}” is locked with a password. Unpack it with the password and import the files.`)
  if (compressionMethod !== 0 && compressionMethod !== 8) throw refused(fileName, `“${name}” is packed with method ${compressionMethod}, which Bandstand cannot unpack. Unpack it and import the files, or pack it as a usual ZIP.`)
}

function assertModest(entries: readonly Entry[], fileName: string, bytes: number): void {
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (unpacked > largestUnpacked || (unpacked > expansionFloor && unpacked > largestExpansion * bytes)) {
    throw refused(fileName, `its ${Math.max(1, Math.round(bytes / 1024)).toLocaleString('en')} KB would grow to ${Math.round(unpacked / 2 ** 20).toLocaleString('en')} MB, which no export does. If you trust it, unpack it and import the files.`)
  }
}

async function located(zip: ZipFile, entries: readonly Entry[], fileName: string): Promise<ZipEntry[]> {
  const found: ZipEntry[] = []
  for (const entry of entries) {
    const header = await zip.readLocalFileHeaderPromise(entry, { minimal: true }).catch((thrown: unknown) => {
      throw damaged(fileName, thrown)
    })
    found.push({
      name: entry.fileName, bytes: entry.uncompressedSize, packedBytes: entry.compressedSize, deflated: entry.compressionMethod === 8, crc32: entry.crc32,
      modified: entry.getLastModDate({ timezone: 'UTC' }), start: header.fileDataStart,
    })
  }
  return found
}

function assertApart(entries: readonly ZipEntry[], fileName: string): void {
  let end = 0
  let before = ''
  for (const { name, start, packedBytes } of entries.toSorted((a, b) => a.start - b.start)) {
    if (start < end) throw refused(fileName, `“${before}” and “${name}” share the same bytes, as only a ZIP built to harm has it.`)
    end = start + packedBytes
    before = name
  }
}

function damaged(fileName: string, thrown: unknown): AppError {
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  const outside = /^(?:invalid relative path|absolute path|invalid characters in fileName): (.*)$/s.exec(text)?.[1]
  if (outside !== undefined) return refused(fileName, `one of its files is named “${outside}”, which would lead out of the folder it is unpacked to.`, thrown)
  if (/encryption/.test(text)) return refused(fileName, 'it is locked with a password. Unpack it with the password and import the files.', thrown)
  if (/multi-disk/.test(text)) return refused(fileName, 'it is one part of several. Join the parts or pack it again.', thrown)
  return new AppError('unreadable_file', `${fileName} is damaged or cut off: it is not a complete ZIP (${text.replace(/[.\s]*$/, '')}). Nothing was imported; download it again.`, { cause: thrown, detail: { damaged: fileName } })
}
