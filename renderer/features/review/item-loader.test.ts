import { expect, test } from 'vitest'
import type { Client } from '../../../electron/transports/client.ts'
import type { ReviewItem } from '../../../shared/contract-review-item.ts'
import { loadItem } from './item-loader.ts'

const item = (subject: string) => ({ kind: 'claim' as const, subject, object: null })

test('what is asked for at once is one call, and each gets its own; what is no more is refused', async () => {
  const calls: string[][] = []
  const client = {
    call: (_method: string, { items }: { items: { subject: string }[] }) => {
      calls.push(items.map(({ subject }) => subject))
      return Promise.resolve(items.map(({ subject }) => (subject === 'gone' ? null : ({ title: subject } as ReviewItem))))
    },
  } as unknown as Client
  const [first, gone, second] = await Promise.allSettled([loadItem(client, item('a')), loadItem(client, item('gone')), loadItem(client, item('b'))])
  expect(first).toMatchObject({ value: { title: 'a' } })
  expect(second).toMatchObject({ value: { title: 'b' } })
  expect(gone).toMatchObject({ reason: { code: 'not_found' } })
  await loadItem(client, item('c'))
  expect(calls).toEqual([['a', 'gone', 'b'], ['c']])
})

test('a call that fails fails for each', async () => {
  const client = { call: () => Promise.reject(new Error('no')) } as unknown as Client
  const both = await Promise.allSettled([loadItem(client, item('a')), loadItem(client, item('b'))])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
