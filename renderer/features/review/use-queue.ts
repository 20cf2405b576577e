import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { Input } from '../../../shared/contract.ts'
import { steady, useConnection } from '../../lib/engine.ts'
import { type QueueRows, queueRows } from './queue-rows.ts'

export interface Queue {
  /** Null while it is being opened for the first time. */
  rows: QueueRows | null
  error: Error | null
  /** True while another order or filter is on its way and the old rows still stand. */
  pending: boolean
  /** Opens it again: what is decided has left it. */
  refresh: () => Promise<QueueRows | null>
}

/** Opens a queue once and keeps it as it is, whatever is decided, until somebody asks for it anew. */
export function useQueue(query: Input<'grid.open'> | null): Queue {
  const { client } = useConnection()
  const opened = useQuery({
    queryKey: ['review.queue', query],
    queryFn: async ({ signal }) => {
      const { gridId, totalRows, dataVersion } = await client.call('grid.open', query ?? { dataset: 'review_items' }, { signal })
      return { gridId, rows: queueRows({ totalRows, dataVersion, read: async (offset, limit) => (await client.call('grid.window', { gridId, offset, limit })).arrow }) }
    },
    enabled: query !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
    meta: steady,
  })
  const { data, refetch } = opened
  const gridId = data?.gridId
  useEffect(() => {
    if (gridId === undefined) return
    return () => void client.call('grid.close', { gridId }).catch(() => undefined)
  }, [client, gridId])
  const { error, isPlaceholderData: pending } = opened
  return useMemo(() => ({ rows: data?.rows ?? null, error, pending, refresh: async () => (await refetch()).data?.rows ?? null }), [data, error, pending, refetch])
}
