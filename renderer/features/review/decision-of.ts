import type { Input } from '../../../shared/contract.ts'
import type { blindQueue } from '../../../shared/contract-quality.ts'
import type { Item } from './item-key.ts'

export type NewDecision = Input<'review.decide'>['decisions'][number]

export interface Stroke {
  item: Item
  verdict: 'accept' | 'reject' | 'none'
  /** The account meant, where it is another than the proposed one. */
  recordId: string | null
  /** The company text, where the decision holds for all who write it. */
  text: string | null
  queue: 'uncertain' | typeof blindQueue
}

/** What one key stands for. Accepting another account than the proposed one is choosing it. */
export function decisionOf({ item, verdict, recordId, text, queue }: Stroke): NewDecision {
  const { kind, subject, object } = item
  const other = recordId !== null && verdict === 'accept' && !(kind === 'match' && recordId === object)
  return {
    kind,
    object,
    queue,
    ...(kind === 'attribution' && text !== null ? { scope: 'text' as const, subject: text } : { scope: 'one' as const, subject }),
    ...(other ? { verdict: 'choose' as const, target: kind === 'match' ? recordId : `account:${recordId}` } : { verdict }),
  }
}
