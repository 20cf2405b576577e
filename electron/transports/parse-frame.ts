import * as z from 'zod'
import { errorFrame } from '../../shared/errors.ts'
import type { Frame } from '../../shared/frame.ts'

const id = z.int().min(0)

const frame = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), id, method: z.string(), input: z.unknown().optional() }),
  z.object({ kind: z.literal('cancel'), id }),
  z.object({ kind: z.literal('ok'), id, output: z.unknown().optional() }),
  z.object({ kind: z.literal('error'), id, error: errorFrame }),
  z.object({ kind: z.literal('cancelled'), id }),
  z.object({ kind: z.literal('event'), topic: z.string(), payload: z.unknown().optional() }),
])

/** Whatever arrived as a frame, or null where it is none: the other side may be anyone. */
export function parseFrame(value: unknown): Frame | null {
  const parsed = frame.safeParse(value)
  // zod types an absent `unknown` as optional; Frame reads it as undefined, which is the same value.
  return parsed.success ? (parsed.data as Frame) : null
}
