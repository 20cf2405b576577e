import type { GridQuery } from '../../../shared/contract-grid.ts'
import type { Workspace } from '../db/workspace.ts'
import { catalogue, shownColumns } from '../grid/catalogue.ts'
import { withContext } from '../grid/context.ts'
import type { Context, Statement } from '../grid/definition.ts'
import { rowsStatement } from '../grid/select-sql.ts'
import { gridsOf } from '../grid/workspace-grids.ts'

export type QueueQuery = Pick<GridQuery, 'filter' | 'search' | 'asOf' | 'policy'> & Partial<Pick<GridQuery, 'sort'>> & { dataset: 'review_items' | 'blind_reviews' }

interface Selected {
  context: Context
  /** SELECT of the columns asked for, in the order of the queue; any connection of the workspace may run it while `work` lasts. */
  items: Statement
}

interface Options<T> {
  signal: AbortSignal
  columns: readonly string[]
  work: (selected: Selected) => Promise<T>
}

/** The items of a queue that a filter shows, as a grid of it would show them. */
export function withSelectedItems<T>(workspace: Workspace, query: QueueQuery, { signal, columns, work }: Options<T>): Promise<T> {
  return withContext(workspace, catalogue[query.dataset], query, {
    signal,
    work: async (context) => {
      const { making, kept } = await gridsOf(workspace)
      const { table, selection } = await making.run(() => kept.hold(query.dataset, context, signal))
      try {
        return await work({ context, items: rowsStatement(selection, { ...query, sort: query.sort ?? [], shown: shownColumns(query.dataset, columns) }) })
      } finally {
        await making.run(() => kept.release(table))
      }
    },
  })
}
