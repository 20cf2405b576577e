import { randomUUID } from 'node:crypto'
import type { GridQuery } from '../../../shared/contract-grid.ts'
import { interruptible } from '../db/interrupt.ts'
import { one, run } from '../db/query.ts'
import { catalogue, shownColumns } from './catalogue.ts'
import { copyVisible } from './copy-visible.ts'
import type { Context } from './definition.ts'
import { cellsOf, closedGrid, type OpenGrid } from './open-grid.ts'
import type { RowsKept } from './rows-kept.ts'
import { orderStatement } from './select-sql.ts'
import type { Serialised } from './serialised.ts'

export interface OpenGrids {
  open(query: GridQuery, context: Context, signal: AbortSignal): Promise<OpenGrid>
  /** Throws `not_found` for a grid that was closed: by its caller, or to make room for others. */
  get(gridId: string): OpenGrid
  close(gridId: string): Promise<void>
}

/** Beyond these the grids used longest ago are closed. */
export const defaultLimits = { grids: 12, cells: 48_000_000 }

interface Parts {
  serial: Serialised
  kept: RowsKept
  /** Where the tables are made: a database in memory that the windows' connection sees too. */
  area: string
  limits?: typeof defaultLimits
}

export function createOpenGrids({ serial, kept, area, limits = defaultLimits }: Parts): OpenGrids {
  const { connection } = serial
  // In the order of their last use.
  const grids = new Map<string, { grid: OpenGrid; table: string }>()
  let made = 0

  const drop = async (gridId: string) => {
    const found = grids.get(gridId)
    if (!found) return
    grids.delete(gridId)
    found.grid.closed = true
    await connection.run(`DROP TABLE IF EXISTS ${found.grid.orderTable}; DROP TABLE IF EXISTS ${found.grid.copyTable}`)
    await kept.release(found.table)
  }

  const makeRoom = async (coming: number) => {
    const cells = () => [...grids.values()].reduce((sum, { grid }) => sum + cellsOf(grid), coming)
    for (const gridId of [...grids.keys()]) {
      if (grids.size < limits.grids && cells() <= limits.cells) return
      await drop(gridId)
    }
  }

  const build = async (query: GridQuery, context: Context, signal: AbortSignal): Promise<OpenGrid> => {
    const shown = shownColumns(query.dataset, query.columns)
    const { table, selection } = await kept.hold(query.dataset, context, signal)
    const number = ++made
    const orderTable = `${area}.order_${number}`
    try {
      const { sql, values } = orderStatement(selection, query)
      await interruptible(connection, signal, () => run(connection, `CREATE TABLE ${orderTable} AS ${sql}`, values))
      const { totalRows } = await one<{ totalRows: number }>(connection, `SELECT count(*) AS "totalRows" FROM ${orderTable}`)
      const grid: OpenGrid = {
        gridId: randomUUID(),
        shown,
        source: selection.source,
        live: catalogue[query.dataset].live !== undefined,
        version: catalogue[query.dataset].outlivesDecisions ? context.foundVersion : context.dataVersion,
        outlivesDecisions: catalogue[query.dataset].outlivesDecisions === true,
        dataVersion: context.dataVersion,
        totalRows,
        orderTable,
        copyTable: `${area}.copy_${number}`,
        copied: 0,
        closed: false,
      }
      await makeRoom(cellsOf(grid))
      grids.set(grid.gridId, { grid, table })
      return grid
    } catch (thrown) {
      await connection.run(`DROP TABLE IF EXISTS ${orderTable}`)
      await kept.release(table)
      throw thrown
    }
  }

  return {
    open: async (query, context, signal) => {
      const grid = await serial.run(() => build(query, context, signal))
      if (cellsOf(grid) <= limits.cells / 2) void copyVisible(serial, grid)
      return grid
    },
    get: (gridId) => {
      const found = grids.get(gridId)
      if (!found) throw closedGrid()
      grids.delete(gridId)
      grids.set(gridId, found)
      return found.grid
    },
    close: (gridId) => serial.run(() => drop(gridId)),
  }
}
