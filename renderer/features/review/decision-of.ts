import type { ReviewItem } from '../../../shared/contract-review-item.ts'
import type { NewDecision, Stroke } from './decision-line.ts'
import { type Item, itemKeyOf, textMark } from './item-key.ts'
import type { Answer } from './review-keys.ts'

export interface Pressed {
  item: Item
  read: Pick<ReviewItem, 'title' | 'companyText' | 'claims'>
  answer: Answer
  /** The account meant, where it is another than the proposed one. */
  recordId: string | null
  /** For everybody who writes the same text, or for every claim of the person that names the same company. */
  alike: boolean
  note: string | null
  queue: string
  position: number | null
}

/** What one key stands for. Accepting another account than the proposed one is choosing it. */
export function strokeOf(pressed: Pressed): Stroke {
  const { item, read, alike, position } = pressed
  const text = item.kind === 'attribution' && alike ? read.companyText : null
  const claims = item.kind === 'claim' && alike ? read.claims.filter(({ isAlike }) => isAlike) : []
  return {
    itemKey: itemKeyOf(item),
    position,
    title: read.title,
    marks: [...new Set([itemKeyOf(item), ...claims.map(({ claimKey }) => itemKeyOf({ kind: 'claim', subject: claimKey, object: null })), ...(text === null ? [] : [textMark(text)])])],
    decisions: [{ ...decisionOf(pressed, text), alike: claims.length > 0 }],
  }
}

function decisionOf({ item, answer, recordId, note, queue }: Pressed, text: string | null): NewDecision {
  const { kind, subject, object } = item
  const other = kind !== 'claim' && recordId !== null && answer === 'accept' && !(kind === 'match' && recordId === object)
  return {
    kind,
    object,
    queue,
    note,
    ...(text === null ? { scope: 'one' as const, subject } : { scope: 'text' as const, subject: text }),
    ...(other ? { verdict: 'choose' as const, target: kind === 'match' ? recordId : `account:${recordId}` } : { verdict: answer }),
  }
}
