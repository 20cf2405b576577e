import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Input } from '../../shared/contract.ts'
import { type Row, rowsFromArrow } from './arrow.ts'
import { useConnection } from './engine.ts'

export interface FirstRows {
  rows: Row[]
  totalRows: number
}

/** The first rows of a query, for lists that are no grid. */
export function useFirstRows(query: Input<'grid.open'>, limit: number): UseQueryResult<FirstRows> {
  const { client } = useConnection()
  return useQuery({
    queryKey: ['rows', query, limit],
    queryFn: async ({ signal }): Promise<FirstRows> => {
      const { gridId, totalRows } = await client.call('grid.open', query, { signal })
      try {
        if (totalRows === 0) return { rows: [], totalRows }
        const { arrow } = await client.call('grid.window', { gridId, offset: 0, limit }, { signal })
        return { rows: rowsFromArrow(arrow), totalRows }
      } finally {
        void client.call('grid.close', { gridId }).catch(() => undefined)
      }
    },
  })
}
