import { setTimeout } from 'node:timers/promises'
import { run } from '../db/query.ts'
import type { OpenGrid } from './open-grid.ts'
import { scatteredSql } from './select-sql.ts'
import type { Serialised } from './serialised.ts'
import { isCurrent } from './window.ts'

/** The top is looked at first; then one row group of DuckDB at a time. */
const firstSlice = 4_096
const nextSlices = 122_880
/** Rest after a slice, in times of what it took. */
const restPerSlice = 2

/**
 * Copies the visible columns of a grid in its order, slice by slice from the top. Windows are read on a connection of their own meanwhile.
 * Reading 200 scattered rows from the tables costs as much as reading most of each; in the copy they lie together.
 */
export async function copyVisible(serial: Serialised, grid: OpenGrid): Promise<void> {
  const { connection } = serial
  const copySlice = async (from: number, to: number): Promise<boolean> => {
    if (grid.closed || !(await isCurrent(connection, grid))) return false
    const into = from === 0 ? `CREATE TABLE ${grid.copyTable} AS` : `INSERT INTO ${grid.copyTable}`
    await run(connection, `${into} ${scatteredSql(grid, { position: true })}`, { from, to })
    grid.copied = to
    return true
  }
  try {
    while (grid.copied < grid.totalRows) {
      const to = Math.min(grid.totalRows, grid.copied + (grid.copied === 0 ? firstSlice : nextSlices))
      const started = performance.now()
      if (!(await serial.run(() => copySlice(grid.copied, to)))) return
      // A slice takes every core; whoever looks at the grid meanwhile comes first.
      await setTimeout((performance.now() - started) * restPerSlice, undefined, { ref: false })
    }
  } catch {
    // Out of space, or the workspace is closing: windows beyond what was copied are read from the tables.
  }
}
