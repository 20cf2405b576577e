import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import type { IDatasource } from 'ag-grid-community'
import { useEffect, useMemo } from 'react'
import type { Input } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import { rowsFromArrow } from '../../lib/arrow.ts'
import { useConnection } from '../../lib/engine.ts'
import { sayError } from '../../lib/notices.ts'

interface GridRows {
  /** Null while the first order table is on its way. */
  datasource: IDatasource | null
  totalRows: number | null
  error: Error | null
  /** True while a new filter or sort is being applied and the old rows still stand. */
  pending: boolean
  retry: () => void
}

/** Opens a query in the engine, serves its windows to the grid, and closes it again. Null: it is not known yet. */
export function useGridRows(query: Input<'grid.open'> | null): GridRows {
  const { client } = useConnection()
  const opened = useQuery({
    queryKey: ['grid.open', query],
    queryFn: query ? async ({ signal }) => ({ ...(await client.call('grid.open', query, { signal })), sort: JSON.stringify(query.sort ?? []) }) : skipToken,
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  const { data, refetch } = opened
  const gridId = data?.gridId

  useEffect(() => {
    if (gridId === undefined) return
    return () => void client.call('grid.close', { gridId }).catch(() => undefined)
  }, [client, gridId])

  const datasource = useMemo<IDatasource | null>(() => data === undefined ? null : {
    rowCount: data.totalRows,
    getRows: (block) => {
      const { startRow, endRow, sortModel } = block
      // A click on a header asks the old order once more before the new one is open.
      if (JSON.stringify(sortModel.map(({ colId, sort }) => ({ column: colId, descending: sort === 'desc' }))) !== data.sort) return
      if (data.totalRows === 0) {
        block.successCallback([], 0)
        return
      }
      client.call('grid.window', { gridId: data.gridId, offset: startRow, limit: endRow - startRow }).then(
        ({ arrow }) => block.successCallback(rowsFromArrow(arrow), data.totalRows),
        (thrown: unknown) => {
          block.failCallback()
          // The data changed underneath, or the engine was restarted: open the same query anew.
          if (thrown instanceof AppError && thrown.code === 'not_found') void refetch()
          else sayError(thrown)
        },
      )
    },
  }, [client, data, refetch])

  return {
    datasource,
    totalRows: data?.totalRows ?? null,
    error: opened.error,
    pending: opened.isPlaceholderData,
    retry: () => void refetch(),
  }
}
