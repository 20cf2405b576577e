import type { Client } from '../../../electron/transports/client.ts'
import type { ReviewItem } from '../../../shared/contract-review-item.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Item } from './item-key.ts'

interface Waiting {
  item: Item
  resolve: (read: ReviewItem) => void
  reject: (thrown: unknown) => void
}

const waiting = new WeakMap<Client, Waiting[]>()

/** Items asked for at the same time are read by one call, which costs the engine about as much as one of them. */
export function loadItem(client: Client, item: Item): Promise<ReviewItem> {
  return new Promise((resolve, reject) => {
    const batch = waiting.get(client)
    if (batch) {
      batch.push({ item, resolve, reject })
      return
    }
    waiting.set(client, [{ item, resolve, reject }])
    queueMicrotask(() => {
      const due = waiting.get(client) ?? []
      waiting.delete(client)
      client.call('review.items', { items: due.map(({ item: { kind, subject, object } }) => ({ kind, subject, object })) }).then(
        (read) => {
          for (const [index, one] of due.entries()) {
            const found = read[index]
            if (found) one.resolve(found)
            else one.reject(new AppError('not_found', 'This item is no more; the data changed since the queue was opened.'))
          }
        },
        (thrown: unknown) => {
          for (const one of due) one.reject(thrown)
        },
      )
    })
  })
}
