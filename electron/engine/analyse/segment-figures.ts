import type { Analysis } from '../../../shared/model.ts'
import { type Segment, segmentColumns } from '../../../shared/segment.ts'
import type { Connection } from '../db/connection.ts'
import { columnsOf } from '../db/query.ts'
import type { Counting } from './kept-rows.ts'

/** How many of the counted subjects each condition kept although it is not known whether they meet it; null without a condition. */
export async function segmentFigures(connection: Connection, { kept, rows, counted }: Pick<Counting, 'kept' | 'rows' | 'counted'>, segment: Segment): Promise<Analysis['segment']> {
  // Read when a run is first seen, so that the first change of the filter waits no longer than the others.
  const unknown = await kept.value('unknown', () => readUnknown(connection, rows))
  if (segment.length === 0) return null
  return {
    subjects: counted.reduce((count, is) => count + is, 0),
    unknown: segmentColumns.flatMap((column, bit) => (segment.some((each) => each.column === column) ? [{ column, subjects: withBit(unknown, bit, counted) }] : [])),
  }
}

/** Of each subject by its place: a bit for each of `segmentColumns` that nobody says of it. */
async function readUnknown(connection: Connection, rows: string): Promise<Uint8Array> {
  const bits = segmentColumns.map((column, bit) => `CASE WHEN nullif(${column}::VARCHAR, '') IS NULL THEN ${1 << bit} ELSE 0 END`)
  const [unknown = []] = await columnsOf(connection, `SELECT (${bits.join(' + ')})::UTINYINT FROM ${rows} ORDER BY place`)
  return Uint8Array.from(unknown, Number)
}

function withBit(unknown: Uint8Array, bit: number, counted: Uint8Array): number {
  let found = 0
  for (let place = 0; place < unknown.length; place += 1) found += ((unknown[place] ?? 0) >> bit) & (counted[place] ?? 0)
  return found
}
