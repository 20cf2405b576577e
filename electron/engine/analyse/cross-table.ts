import type { Band } from '../../../shared/model.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import type { ScoredSubjects } from './scored-subjects.ts'

/** How many subjects share a place in or outside the funnel and a band; `None` is exactly the inactive. */
export interface Cell {
  /** Null for companies without an account. */
  stage: string | null
  band: Band
  subjects: number
}

/** The subjects counted by stage and band: all of section 6 follows from this table. */
export const crossTable = (connection: Connection, subjects: ScoredSubjects): Promise<Cell[]> =>
  rows<Cell>(connection, `SELECT stage, band, count(*)::INTEGER AS subjects FROM (${subjects.rows}) GROUP BY stage, band`, subjects.values)

/** Subjects of the cells that `accepts`. */
export const countOf = (cells: readonly Cell[], accepts: (cell: Cell) => boolean): number =>
  cells.reduce((total, cell) => (accepts(cell) ? total + cell.subjects : total), 0)
