import type { IDatasource } from 'ag-grid-community'
import { memo, type ReactNode, useCallback, useMemo, useState } from 'react'
import { AppError } from '../../../shared/errors.ts'
import { type Row, textOf } from '../../lib/arrow.ts'
import { sayError } from '../../lib/notices.ts'
import { navigate, useRoute } from '../../lib/use-route.ts'
import { DataGrid } from '../../ui/grid/data-grid.tsx'
import type { Editing } from '../../ui/grid/filter-bar.tsx'
import { GridToolbar } from '../../ui/grid/grid-toolbar.tsx'
import { narrowingOf } from '../../ui/grid/narrowing.ts'
import type { ShownDataset } from '../../ui/grid/use-dataset.ts'
import { Trouble } from '../../ui/page.tsx'
import { reviewCells, reviewWidths } from './cells.tsx'
import { goTo, useDesk } from './desk.ts'
import { blockSize } from './queue-rows.ts'
import { line } from './review-line.ts'
import { markOf } from './use-moves.ts'
import type { Queue } from './use-queue.ts'

interface QueueSideProps {
  dataset: ShownDataset
  queue: Queue
  /** Beside the filters. */
  children?: ReactNode
}

const rowKey = (row: Row) => textOf(row, 'item_key')

/** The queue as it was when it was opened: what is judged stays, marked, until the queue is opened anew. */
export const QueueSide = memo(function QueueSide({ dataset, queue, children }: QueueSideProps) {
  const route = useRoute()
  const [editing, setEditing] = useState<Editing | null>(null)
  const edit = useCallback((column: string, anchor: DOMRect) => setEditing({ column, anchor }), [])
  const { itemKey, position } = useDesk()
  const version = line.use((state) => state.version)
  // Another function for every version: the grid then looks at its rows again.
  const rowState = useMemo(() => stateAt(version), [version])
  const { rows, refresh } = queue
  const sort = JSON.stringify(route.sort)
  const datasource = useMemo<IDatasource | null>(() => rows && {
    rowCount: rows.totalRows,
    getRows: (asked) => {
      const { startRow, sortModel } = asked
      // A click on a header asks the old order once more before the new one is open.
      if (JSON.stringify(sortModel.map(({ colId, sort: order }) => ({ column: colId, descending: order === 'desc' }))) !== sort) return
      if (rows.totalRows === 0) {
        asked.successCallback([], 0)
        return
      }
      rows.block(startRow / blockSize).then((block) => asked.successCallback([...block], rows.totalRows), (thrown: unknown) => {
        asked.failCallback()
        // The engine was restarted, or closed this queue for others.
        if (thrown instanceof AppError && thrown.code === 'not_found') void refresh()
        else sayError(thrown)
      })
    },
  }, [rows, sort, refresh])

  const trouble = dataset.error ?? (rows === null ? queue.error : null)
  if (trouble) return <div className="queue-side"><Trouble error={trouble} onRetry={dataset.error ? dataset.retry : () => void refresh()} /></div>
  return (
    <section className="queue-side" aria-label="Queue">
      <GridToolbar dataset={dataset} noun="queue" editing={editing} onEdit={setEditing}>{children}</GridToolbar>
      <DataGrid
        label="items" dataset={dataset.query.dataset} columns={dataset.shown} widths={reviewWidths} cells={reviewCells} sort={route.sort} filtered={dataset.filtered}
        rows={{ datasource, totalRows: rows?.totalRows ?? null, error: queue.error, pending: queue.pending, retry: () => void refresh() }}
        rowKey={rowKey} openKey={itemKey} position={position} rowState={rowState}
        onOpen={(row, at) => goTo(at, rowKey(row))}
        onSort={(next) => navigate({ sort: next, open: null })} onColumns={(next) => navigate({ columns: next }, { replace: true })} onFilter={edit}
        narrowing={narrowingOf(route)} onClear={() => navigate({ where: [], search: '' })}
      />
    </section>
  )
})

const stateAt = (_version: number) => (row: Row): readonly string[] => {
  const mark = markOf(row)
  return mark === undefined ? [] : [mark.isWritten ? 'row-judged' : 'row-pending']
}
