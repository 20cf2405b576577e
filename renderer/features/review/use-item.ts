import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Client } from '../../../electron/transports/client.ts'
import { textOf } from '../../lib/arrow.ts'
import { steady, useConnection } from '../../lib/engine.ts'
import { type Item, readItemKey } from './item-key.ts'
import { blockSize, type QueueRows } from './queue-rows.ts'

/** Read ahead of the reviewer, the nearest first, and the one just left. */
const aheadOf = [1, 2, -1, 3, 4, 5, 6, 7, 8]

const itemQuery = (client: Client, { kind, subject, object }: Item) =>
  queryOptions({
    queryKey: ['review.item', { kind, subject, object }],
    queryFn: ({ signal }) => client.call('review.item', { kind, subject, object }, { signal }),
    meta: steady,
  })

/** Everything beside one item. What is decided elsewhere does not change it under the reviewer’s eyes. */
export function useItem(item: Item) {
  const { client } = useConnection()
  return useQuery(itemQuery(client, item))
}

const fetchItem = (queries: QueryClient, client: Client, item: Item): void => void queries.query({ ...itemQuery(client, item), staleTime: Number.POSITIVE_INFINITY }).catch(() => undefined)

/** Has the next items here before they are asked for. */
export function useItemsAhead(rows: QueueRows | null, position: number | null): void {
  const { client } = useConnection()
  const queries = useQueryClient()
  useEffect(() => {
    if (rows === null) return
    const wanted = aheadOf.map((step) => (position ?? -1) + step).filter((at) => at >= 0 && at < rows.totalRows)
    const take = (at: number) => {
      const row = rows.at(at)
      const item = readItemKey((row && textOf(row, 'item_key')) ?? '')
      if (item) fetchItem(queries, client, item)
    }
    let isCurrent = true
    // The rows themselves may not be here yet, as at the end of a block.
    const blocks = new Set(wanted.map((at) => Math.floor(at / blockSize)))
    void Promise.all([...blocks].map((index) => rows.block(index)))
      .then(() => {
        if (isCurrent) wanted.forEach(take)
      }, () => undefined)
    return () => {
      isCurrent = false
    }
  }, [rows, position, client, queries])
}
