import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Client } from '../../../electron/transports/client.ts'
import { textOf } from '../../lib/arrow.ts'
import { steady, useConnection } from '../../lib/engine.ts'
import { type Item, readItemKey } from './item-key.ts'
import { loadItem } from './item-loader.ts'
import { blockSize, type QueueRows } from './queue-rows.ts'

/** How many of the next items are here before they are asked for. */
const ahead = 10
/** The item on screen is drawn before others are read: in ms. */
const afterPaint = 80

const itemQuery = (client: Client, { kind, subject, object }: Item) =>
  queryOptions({
    queryKey: ['review.item', { kind, subject, object }],
    queryFn: () => loadItem(client, { kind, subject, object }),
    meta: steady,
  })

/** Everything beside one item. What is decided elsewhere does not change it under the reviewer’s eyes. */
export function useItem(item: Item) {
  const { client } = useConnection()
  return useQuery(itemQuery(client, item))
}

/** Has the next items here before they are asked for. */
export function useItemsAhead(rows: QueueRows | null, position: number | null): void {
  const { client } = useConnection()
  const queries = useQueryClient()
  useEffect(() => {
    if (rows === null) return
    const from = (position ?? -1) + 1
    const to = Math.min(rows.totalRows, from + ahead)
    const itemAt = (at: number) => {
      const row = rows.at(at)
      return readItemKey((row && textOf(row, 'item_key')) ?? '')
    }
    const isHere = (item: Item) => queries.getQueryState(itemQuery(client, item).queryKey) !== undefined
    const take = () => {
      const next = Array.from({ length: Math.max(0, to - from) }, (_, index) => itemAt(from + index)).filter((item) => item !== null)
      for (const item of next) if (!isHere(item)) void queries.query({ ...itemQuery(client, item), staleTime: Number.POSITIVE_INFINITY }).catch(() => undefined)
    }
    let isCurrent = true
    // The rows themselves may not be here yet, as at the end of a block.
    const blocks = new Set([from, Math.max(from, to - 1)].map((at) => Math.floor(at / blockSize)))
    void Promise.all([...blocks].map((index) => rows.block(index)))
      .then(() => {
        if (isCurrent) window.setTimeout(() => isCurrent && take(), afterPaint)
      }, () => undefined)
    return () => {
      isCurrent = false
    }
  }, [rows, position, client, queries])
}
