import type { DuckDBResultReader } from '@duckdb/node-api'
import { AppError } from '../../../shared/errors.ts'
import { encodeArrow } from '../arrow/encode.ts'
import type { Connection } from '../db/connection.ts'
import { readDataVersion, readFoundVersion } from '../db/settings.ts'
import { transaction } from '../db/transaction.ts'
import { closedGrid, type OpenGrid } from './open-grid.ts'
import { copiedSql, scatteredSql } from './select-sql.ts'

interface Range {
  offset: number
  limit: number
}

/** Rows `offset … offset + limit - 1` of an open grid; fewer at its end. Throws `not_found` where they are no longer what was ordered. */
export async function readWindow(connection: Connection, grid: OpenGrid, { offset, limit }: Range): Promise<{ arrow: Uint8Array<ArrayBuffer>; rows: number }> {
  const range = { from: offset, to: Math.min(grid.totalRows, offset + limit) }
  const isCopied = grid.copied > 0 && range.to <= grid.copied
  try {
    const reader = isCopied ? await connection.runAndReadAll(copiedSql(grid), range) : await readScattered(connection, grid, range)
    return { arrow: encodeArrow(reader), rows: reader.currentRowCount }
  } catch (thrown) {
    // Closed while this window waited: its tables are gone.
    throw grid.closed ? closedGrid() : thrown
  }
}

/** The version and the rows are read in one transaction: what is shown is what was ordered, or nothing. */
function readScattered(connection: Connection, grid: OpenGrid, range: { from: number; to: number }): Promise<DuckDBResultReader> {
  return transaction(connection, async () => {
    if (!(await isCurrent(connection, grid))) throw new AppError('not_found', 'The data has changed since this grid was opened. Open it again.')
    return connection.runAndReadAll(scatteredSql(grid), range)
  })
}

/** Whether the rows a grid's positions stand for are still there. */
export const isCurrent = async (connection: Connection, grid: OpenGrid): Promise<boolean> =>
  !grid.live || (await (grid.outlivesDecisions ? readFoundVersion : readDataVersion)(connection)) === grid.version
