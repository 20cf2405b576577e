import type { Band } from '../../../shared/model.ts'
import { bands, type CountedPlaces, type Subjects } from './subjects.ts'

/** How many subjects share a place in or outside the funnel and a band; `None` is exactly the inactive. */
export interface Cell {
  /** Null for companies without an account. */
  stage: string | null
  band: Band
  subjects: number
}

/** The subjects counted by stage and band: all of section 6 follows from this table. */
export function crossTable({ stage, stageNames, band }: Subjects, counted: CountedPlaces): Cell[] {
  const counts = new Uint32Array(stageNames.length * bands.length)
  for (let place = 0; place < stage.length; place += 1) {
    const cell = (stage[place] ?? 0) * bands.length + (band[place] ?? 0)
    counts[cell] = (counts[cell] ?? 0) + (counted[place] ?? 0)
  }
  return stageNames.flatMap((name, row) => bands.map((of, column) => ({ stage: name, band: of, subjects: counts[row * bands.length + column] ?? 0 })))
}

/** Subjects of the cells that `accepts`. */
export const countOf = (cells: readonly Cell[], accepts: (cell: Cell) => boolean): number =>
  cells.reduce((total, cell) => (accepts(cell) ? total + cell.subjects : total), 0)
