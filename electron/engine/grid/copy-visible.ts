import { run } from '../db/query.ts'
import type { OpenGrid } from './open-grid.ts'
import { scatteredSql } from './select-sql.ts'
import type { Serialised } from './serialised.ts'
import { isCurrent } from './window.ts'

/** The top is looked at first. A slice costs little less than the rest of the grid does, so that each is larger than the one before. */
const firstSlice = 4_096
const growth = 16

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
      const to = Math.min(grid.totalRows, Math.max(firstSlice, grid.copied * growth))
      if ((await serial.yielding(() => copySlice(grid.copied, to))) === false) return
    }
  } catch {
    // Out of space, or the workspace is closing: windows beyond what was copied are read from the tables.
  }
}
