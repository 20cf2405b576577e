import fc from 'fast-check'
import { expect } from 'vitest'
import type { ImportSettings } from '../../../shared/contract-import.ts'
import type { ImportMapping } from '../../../shared/import-mapping.ts'
import { rows } from '../db/query.ts'
import { delimitedLayout, jsonObjectsLayout } from './layouts.ts'
import { opened } from './opened-file.ts'
import { choose } from './recognise.ts'
import { runImport } from './run-import.ts'
import type { TestSession } from './session.test-support.ts'
import { stagedSelect } from './staging.ts'
import { undoImport } from './undo-import.ts'

/** First the header, then records; every character exists in Windows-1252. */
export type Table = readonly (readonly string[])[]

const encodings = {
  'UTF-8': (text: string) => Buffer.from(text, 'utf8'),
  'UTF-8 with a mark': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf8'),
  'UTF-16': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'Windows-1252': (text: string) => Buffer.from(text, 'latin1'),
}

/** A way to write a table that changes nothing of what it says. */
export const writing = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  encoding: fc.constantFrom(...(Object.keys(encodings) as (keyof typeof encodings)[])), // exactly its keys
  newline: fc.constantFrom('\n', '\r\n'),
  order: fc.array(fc.nat(1000), { minLength: 12, maxLength: 12 }),
  further: fc.uniqueArray(fc.constantFrom('Ville', 'Größe', 'Notes', 'x'), { maxLength: 3 }),
})
export type Writing = typeof writing extends fc.Arbitrary<infer T> ? T : never

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`

export function written(table: Table, { delimiter, encoding, newline, order, further }: Writing): Buffer {
  const wider = table.map((cells, row) => [...cells, ...further.map((name) => (row === 0 ? name : 'é'))])
  const places = wider[0]?.map((_, index) => index).sort((a, b) => (order[a] ?? 0) - (order[b] ?? 0) || a - b) ?? []
  return encodings[encoding](wider.map((cells) => places.map((place) => quoted(cells[place] ?? '')).join(delimiter) + newline).join(''))
}

/** As plain as can be. */
export const plainly: Writing = { delimiter: ',', encoding: 'UTF-8', newline: '\n', order: [], further: [] }

const tables = ['crm.accounts', 'crm.contacts', 'crm.deals', 'crm.deal_history', 'crm.stage_entries', 'crm.engagements', 'dev.events', 'dev.profiles', 'dev.downloads', 'dev.mailmap', 'evidence.claims']

export interface Wishes {
  /** Columns of the file that are no part of the comparison. */
  further?: readonly string[]
  mapping?: ImportMapping
  settings?: ImportSettings
}

/**
 * What an import left, without its number, the columns nobody asked for and the stage dates that wait in a list;
 * then takes it back. Every record of the file must have been counted once.
 */
export async function outcomeOf(session: TestSession, file: { name: string; content: Buffer }, { further = [], mapping, settings = {} }: Wishes = {}) {
  const signal = new AbortController().signal
  const { import: record } = await runImport(session, { path: await session.file(file.name, file.content), settings, mapping }, signal)
  const left = await Promise.all(tables.map((table) => rows<Record<string, unknown> & { extra?: string | null }>(session.opened.reader, `SELECT * EXCLUDE (import_id) FROM ${table} WHERE import_id = ${record.importId}`)))
  const rejects = await rows(session.opened.reader, `SELECT source_row, line_number, column_name, reason FROM ops.rejects WHERE import_id = ${record.importId} ORDER BY ALL`)
  await undoImport(session, record.importId, signal)
  const { total, taken, rejected, duplicates, ignored } = record.rows
  expect(taken + rejected + duplicates + ignored).toBe(total)
  return { format: record.format, rows: record.rows, left: left.map((list) => list.map((row) => comparable(row, further)).sort()), rejects }
}

function comparable({ extra = null, ...row }: Record<string, unknown> & { extra?: string | null }, further: readonly string[]): string {
  const all = extra === null ? {} : (JSON.parse(extra) as Record<string, unknown>) // an object of columns
  return JSON.stringify({ ...row, entered: null, extra: Object.entries(all).filter(([name]) => !further.includes(name)).sort(([a], [b]) => (a < b ? -1 : 1)) })
}

/** Operators of DuckDB's plan for reading such a file that lose the order of its records. */
export async function joinsOf(session: TestSession, file: { name: string; content: Buffer }, settings: ImportSettings = {}): Promise<string[]> {
  const { opened: workspace } = session
  return opened(workspace, { path: await session.file(file.name, file.content), settings }, async ({ sniffed, sample }) => {
    const { importer, settings: known } = await choose(workspace.reader, { sniffed, sample }, { settings })
    const isJson = sample.container === 'json'
    const layout = isJson ? jsonObjectsLayout(sample.names) : delimitedLayout(sample.names, (index) => `c[${index + 1}]`)
    const relation = isJson ? '(SELECT to_json(range) AS v FROM range(9))' : '(SELECT [range::VARCHAR] AS c FROM range(9))'
    return operators(workspace.reader, stagedSelect(importer.plan({ layout, settings: known, dateOrder: 'dmy' }), { relation, ordinal: null }))
  }, new AbortController().signal)
}

export async function operators(connection: TestSession['opened']['reader'], sql: string): Promise<string[]> {
  const plan = await rows<{ explain_value: string }>(connection, `EXPLAIN ${sql}`)
  return plan.flatMap(({ explain_value }) => explain_value.match(/[A-Z_]*JOIN|HASH_GROUP_BY|[A-Z_]*SORT|UNION/g) ?? [])
}
