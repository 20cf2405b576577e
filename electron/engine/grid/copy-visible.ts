import { run } from '../db/query.ts'
import type { OpenGrid } from './open-grid.ts'
import { scatteredSql } from './select-sql.ts'
import type { Serialised } from './serialised.ts'
import { isCurrent } from './window.ts'

const slice = 122_880

/**
 * Copies the visible columns of a grid in its order, slice by slice from the top, windows in between.
 * Reading 200 scattered rows from the tables costs as much as reading most of each; in the copy they lie together.
 */
export async function copyVisible(serial: Serialised, grid: OpenGrid): Promise<void> {
  const { connection } = serial
  const copySlice = async (from: number): Promise<boolean> => {
    if (grid.closed || !(await isCurrent(connection, grid))) return false
    const into = from === 0 ? `CREATE TEMP TABLE ${grid.copyTable} AS` : `INSERT INTO ${grid.copyTable}`
    await run(connection, `${into} ${scatteredSql(grid, { position: true })}`, { from, to: from + slice })
    grid.copied = Math.min(grid.totalRows, from + slice)
    return true
  }
  try {
    for (let from = 0; from < grid.totalRows; from += slice) {
      if (!(await serial.run(() => copySlice(from)))) return
    }
  } catch {
    // Out of space, or the workspace is closing: windows beyond what was copied are read from the tables.
  }
}
