import type { DuckDBAppender } from '@duckdb/node-api'
import type { RejectedRecord } from '../../../shared/contract-import.ts'
import type { Connection } from '../db/connection.ts'
import type { ErasedPeople } from './erased-people.ts'
import { rows } from '../db/query.ts'
import type { Check } from './importer.ts'
import { parquetRelation } from './parquet.ts'
import { readRecords } from './records.ts'
import type { Sniffed } from './sniff.ts'
import { rejectedCount, type Tally } from './tally.ts'

export const rawLength = 2000

interface Reject {
  row: number
  line: number | null
  column: string | null
  reason: string
  raw: string | null
}

export interface RejectsInput {
  connection: Connection
  sniffed: Sniffed
  checks: readonly Check[]
  importId: number
  signal: AbortSignal
  /** Keep no text of the records. */
  personal: boolean
  erased: ErasedPeople | null
}

/** Writes `ops.rejects`: a second look at the file finds the line and the text of every rejected record. */
export async function writeRejects(input: RejectsInput, tally: Tally): Promise<void> {
  if (rejectedCount(tally) === 0) return
  // The tally changes meanwhile.
  const counted = { ...tally, rejected: [...tally.rejected] }
  const rejects = input.sniffed.container === 'parquet' ? parquetRejects(input, counted) : textRejects(input, counted)
  const appender = await input.connection.createAppender('rejects', 'ops')
  try {
    for await (const reject of rejects) {
      if (input.erased?.named(reject.raw ?? '') === true) withhold(tally, reject.row)
      else appendReject(appender, input.importId, input.personal ? { ...reject, raw: null } : reject)
    }
  } finally {
    appender.closeSync()
  }
}

/** A reject about somebody who was erased counts as that. */
function withhold(tally: Tally, row: number): void {
  const checked = tally.rejected.findIndex((reject) => reject.row === row)
  if (checked >= 0) tally.rejected.splice(checked, 1)
  else tally.unreadable -= 1
  tally.erased += 1
}

async function* textRejects({ sniffed, checks, signal }: RejectsInput, { rejected }: Tally): AsyncGenerator<Reject> {
  let row = 0
  let next = 0
  for await (const records of readRecords(sniffed, signal)) {
    for (const { line, raw, problem } of records) {
      row++
      const found = rejected[next]
      const cut = raw.slice(0, rawLength)
      if (problem !== undefined) yield { row, line, column: null, reason: problem, raw: cut }
      else if (found?.row === row) {
        next++
        yield { row, line, ...wording(checks, found.check), raw: cut }
      }
    }
  }
}

async function* parquetRejects({ connection, sniffed, checks }: RejectsInput, { rejected }: Tally): AsyncGenerator<Reject> {
  const batch = 1000
  for (let from = 0; from < rejected.length; from += batch) {
    const some = rejected.slice(from, from + batch)
    const reader = await connection.runAndReadAll(
      `SELECT file_row_number + 1 AS source_row, left(CAST(to_json(whole_record) AS VARCHAR), ${rawLength}) AS raw FROM ${parquetRelation(sniffed.path)} AS whole_record
       WHERE file_row_number IN (${some.map(({ row }) => row - 1).join(', ')})`,
    )
    const raws = new Map(reader.getRows().map(([row, raw]) => [Number(row), typeof raw === 'string' ? raw : null]))
    for (const { row, check } of some) yield { row, line: null, ...wording(checks, check), raw: raws.get(row) ?? null }
  }
}

function wording(checks: readonly Check[], number: number): { column: string | null; reason: string } {
  const check = checks[number - 1]
  return { column: check?.column ?? null, reason: check?.reason ?? 'The record was rejected.' }
}

function appendReject(appender: DuckDBAppender, importId: number, { row, line, column, reason, raw }: Reject): void {
  appender.appendInteger(importId)
  appender.appendBigInt(BigInt(row))
  if (line === null) appender.appendNull()
  else appender.appendBigInt(BigInt(line))
  for (const text of [column, reason, raw]) {
    if (text === null) appender.appendNull()
    else appender.appendVarchar(text)
  }
  appender.endRow()
}

const shownRejects = 20

export const firstRejects = (connection: Connection, importId: number, every: boolean): Promise<RejectedRecord[]> =>
  rows<RejectedRecord>(
    connection,
    'SELECT source_row AS row, line_number AS line, column_name AS "column", reason, raw FROM ops.rejects WHERE import_id = $importId ORDER BY source_row LIMIT $shown',
    { importId, shown: every ? Number.MAX_SAFE_INTEGER : shownRejects },
  )
