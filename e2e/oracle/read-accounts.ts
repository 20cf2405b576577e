import { parseDelimited } from './delimited-text.ts'
import { field, instant, text } from './read-values.ts'
import { jsonValues } from './read-github.ts'
import type { AccountRecord } from './records.ts'
import { stageWords } from './word-lists.ts'

const header = (written: string): string => written.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ')

/** Label or internal name → what it holds. */
const hubspotColumns: Readonly<Record<string, string>> = {
  'record id': 'record_id', hs_object_id: 'record_id',
  'company name': 'name', name: 'name',
  'company domain name': 'domain', domain: 'domain',
  'additional domains': 'domains', hs_additional_domains: 'domains',
  'lifecycle stage': 'stage', lifecyclestage: 'stage',
  'country/region': 'country', country: 'country',
  'create date': 'created_at', createdate: 'created_at',
}

export const hubspotEntry = (written: string): string | undefined => /^became an? (.+) date$/.exec(written)?.[1] ?? /^hs_lifecyclestage_(.+)_date$/.exec(written)?.[1]

const genericEntry = (written: string): string | undefined => {
  const stage = /^(.+?)[ _](?:at|date)$/.exec(written)?.[1]
  return stage !== undefined && canonicalStage(stage) !== 'unmapped' ? stage : undefined
}

export const canonicalStage = (written: string | null): string => (written === null ? 'unmapped' : (stageWords.rawValues[written.trim().replace(/\s+/g, ' ').toLowerCase()] ?? 'unmapped'))

/** A HubSpot companies export; lines of another length than the header, or without an id, are no records. */
export const readHubspot = (content: string, file: number): AccountRecord[] =>
  tableRecords(content).flatMap(({ cells, row }): AccountRecord[] => {
    const named = new Map([...cells].map(([name, value]) => [hubspotColumns[name] ?? name, value]))
    const recordId = named.get('record_id') ?? null
    return recordId === null ? [] : [account({ file, row, recordId, cells: named, entry: hubspotEntry })]
  })

/** A generic table of accounts, delimited or JSON lines, known by record id, else by domain, else by name. */
export function readAccountTable(content: string, file: number): AccountRecord[] {
  const records = content.trimStart().startsWith('{') ? lineRecords(content) : tableRecords(content)
  return records.flatMap(({ cells, row }): AccountRecord[] => {
    const recordId = cells.get('record_id') ?? cells.get('domain')?.toLowerCase() ?? cells.get('name') ?? null
    return recordId === null ? [] : [account({ file, row, recordId, cells, entry: genericEntry })]
  })
}

export type Cells = ReadonlyMap<string, string | null>

export function tableRecords(content: string): { cells: Cells; row: number }[] {
  const [head = [], ...lines] = parseDelimited(content)
  const headers = head.map(header)
  return lines.flatMap((line, index) => (line.length === headers.length ? [{ row: index + 1, cells: new Map(headers.map((name, at) => [name, text(line[at])])) }] : []))
}

const lineRecords = (content: string): { cells: Cells; row: number }[] =>
  jsonValues(content).map((value, index) => ({
    row: index + 1,
    cells: new Map(Object.keys(value as object).map((key) => [header(key), listed(field(value, key))])), // lines of a table are objects
  }))

const listed = (value: unknown): string | null => (Array.isArray(value) ? text(value.join(';')) : text(value))

interface Row {
  readonly file: number
  readonly row: number
  readonly recordId: string
  readonly cells: Cells
  readonly entry: (header: string) => string | undefined
}

function account({ file, row, recordId, cells, entry }: Row): AccountRecord {
  const split = (name: string, separator: RegExp): string[] => (cells.get(name) ?? '').split(separator).map((one) => one.trim()).filter((one) => one !== '')
  return {
    file,
    row,
    recordId,
    name: cells.get('name') ?? null,
    domain: cells.get('domain') ?? null,
    furtherDomains: split('domains', /[;,|\s]+/),
    aliases: split('aliases', /[;|\n]+/),
    stage: canonicalStage(cells.get('stage') ?? null),
    country: cells.get('country') ?? null,
    createdAt: instant(cells.get('created_at') ?? '') ?? null,
    entries: [...cells].flatMap(([name, value]) => {
      const stage = entry(name)
      const at = instant(value ?? '')
      return stage === undefined || at === undefined ? [] : [{ stage: canonicalStage(stage), at }]
    }),
  }
}
