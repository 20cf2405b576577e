import * as z from 'zod'
import { type ItemKind, itemKinds } from '../../../shared/decision.ts'

const itemKey = z.tuple([z.enum(itemKinds), z.string(), z.string().nullable()])

/** What a row of the queue is about. */
export interface Item {
  kind: ItemKind
  subject: string
  object: string | null
}

/** Reads the identity of a row; null where an address was written by hand. */
export function readItemKey(text: string): Item | null {
  try {
    const [kind, subject, object] = itemKey.parse(JSON.parse(text))
    return kind !== 'claim' && object === null ? null : { kind, subject, object }
  } catch {
    return null
  }
}

export const itemKeyOf = ({ kind, subject, object }: Item): string => JSON.stringify([kind, subject, object])

/** Stands for everybody who writes a company text, whose case and outer spaces do not matter. */
export const textMark = (text: string): string => `text ${text.trim().toLowerCase()}`
