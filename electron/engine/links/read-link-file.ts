import { companyLinkKinds, type CompanyLinkKind, type NewCompanyLink } from '../../../shared/contract-links.ts'
import { AppError } from '../../../shared/errors.ts'
import { type Dialect, sniffDialect } from '../import/dialect.ts'
import { DelimitedParser } from '../import/delimited-parser.ts'
import { matchHeaders } from '../import/headers.ts'
import type { ReadDomain } from '../resolve/domain.ts'
import { isKnown, remember, type KnownLink } from './add-links.ts'
import { validLink, type ValidLink } from './link-end.ts'

const columns = { child: ['child'], parent: ['parent'], kind: ['kind'], note: ['note'] } as const
const mostFaults = 5
const longest = { child: 200, parent: 200, note: 500 } as const

const isKind = (text: string): text is CompanyLinkKind => (companyLinkKinds as readonly string[]).includes(text)

interface ReadFile {
  readonly added: readonly ValidLink[]
  readonly same: number
}

/** The links of a delimited file that are not there yet. Throws `bad_usage` naming every bad line; nothing of such a file is taken. */
export function readLinkFile({ text, fileName }: { text: string; fileName: string }, pairs: Map<string, KnownLink>, readDomain: ReadDomain): ReadFile {
  const dialect = sniffDialect(text.slice(0, 64 << 10), text.length <= 64 << 10)
  const found = matchHeaders(dialect.headers, columns)
  const missing = (['child', 'parent', 'kind'] as const).filter((column) => !found.has(column))
  if (missing.length > 0)
    throw new AppError('bad_usage', `${fileName} has no column ${missing.map((column) => `“${column}”`).join(' and ')}. Its first line must name the columns child, parent, kind and, if you like, note.`)
  const places = new Map([...found].map(([column, header]) => [column, dialect.headers.indexOf(header)]))
  const added: ValidLink[] = []
  const faults: string[] = []
  let same = 0
  for (const { line, cells, problem } of recordsOf(text, dialect)) {
    try {
      if (problem !== undefined) throw new AppError('bad_usage', problem)
      const link = validLink(readCells((column) => cells[places.get(column) ?? -1]?.trim() ?? ''), readDomain)
      if (isKnown(pairs, link)) {
        same += 1
        continue
      }
      remember(pairs, link)
      added.push(link)
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown
      faults.push(`line ${line}: ${thrown.message}`)
    }
  }
  if (faults.length > 0) throw new AppError('bad_usage', `${fileName} was not imported. ${named(faults)}`)
  return { added, same }
}

function* recordsOf(text: string, { delimiter, skipLines }: Pick<Dialect, 'delimiter' | 'skipLines'>) {
  const body = text.replace(/^\uFEFF/, '').split(/(?<=\r\n|\n|\r(?!\n))/).slice(skipLines).join('')
  const parser = new DelimitedParser(delimiter)
  let isHeader = true
  for (const record of [...parser.push(body), ...parser.end()]) {
    if (!isHeader) yield { ...record, line: record.line + skipLines }
    isHeader = false
  }
}

function readCells(cell: (column: keyof typeof columns) => string): NewCompanyLink {
  const kind = cell('kind').toLowerCase()
  if (!isKind(kind)) throw new AppError('bad_usage', `“${cell('kind')}” is no kind of link. Write ${companyLinkKinds.join(', ')}.`)
  for (const column of ['child', 'parent', 'note'] as const) if (cell(column).length > longest[column]) throw new AppError('bad_usage', `The ${column} has more than ${longest[column]} characters.`)
  return { child: cell('child'), parent: cell('parent'), kind, note: cell('note') || null }
}

const named = (faults: readonly string[]): string =>
  faults.slice(0, mostFaults).join(' ') + (faults.length > mostFaults ? ` And ${faults.length - mostFaults} more lines.` : '')
