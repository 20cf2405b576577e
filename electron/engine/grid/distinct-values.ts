import type { DuckDBValue } from '@duckdb/node-api'
import type { GridQuery } from '../../../shared/contract-grid.ts'
import { cellText } from '../arrow/cell-text.ts'
import { interruptible } from '../db/interrupt.ts'
import type { Workspace } from '../db/workspace.ts'
import { catalogue } from './catalogue.ts'
import { withContext } from './context.ts'
import { columnNamed } from './filter-sql.ts'
import { valuesStatement } from './select-sql.ts'
import { gridsOf } from './workspace-grids.ts'

const limit = 1000

interface Request {
  query: GridQuery
  column: string
}

/** The 1,000 most frequent values of a column. Conditions on the column itself do not count: a filter menu offers what it could widen to. */
export async function distinctValues(workspace: Workspace, { query, column }: Request, signal: AbortSignal): Promise<{ value: string | null; rows: number }[]> {
  const definition = catalogue[query.dataset]
  const asked = columnNamed(definition.columns, column)
  const filter = query.filter.filter((condition) => condition.column !== column)
  const { making, kept } = await gridsOf(workspace)
  return withContext(workspace, definition, query, {
    signal,
    work: (context) =>
      making.run(async () => {
        const { table, selection } = await kept.hold(query.dataset, context, signal)
        try {
          const { sql, values } = valuesStatement(selection, { filter, search: query.search, sort: [], column: asked, limit })
          const reader = await interruptible(making.connection, signal, () => making.connection.runAndReadAll(sql, values))
          const [cells = [], counts = []] = reader.getColumns()
          return cells.map((cell: DuckDBValue, index) => ({ value: cellText(cell), rows: Number(counts[index]) }))
        } finally {
          await kept.release(table)
        }
      }),
  })
}
