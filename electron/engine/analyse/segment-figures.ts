import type { Analysis } from '../../../shared/model.ts'
import { type Segment, segmentColumns } from '../../../shared/segment.ts'
import type { Connection } from '../db/connection.ts'
import { columnsOf } from '../db/query.ts'
import type { Counting } from './kept-rows.ts'

/** How many of the counted subjects each condition kept although it is not known whether they meet it; null without a condition. */
export async function segmentFigures(connection: Connection, { kept, rows, counted }: Pick<Counting, 'kept' | 'rows' | 'counted'>, segment: Segment): Promise<Analysis['segment']> {
  if (segment.length === 0) return null
  const asked = segmentColumns.filter((column) => segment.some((each) => each.column === column))
  const unknown = await Promise.all(asked.map(async (column) => {
    const places = await kept.value(`without_${column}`, () => placesWithout(connection, rows, column))
    return { column, subjects: places.reduce((count, place) => count + (counted[place] ?? 0), 0) }
  }))
  return { subjects: counted.reduce((count, is) => count + is, 0), unknown }
}

/** Places of the subjects of which nobody says. */
async function placesWithout(connection: Connection, rows: string, column: (typeof segmentColumns)[number]): Promise<Int32Array> {
  const [places = []] = await columnsOf(connection, `SELECT place FROM ${rows} WHERE nullif(${column}::VARCHAR, '') IS NULL`)
  return Int32Array.from(places, Number)
}
