import * as z from 'zod'

const itemKey = z.tuple([z.enum(['attribution', 'match']), z.string(), z.string()])

/** What a row of the queue is about. */
export interface Item {
  kind: 'attribution' | 'match'
  subject: string
  object: string
}

/** Reads the identity of a row; null where an address was written by hand. */
export function readItemKey(text: string): Item | null {
  try {
    const [kind, subject, object] = itemKey.parse(JSON.parse(text))
    return { kind, subject, object }
  } catch {
    return null
  }
}
