import { posix } from 'node:path'
import { AppError } from '../../../../shared/errors.ts'
import { entryBuffer, entryBytes } from '../archive/entry-bytes.ts'
import type { ZipDirectory, ZipEntry } from '../archive/zip-directory.ts'
import { attribute, XmlError, type XmlHandler, XmlReader } from './xml.ts'

/** A workbook whose parts have been found, none of its sheets read. */
export interface Workbook {
  zip: ZipDirectory
  sheets: readonly { name: string; part: ZipEntry; hidden: boolean }[]
  strings: ZipEntry | undefined
  styles: ZipEntry | undefined
  /** Days count from 1904, as in workbooks of old Macs. */
  from1904: boolean
}

const longestPart = 16 << 20
const relation = { document: '/officeDocument', sheet: '/worksheet', strings: '/sharedStrings', styles: '/styles' } as const

export const broken = (zip: ZipDirectory, why: string, cause?: unknown): AppError =>
  new AppError('unreadable_file', `${zip.fileName} is not a workbook Bandstand can read: ${why}. Nothing was imported; save it again as .xlsx, or save the sheet as CSV (UTF-8).`, { cause, detail: { damaged: zip.fileName } })

/** True for a ZIP that is an Excel workbook. */
export const isWorkbook = ({ entries }: ZipDirectory): boolean => entries.some(({ name }) => name === '[Content_Types].xml')

/** Finds the parts of a workbook. Throws `unreadable_file` where one it needs is missing or broken. */
export async function openWorkbook(zip: ZipDirectory): Promise<Workbook> {
  const [document] = await relations(zip, '_rels/.rels')
    .then((all) => all.filter(({ type }) => type.endsWith(relation.document)))
  const path = document?.target ?? 'xl/workbook.xml'
  if (/\.bin$/i.test(path)) throw broken(zip, 'it is a binary workbook (.xlsb)')
  const main = partAt(zip, path)
  if (!main) throw broken(zip, `its part ${path} is missing`)
  const related = await relations(zip, posix.join(posix.dirname(path), '_rels', `${posix.basename(path)}.rels`))
  const targets = new Map(related.map((each) => [each.id, each]))
  const sheets: Workbook['sheets'][number][] = []
  let from1904 = false
  await readPart(zip, main, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attribute(attributes, 'date1904') ?? '')
      if (name !== 'sheet') return
      const target = targets.get(attribute(attributes, 'id') ?? '')
      if (target && !target.type.endsWith(relation.sheet)) return
      const part = target && partAt(zip, target.target)
      const title = attribute(attributes, 'name') ?? ''
      if (!part) throw broken(zip, `the part of its sheet “${title}” is missing`)
      sheets.push({ name: title, part, hidden: (attribute(attributes, 'state') ?? 'visible') !== 'visible' })
    },
  })
  if (sheets.length === 0) throw broken(zip, 'it holds no sheet')
  const only = (type: string) => {
    const found = related.find((each) => each.type.endsWith(type))
    return found && partAt(zip, found.target)
  }
  return { zip, sheets, strings: only(relation.strings), styles: only(relation.styles), from1904 }
}

interface Relation {
  id: string
  type: string
  target: string
}

async function relations(zip: ZipDirectory, path: string): Promise<Relation[]> {
  const part = partAt(zip, path)
  if (!part) return []
  const found: Relation[] = []
  // The folder of the part these relations belong to.
  const base = posix.dirname(posix.dirname(path))
  await readPart(zip, part, {
    open: (name, attributes) => {
      const target = attribute(attributes, 'Target')
      if (name !== 'Relationship' || target === undefined || attribute(attributes, 'TargetMode') === 'External') return
      found.push({ id: attribute(attributes, 'Id') ?? '', type: attribute(attributes, 'Type') ?? '', target: target.startsWith('/') ? target.slice(1) : posix.join(base, target) })
    },
  })
  return found
}

const partAt = ({ entries }: ZipDirectory, path: string): ZipEntry | undefined => entries.find(({ name }) => name.toLowerCase() === path.toLowerCase())

const nothing = (): void => undefined

/** Reads a small part whole. */
export async function readPart(zip: ZipDirectory, part: ZipEntry, handler: Partial<XmlHandler>): Promise<void> {
  const text = new TextDecoder().decode(await entryBuffer(zip, part, longestPart))
  guarded(zip, part, () => {
    const reader = new XmlReader({ open: nothing, close: nothing, text: nothing, ...handler })
    reader.push(text)
    reader.end()
  })
}

/** Feeds a large part to a handler, chunk by chunk; `after` runs behind every chunk with the bytes read and ends the reading by returning false. */
export async function streamPart(zip: ZipDirectory, part: ZipEntry, { handler, signal, after }: { handler: XmlHandler; signal: AbortSignal; after: (bytes: number) => boolean | Promise<boolean> }): Promise<void> {
  const decoder = new TextDecoder()
  const reader = new XmlReader(handler)
  let bytes = 0
  for await (const chunk of entryBytes(zip, part, signal)) {
    bytes += chunk.length
    const text = decoder.decode(chunk, { stream: true })
    guarded(zip, part, () => reader.push(text))
    if (!(await after(bytes))) return
  }
  guarded(zip, part, () => reader.end())
}

function guarded(zip: ZipDirectory, part: ZipEntry, read: () => void): void {
  try {
    read()
  } catch (thrown) {
    throw thrown instanceof XmlError ? broken(zip, `its part ${part.name} is not valid: ${thrown.message}`, thrown) : thrown
  }
}
